from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from reports.document import Document
from reports.trend_chart import FRAME, TrendChart, levels_across, trend_chart
from tests.reports.conftest import Q3, golden_figures
from transforms.indicator import SEASONAL
from transforms.judged import JudgedRow
from transforms.judged_signal import signal_in
from transforms.period import Period
from transforms.rebasing import Rebasing


@pytest.fixture
def row(make_report: Callable[..., Document]) -> JudgedRow:
    """LPI CS 1, a percentage with a target of 80%."""
    return next(row for row in make_report(golden_figures(), {}).rows if row.indicator.code == "LPI CS 1")


def series(*values: str | None) -> list[tuple[Period, Decimal | None]]:
    """Quarters up to the report's with these figures."""
    periods = [Q3.shifted(-3 * back) for back in reversed(range(len(values)))]
    return [(period, None if value is None else Decimal(value)) for period, value in zip(periods, values, strict=True)]


def test_one_figure_is_no_trend(row: JudgedRow) -> None:
    assert trend_chart(row, series(None, "64.56")) is None


def test_everything_lies_within_the_frame(row: JudgedRow) -> None:
    chart = trend_chart(row, series("60", "99", None, "61", "12", "64.56"))

    assert chart is not None
    points = [tuple(map(Decimal, place)) for place in chart.dots]
    assert all(FRAME.left <= x <= FRAME.width - FRAME.right for x, _ in points)
    heights = [y for _, y in points] + [Decimal(y) for y, _ in chart.levels] + [Decimal(chart.target or 0)]
    assert all(FRAME.top <= y <= FRAME.height - FRAME.bottom for y in heights)


def test_the_same_quarter_of_each_year_is_named(row: JudgedRow) -> None:
    chart = trend_chart(row, series(*["64"] * 12, "64.56"))

    assert chart is not None
    assert [words for _, words in chart.periods] == ["Q3 2006-07", "Q3 2007-08", "Q3 2008-09", "Q3 2009-10"]


def test_the_words_say_all_that_is_drawn(row: JudgedRow) -> None:
    chart = judged_chart(row, *["63", "65"] * 6, "64.56")

    assert "2009-10 Q2: 65.00%, 2009-10 Q3: 64.56%" in chart.description
    assert chart.legend.startswith("Dashed line: target 80%. Shaded: 59.")


def judged_chart(row: JudgedRow, *values: str | None, rebased: Sequence[Rebasing] = ()) -> TrendChart:
    """The chart of quarters with the range by which they are judged."""
    figures = series(*values)
    signal = signal_in(figures, row.indicator, row.period, row.target, rebased)
    chart = trend_chart(row, figures, signal)
    assert chart is not None
    return chart


def heights(outline: str) -> list[Decimal]:
    return [Decimal(place.split(",")[1]) for place in outline.split()]


def level(chart: TrendChart, text: str) -> Decimal:
    """How far down the line across of a figure lies."""
    return next(Decimal(height) for height, words in chart.levels if words == text)


def test_under_thirteen_figures_nothing_is_said_to_be_usual(row: JudgedRow) -> None:
    chart = judged_chart(row, *["63", "65"] * 6)
    assert not chart.usual
    assert "Shaded" not in chart.legend


def test_the_usual_range_of_a_percentage_lies_between_none_and_all(row: JudgedRow) -> None:
    chart = judged_chart(row, *["2", "97"] * 7)
    [band] = chart.usual
    assert (max(heights(band)), min(heights(band))) == (level(chart, "0.00%"), level(chart, "100.00%"))


def test_of_what_falls_below_nought_the_usual_range_may_too(row: JudgedRow) -> None:
    chart = judged_chart(row, *["-5", "5"] * 7)
    assert max(heights(chart.usual[0])) > level(chart, "0.00%")


def test_the_usual_range_goes_over_a_gap_from_end_to_end(row: JudgedRow) -> None:
    [band] = judged_chart(row, *["63", "65"] * 4, None, *["63", "65"] * 4).usual
    across = [Decimal(place.split(",")[0]) for place in band.split()]
    assert (min(across), max(across), len(across)) == (FRAME.left, FRAME.width - FRAME.right, 4)


def test_a_range_that_was_set_anew_is_drawn_with_a_step(row: JudgedRow) -> None:
    since = Rebasing(Q3.shifted(-36).start, "new contractor")
    [band] = judged_chart(row, *["43", "45"] * 7, *["63", "65"] * 6, "64", rebased=[since]).usual
    upper = heights(band)[: len(heights(band)) // 2]
    assert len(set(upper)) == 2
    assert upper == sorted(upper, reverse=True)


def test_the_range_of_what_goes_with_the_season_follows_it(row: JudgedRow) -> None:
    seasonal = replace(row, indicator=replace(row.indicator, themes=(SEASONAL,)))
    figures = [str((90 if at % 4 in {0, 1} else 65) + at % 3) for at in range(17)]
    chart = judged_chart(seasonal, *figures)
    [band] = chart.usual
    assert len(set(heights(band))) > 4
    assert "for the time of year, 8" in chart.legend


@pytest.mark.parametrize(
    ("figures", "decimals", "levels"),
    [
        (("3", "4"), 0, "3 4"),
        (("0", "1000000"), 0, "0 500000 1000000"),
        (("7", "7"), 0, "7 8"),
        (("-3", "2"), 1, "-4 -2 0 2"),
    ],
)
def test_the_lines_across_are_round_figures(figures: tuple[str, ...], decimals: int, levels: str) -> None:
    across = levels_across([Decimal(figure) for figure in figures], decimals)

    assert " ".join(f"{level:f}" for level in across) == levels


def test_a_report_of_years_names_every_year(row: JudgedRow) -> None:
    year = Period.year(2009)
    figures = [(year.shifted(-12 * back), Decimal(60 + back)) for back in (3, 2, 1, 0)]

    chart = trend_chart(replace(row, period=year), figures)

    assert chart is not None
    assert [words for _, words in chart.periods] == ["2006-07", "2007-08", "2008-09", "2009-10"]
