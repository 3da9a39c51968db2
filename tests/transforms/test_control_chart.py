from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from tests.transforms.given import a_target, few
from tests.transforms.oracle_series import judged_series
from tests.transforms.test_variation import ASSURANCES, TYPES
from transforms.bounds import Bounds
from transforms.control_chart import ControlChart, Figures, control_chart
from transforms.indicator import Polarity
from transforms.period import Period
from transforms.signal import Rule
from transforms.variation import Assurance, Variation

APRIL_2007 = Period.month(2007, 4)
UNEVEN = ["61", "63", "60", "62", "64", "61", "59", "62", "63", "60", "62", "61", "63", "60"]
"""Fourteen months that tell nothing."""

SEASON = [30, 38, 45, 47, 46, 44, 40, 33, 27, 24, 23, 25]
"""Recycling with garden waste, April to March."""

MIRRORED = {
    Polarity.MAXIMISE: Polarity.MINIMISE,
    Polarity.MINIMISE: Polarity.MAXIMISE,
    Polarity.NONE: Polarity.NONE,
}
OTHER_SIDE = {
    Variation.IMPROVING_HIGH: Variation.IMPROVING_LOW,
    Variation.CONCERNING_HIGH: Variation.CONCERNING_LOW,
    Variation.NEUTRAL_HIGH: Variation.NEUTRAL_LOW,
}
OTHER_SIDE |= {low: high for high, low in OTHER_SIDE.items()}


def months(figures: Sequence[str | int | Decimal]) -> dict[Period, Decimal]:
    """Figures of the months from April 2007."""
    return {APRIL_2007.shifted(at): Decimal(figure) for at, figure in enumerate(figures)}


def charted(figures: Sequence[Any], **said: Any) -> ControlChart:
    """The chart of these months, of which more is better."""
    return control_chart(months(figures), said.pop("polarity", Polarity.MAXIMISE), **said)


def seasons(*noise: int) -> list[int]:
    """Months that follow the season with this noise."""
    return [SEASON[at % 12] + by for at, by in enumerate(noise)]


NOISE = [0, 1, -1, 1, 0, -1, 1, 0, 0, -1, 1, 0, 1, -1, 0, 0, 1, 0, -1, 1, 0, 1, -1, -1, 0, 1, 0, -1, 1, 0, 0, 1, -1, 0]


def test_a_figure_within_its_limits_is_chance() -> None:
    chart = charted(UNEVEN)
    assert (chart.variation, chart.sentence) == (
        Variation.COMMON_CAUSE,
        "Within its usual range: no need to ask why.",
    )
    assert all(point.signal is None for point in chart.points)


def test_the_icon_is_that_of_the_latest_figure_and_each_has_its_own() -> None:
    chart = charted([*UNEVEN, "80", "61"])
    assert chart.variation == Variation.COMMON_CAUSE
    assert [at for at, point in enumerate(chart.points) if point.signal] == [14]


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ([*UNEVEN, 80], "Above its usual range: something changed for the better."),
        ([*UNEVEN, 40], "Below its usual range: something changed for the worse."),
        ([*UNEVEN[:7], *[66, 67, 65, 66, 67, 65, 66, 65]], "Eight in a row above its usual: something changed for the better."),
        ([60, 64, 58, 66, 61, 65, 59, 63, 57, 58, 59, 60, 61, 62, 63], "Risen six times in a row: something changed for the better."),
        ([60, 64, 58, 66, 61, 65, 59, 63, 66, 65, 64, 63, 62, 61, 60], "Fallen six times in a row: something changed for the worse."),
        ([*[60, 62] * 8, 65, 65], "Two of the last three near the top of its usual range: something changed for the better."),
        ([*[62, 60] * 8, 57, 57, 57], "All of the last three near the bottom of its usual range: something changed for the worse."),
    ],
)  # fmt: skip
def test_each_rule_is_told_in_words_that_a_councillor_understands(figures: list[Any], sentence: str) -> None:
    assert charted(figures).sentence == sentence


def test_without_a_better_direction_something_changed_and_that_is_all() -> None:
    chart = charted([*UNEVEN, 80], polarity=Polarity.ON_TARGET, target=a_target("60"))
    assert (chart.variation, chart.assurance) == (Variation.NEUTRAL_HIGH, None)
    assert chart.sentence == "Above its usual range: something changed."


@pytest.mark.parametrize(
    ("target", "assurance", "begins"),
    [
        ("40", Assurance.PASSING, "All of its usual range meets the target"),
        ("90", Assurance.FAILING, "None of its usual range meets the target"),
        ("62", Assurance.HIT_OR_MISS, "The target lies within its usual range"),
    ],
)
def test_the_target_is_assured_by_the_limits(target: str, assurance: Assurance, begins: str) -> None:
    chart = charted(UNEVEN, target=a_target(target))
    assert chart.assurance == assurance
    assert chart.assurance_sentence.startswith(begins)
    assert charted(UNEVEN).assurance_sentence == ""


