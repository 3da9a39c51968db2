from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.transforms.given import DECEMBER, Q3, a_register, always, an_indicator, by_key
from transforms.code import code_key
from transforms.figure import Unit
from transforms.indicator import CUMULATIVE, SEASONAL, Frequency, Indicator, Polarity, RollUp
from transforms.judged import Judge
from transforms.judged_signal import JudgedSignal, signal_of
from transforms.observation import Stated
from transforms.period import Period
from transforms.rebasing import Rebasing
from transforms.register_history import Applied, JudgedAnew, RegisterHistory
from transforms.variation import Assurance, Variation

CODE = "LPI 1"
MONTHLY = an_indicator(code=CODE, rollup=RollUp.MEAN, frequency=Frequency.MONTHLY)
QUARTERLY = replace(MONTHLY, frequency=Frequency.QUARTERLY)


def stated(latest: Period, figures: Iterable[int]) -> dict[Period, Stated]:
    """Figures up to a period."""
    back = list(figures)
    periods = [latest.shifted(-latest.months * at) for at in reversed(range(len(back)))]
    return {period: Stated(period, Decimal(figure)) for period, figure in zip(periods, back, strict=True)}


def wobble(points: int) -> list[int]:
    return [64 + at % 3 for at in range(points)]


def judged(
    figures: Mapping[Period, Stated],
    indicator: Indicator = MONTHLY,
    period: Period = Q3,
    rebased: Iterable[Rebasing] = (),
) -> JudgedSignal | None:
    """The verdict on an indicator that should reach 60."""
    register = a_register(indicator, targets={CODE: {Period.year(year): "60" for year in range(2005, 2010)}})
    history = always(replace(register, rebased=by_key({CODE: tuple(rebased)})))
    return signal_of(Judge(history, by_key({CODE: figures}), {}, date(2010, 1, 18)), indicator, period)


def verdict(*given: object, **said: object) -> tuple[Variation, int, int]:
    """The variation, of how many figures, of so many months each."""
    signal = judged(*given, **said)  # type: ignore[arg-type]
    assert signal is not None
    return signal.chart.variation, len(signal.chart.points), signal.latest.months


def test_a_monthly_indicator_is_judged_by_its_months_in_a_report_of_a_quarter() -> None:
    signal = judged(stated(DECEMBER, wobble(20)))
    assert signal is not None
    assert (signal.chart.variation, signal.chart.assurance) == (Variation.COMMON_CAUSE, Assurance.PASSING)
    assert signal.variation_sentence == (
        "Within its usual range: no need to ask why. Judged by month, up to December 2009."
    )


def test_the_report_of_the_month_says_the_same_without_saying_by_what() -> None:
    signal = judged(stated(DECEMBER, wobble(20)), MONTHLY, DECEMBER)
    assert signal is not None
    assert signal.variation_sentence == "Within its usual range: no need to ask why."


def test_a_month_of_the_quarter_that_was_odd_is_told_though_the_last_is_not() -> None:
    figures = [*wobble(18), 40, *wobble(1)]
    signal = judged(stated(DECEMBER, figures))
    assert signal is not None
    assert signal.sentence.endswith(
        "Judged by month, up to December 2009. Outside the range before that: November 2009."
    )


def test_an_odd_month_of_an_earlier_quarter_is_no_news() -> None:
    signal = judged(stated(DECEMBER, [*wobble(15), 40, *wobble(4)]))
    assert signal is not None
    assert "before that" not in signal.sentence


def test_where_too_few_months_are_known_the_quarters_judge() -> None:
    quarters = stated(Q3, wobble(13))
    assert verdict(quarters) == (Variation.COMMON_CAUSE, 13, 3)
    assert verdict({**quarters, **stated(DECEMBER, wobble(3))})[2] == 3


def test_with_too_few_of_both_it_says_so() -> None:
    assert verdict(stated(DECEMBER, wobble(12)))[0] == Variation.TOO_FEW


def test_a_month_that_is_awaited_leaves_no_verdict_by_month() -> None:
    assert judged(stated(DECEMBER.previous(), wobble(20))) is None


def test_a_quarterly_indicator_is_judged_by_quarters_of_four_years() -> None:
    assert verdict(stated(Q3, wobble(30)), QUARTERLY) == (Variation.COMMON_CAUSE, 17, 3)


def test_seasonal_quarters_have_a_verdict_within_what_is_asked() -> None:
    seasonal = replace(QUARTERLY, themes=(SEASONAL,))
    assert verdict(stated(Q3, [60 + 10 * (at % 4) + at % 3 for at in range(17)]), seasonal)[0].has_icon


@pytest.mark.parametrize(
    "said", [{"unit": Unit.GRADE}, {"unit": Unit.YES_NO}, {"themes": (CUMULATIVE,), "rollup": RollUp.LATEST}]
)
def test_what_is_no_measurement_that_varies_is_not_judged(said: Mapping[str, object]) -> None:
    assert judged(stated(DECEMBER, wobble(20)), replace(MONTHLY, **said)) is None  # type: ignore[arg-type]


def test_without_a_better_direction_there_is_no_target_to_rely_on() -> None:
    signal = judged(stated(DECEMBER, wobble(20)), replace(MONTHLY, polarity=Polarity.NONE))
    assert signal is not None
    assert (signal.target, signal.chart.assurance) == (None, None)


def test_after_a_range_was_set_anew_figures_are_judged_by_the_new_one() -> None:
    figures = stated(DECEMBER, [*(figure - 30 for figure in wobble(20)), *wobble(14)])
    anew = [Rebasing(date(2008, 11, 1), "new contractor")]
    assert verdict(figures)[0] == Variation.IMPROVING_HIGH
    assert verdict(figures, rebased=anew)[0] == Variation.COMMON_CAUSE


def test_too_few_since_a_range_was_set_anew_are_said_to_be_few_and_why() -> None:
    signal = judged(stated(DECEMBER, wobble(30)), rebased=[Rebasing(date(2009, 10, 15), "new system")])
    assert signal is not None
    assert signal.sentence == (
        "Two of the 13 figures since November 2009 that are needed to tell a change from chance. "
        "Judged by month, up to December 2009. Range set anew since 15 October 2009: new system."
    )


def test_a_rebasing_registered_after_a_period_closed_leaves_it_as_one_before_said_unless_restated() -> None:
    first, second = Rebasing(date(2008, 6, 1), "new contractor"), Rebasing(date(2009, 9, 1), "new system")
    register = a_register(MONTHLY)
    versions = [
        Applied(date(2009, 4, 1), replace(register, rebased=by_key({CODE: (first,)}))),
        Applied(date(2010, 2, 1), replace(register, rebased=by_key({CODE: (first, second)}))),
    ]
    history = RegisterHistory(versions)
    assert history.rebased(CODE, DECEMBER) == (first,)
    assert history.rebased("lpi1", Period.month(2010, 1)) == (first, second)
    assert history.rebased("LPI 2", DECEMBER) == ()

    anew = {code_key(CODE): [JudgedAnew(date(2009, 10, 1), date(2009, 12, 31), 1)]}
    assert RegisterHistory(versions, restated=anew).rebased(CODE, DECEMBER) == (first, second)