def test_under_thirteen_figures_there_is_no_verdict() -> None:
    chart = charted(UNEVEN[:12], target=a_target("90"))
    assert (chart.variation, chart.assurance) == (Variation.TOO_FEW, None)
    assert chart.sentence == "Twelve of the 13 figures that are needed to tell a change from chance."
    assert {(point.limits, point.signal) for point in chart.points} == {(None, None)}
    assert charted(UNEVEN[:13]).variation.has_icon


def test_of_nothing_nothing_is_said() -> None:
    chart = charted([])
    assert (chart.points, chart.variation) == ((), Variation.TOO_FEW)
    assert chart.sentence == "None of the 13 figures that are needed to tell a change from chance."


def test_a_flat_series_has_no_variation() -> None:
    chart = charted([100] * 24, target=a_target("95"))
    assert (chart.variation, chart.assurance) == (Variation.NO_VARIATION, None)
    assert chart.sentence == "The same figure every time: no variation."


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param([*[100] * 12, 91], id="Telford and Wrekin: twelve at 100 and one at 91"),
        pytest.param([67, 100, 100, 100, 94, *[100] * 8], id="Bury"),
        pytest.param([100, 89, 88, *[100] * 10], id="Stockport"),
        pytest.param([*[95] * 12, *[100] * 12], id="one step"),
    ],
)
def test_a_series_that_hardly_ever_moves_is_not_judged(figures: list[int]) -> None:
    chart = charted(figures, target=a_target("60"))
    assert (chart.variation, chart.assurance) == (Variation.TOO_LITTLE, None)
    assert chart.sentence == "It hardly ever changed: too little variation to judge."
    assert not any(point.signal for point in chart.points)


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param([0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0], id="rare events"),
        pytest.param([100, 80, *[100] * 5, 86, 88, 86, 100, 100, 100], id="Trafford"),
    ],
)
def test_a_series_that_often_stands_still_and_varies_is_judged(figures: list[int]) -> None:
    assert charted(figures).variation.has_icon


def test_real_series_of_thirteen_figures_and_more_have_the_icons_of_the_nhs_package(shared_data: Path) -> None:
    unjudged = []
    for series in judged_series(shared_data / "spc"):
        if len(series.points) < 13 or series.fixed_on or not series.screened:
            continue
        figures = [Decimal(point.numerator) / point.denominator for point in series.points]
        chart = charted(figures, polarity=series.polarity, target=a_target(series.target))
        if not chart.variation.has_icon:
            unjudged.append(series.name)
            continue
        assert [TYPES[point.variation] for point in chart.points] == series.types, series.name
        assert ASSURANCES[chart.assurance] == series.assurance, series.name
    assert unjudged == ["Planning_major_Bury", "Planning_major_Stockport"]


def test_limits_are_computed_anew_from_a_dated_change() -> None:
    moved = [*UNEVEN, *[str(int(figure) + 30) for figure in UNEVEN]]
    assert charted(moved).variation == Variation.IMPROVING_HIGH
    chart = charted(moved, rebased=[date(2008, 6, 1)])
    assert chart.variation == Variation.COMMON_CAUSE
    before, after = chart.points[13].limits, chart.points[14].limits
    assert before is not None and after is not None
    assert [new - old for old, new in zip(before, after, strict=True)] == pytest.approx([30, 30, 30])


def test_after_a_dated_change_thirteen_figures_are_needed_again() -> None:
    chart = charted([*UNEVEN, "90", "91", "92"], rebased=[date(2008, 6, 1)], target=a_target("60"))
    assert (chart.variation, chart.assurance) == (Variation.TOO_FEW, None)
    assert chart.sentence == "Three of the 13 figures since June 2008 that are needed to tell a change from chance."
    assert [point.limits is not None for point in chart.points] == [True] * 14 + [False] * 3


def test_a_period_in_which_a_change_fell_belongs_to_the_time_before() -> None:
    chart = charted([*UNEVEN, *["90"] * 14], rebased=[date(2008, 5, 15)])
    assert chart.points[13].limits is not None
    assert chart.sentence == "The same figure every time since June 2008: no variation."


def test_a_change_that_is_still_to_come_changes_nothing() -> None:
    assert charted(UNEVEN, rebased=[date(2030, 1, 1)]) == charted(UNEVEN)
    assert charted(UNEVEN, rebased=[date(2001, 1, 1)]) == charted(UNEVEN)


def test_dates_of_changes_may_come_in_any_order() -> None:
    dates = [date(2008, 11, 1), date(2008, 6, 1)]
    assert charted(UNEVEN * 3, rebased=dates) == charted(UNEVEN * 3, rebased=sorted(dates))


def test_a_season_is_no_signal_where_the_series_is_known_to_be_seasonal() -> None:
    figures = seasons(*NOISE)
    assert any(point.signal for point in charted(figures).points)
    chart = charted(figures, seasonal=True, target=a_target("40"))
    assert not any(point.signal for point in chart.points)
    assert chart.sentence == "Within its usual range for the time of year: no need to ask why."
    assert chart.assurance is None


def test_a_poor_summer_is_a_signal_though_a_winter_is_worse() -> None:
    figures = seasons(*NOISE[:28])
    figures[-1] = 36
    assert charted(figures).variation == Variation.COMMON_CAUSE
    chart = charted(figures, seasonal=True)
    assert chart.variation == Variation.CONCERNING_LOW
    assert chart.sentence == "Below its usual range for the time of year: something changed for the worse."


def test_the_limits_of_a_seasonal_series_follow_its_season() -> None:
    chart = charted(seasons(*NOISE), seasonal=True, bounds=Bounds(Decimal(0), Decimal(100)))
    assert [point.limits is None for point in chart.points] == [True] * 12 + [False] * 22
    july, january = chart.points[27].limits, chart.points[33].limits
    assert july is not None and january is not None
    assert july.lower > january.upper


def test_a_good_month_after_an_odd_one_a_year_ago_is_not_laid_at_this_years_door() -> None:
    noise = [*NOISE, 0, 1, 0, -1]
    figures = seasons(*noise)
    figures[25] = 70
    chart = charted(figures, seasonal=True)
    assert chart.points[25].variation == Variation.IMPROVING_HIGH
    assert chart.points[37].variation == Variation.CONCERNING_LOW
    assert (
        chart.sentence
        == "Below its usual range for the time of year, but the same period last year was itself unusual."
    )


def test_a_second_odd_month_of_the_same_kind_is_told_as_the_first() -> None:
    figures = seasons(*NOISE, 0, 1, 0, 1)
    figures[25], figures[37] = 70, 99
    chart = charted(figures, seasonal=True)
    assert chart.points[25].variation == Variation.IMPROVING_HIGH
    assert chart.sentence == "Above its usual range for the time of year: something changed for the better."


def test_a_seasonal_series_needs_thirteen_comparisons_since_the_last_change() -> None:
    assert charted(seasons(*NOISE[:24]), seasonal=True).sentence == (
        "Twelve of the 13 comparisons with a year ago that are needed to tell a change from chance."
    )
    assert charted(seasons(*NOISE[:25]), seasonal=True).variation.has_icon
    chart = charted(seasons(*NOISE), seasonal=True, rebased=[date(2008, 4, 1)])
    assert chart.sentence.startswith("Ten of the 13 comparisons with a year ago since April 2008")


def test_a_seasonal_figure_without_one_of_a_year_ago_is_not_judged() -> None:
    figures = months(seasons(*NOISE))
    latest = max(figures)
    del figures[latest.year_before()]
    chart = control_chart(figures, Polarity.MAXIMISE, seasonal=True)
    assert (chart.variation, chart.points[-1].limits) == (Variation.TOO_FEW, None)
    assert chart.sentence == "There is no figure of a year ago to compare it with."


def test_what_repeats_last_year_exactly_has_no_variation() -> None:
    assert charted(SEASON * 3, seasonal=True).sentence == ("Always as far from the figure of a year ago: no variation.")


def test_quarters_are_compared_with_their_quarter() -> None:
    figures = {Period.quarter(2004, 1).shifted(3 * at): Decimal(10 * (at % 4) + at % 3) for at in range(20)}
    chart = control_chart(figures, Polarity.MINIMISE, seasonal=True)
    assert chart.variation == Variation.COMMON_CAUSE


def test_limits_are_drawn_within_what_can_be_and_judged_as_they_are() -> None:
    solihull = [100, 100, 100, 100, 80, 90, 50, 100, 67, 100, 100, 71, 88]
    within = charted(solihull, bounds=Bounds(Decimal(0), Decimal(100)), target=a_target("100"))
    limits = within.points[-1].limits
    assert limits is not None
    assert (limits.upper, round(limits.lower, 1)) == (100, Decimal("36.7"))
    assert (within.variation, within.assurance) == (Variation.COMMON_CAUSE, Assurance.HIT_OR_MISS)
    wide = charted(solihull, target=a_target("100"))
    assert (wide.variation, wide.assurance) == (within.variation, within.assurance)


def test_a_figure_on_the_mean_breaks_a_run_also_where_binary_fractions_would_not_see_it() -> None:
    ups = ["0.3", "0.4", "0.3", "0.4", "0.3", "0.4"]
    figures = ["0.1", "0", "0.1", "0", "0.1", "0", "0.1", *ups, "0.2", *["0.3", "0.1"] * 2]
    assert sum(map(Decimal, figures)) / len(figures) != Decimal("0.2")
    even = [*figures, "0.35", "0.1"]
    balanced = [*even, str(Decimal("0.2") * (len(even) + 1) - sum(map(Decimal, even)))]
    assert sum(map(Decimal, balanced)) / len(balanced) == Decimal("0.2")
    assert not any(point.signal and point.signal.rule == Rule.SHIFT for point in charted(balanced).points[7:14])


SERIES = st.one_of(
    st.lists(st.integers(-9, 9), min_size=13, max_size=40),
    st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 9)), min_size=3, max_size=8).map(
        lambda runs: [
            sum(step * min(max(at - begin, 0), times) for (step, times), begin in zip(runs, _begins(runs), strict=True))
            for at in range(sum(times for _, times in runs) + 1)
        ]
    ),
)
POLARITIES = st.sampled_from(sorted(MIRRORED))


def _begins(runs: list[tuple[int, int]]) -> list[int]:
    return [sum(times for _, times in runs[:at]) for at in range(len(runs))]


@few
@given(
    SERIES, POLARITIES, st.integers(-10, 10), st.integers(-500, 500), st.decimals("0.01", 100, places=2), st.booleans()
)
def test_neither_a_constant_nor_another_unit_changes_a_verdict(
    figures: list[int], polarity: Polarity, target: int, constant: int, factor: Decimal, seasonal: bool
) -> None:
    plain = charted(figures, polarity=polarity, target=a_target(str(target)), seasonal=seasonal)
    moved = [figure * factor + constant for figure in figures]
    other = charted(moved, polarity=polarity, target=a_target(f"{target * factor + constant:f}"), seasonal=seasonal)
    event(plain.variation)
    assert said_of(other) == said_of(plain)
    assert [point.signal for point in other.points] == [point.signal for point in plain.points]


@few
@given(SERIES, POLARITIES, st.integers(-10, 10), st.booleans())
def test_a_mirrored_series_of_mirrored_polarity_has_the_mirrored_verdict(
    figures: list[int], polarity: Polarity, target: int, seasonal: bool
) -> None:
    plain = charted(figures, polarity=polarity, target=a_target(str(target)), seasonal=seasonal)
    other = charted(
        [-figure for figure in figures],
        polarity=MIRRORED[polarity],
        target=a_target(str(-target)),
        seasonal=seasonal,
    )
    assert other.assurance == plain.assurance
    assert [point.variation for point in other.points] == [
        OTHER_SIDE.get(point.variation, point.variation) for point in plain.points
    ]


@few
@given(st.permutations(list(enumerate([*UNEVEN, "80"]))))
def test_the_order_in_which_figures_are_given_is_nothing(shuffled: list[tuple[int, str]]) -> None:
    figures: Figures = {APRIL_2007.shifted(at): Decimal(figure) for at, figure in shuffled}
    assert control_chart(figures, Polarity.MAXIMISE) == charted([*UNEVEN, "80"])


@few
@given(SERIES, POLARITIES)
def test_what_a_sentence_says_is_true_of_the_points(figures: list[int], polarity: Polarity) -> None:
    chart = charted(figures, polarity=polarity)
    last = chart.points[-1]
    if last.limits is None:
        assert not chart.variation.has_icon
        return
    words = chart.sentence.casefold()
    inside = last.limits.lower <= last.value <= last.limits.upper
    assert inside != words.startswith(("above", "below"))
    if "times in a row" in words or "in a row" in words:
        assert words.split()[1 if "times" in words else 0] == counted(chart, "times" in words)
    assert ("for the better" in words, "for the worse" in words) == (
        chart.variation.is_improving,
        chart.variation.is_concerning,
    )


def counted(chart: ControlChart, moves: bool) -> str:
    """How many moves in one direction, or points on one side of the mean, the series ends with."""
    values = [point.value for point in chart.points]
    mean = sum(values) / len(values)
    signs = [now - before for before, now in pairwise(values)] if moves else [value - mean for value in values]
    up = signs[-1] > 0
    run = next((at for at, sign in enumerate(reversed(signs)) if not sign or (sign > 0) != up), len(signs))
    names = ["six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return names[run - 6] if run - 6 < len(names) else str(run)


def said_of(chart: ControlChart) -> tuple[Any, ...]:
    """The verdict of a chart."""
    return chart.variation, chart.sentence, chart.assurance, chart.assurance_sentence
