from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import Q3, YEAR, a_judge, a_register, a_target, an_indicator, by_period, few, said
from transforms.figure import Unit
from transforms.forecast import Forecast, Outlook, forecast, outlook
from transforms.indicator import Frequency, Polarity, RollUp
from transforms.observation import Stated
from transforms.period import Period

MONTHS = [Period.month(2008, 1).shifted(at) for at in range(24)]
DECEMBER = MONTHS[-1]
COUNT: dict[str, Any] = {"unit": Unit.NUMBER, "rollup": RollUp.SUM, "decimals": 0}


def foretold(
    stated: Sequence[Stated], target: str = "80", period: Period = DECEMBER, **changes: Any
) -> Forecast | None:
    indicator = an_indicator(**changes)
    judge = a_judge(a_register(indicator, targets={"NI 157a": {YEAR: target}}), {"NI 157a": by_period(*stated)})
    return forecast(judge, indicator, period)


def counts(*values: int) -> list[Stated]:
    """The values of the months up to December 2009."""
    return [said(month, value) for month, value in zip(MONTHS[-len(values) :], values, strict=True)]


def test_a_count_ends_at_the_months_gone_and_the_mean_of_twelve_for_those_to_come() -> None:
    found = foretold(counts(*[100] * 12, *[110, 90] * 6), "1300", **COUNT)
    assert found is not None
    assert (found.value, found.target) == (890 + 3 * 100, a_target("1300"))
    assert found.low < found.value < found.high
    assert found.outlook == Outlook.MISSED


def test_a_steady_series_is_foretold_without_doubt() -> None:
    found = foretold(counts(*[100] * 24), "1200", **COUNT)
    assert found is not None
    assert (found.low, found.value, found.high, found.outlook) == (1200, 1200, 1200, Outlook.MET)


def test_a_percentage_is_foretold_by_its_parts() -> None:
    stated = [said(month, out_of=(80, 100) if month < MONTHS[12] else (10, 20)) for month in MONTHS]
    found = foretold(stated)
    assert found is not None
    assert found.value == 50


def test_months_with_many_cases_weigh_more() -> None:
    stated = [said(month, out_of=(9, 10) if month.start.month % 2 else (100, 1000)) for month in MONTHS]
    found = foretold(stated)
    assert found is not None
    assert Decimal(10) < found.value < Decimal(12)


def test_a_season_comes_back_and_this_years_change_with_it() -> None:
    season = [10, 10, 10, 20, 30, 50, 80, 80, 50, 30, 20, 10]
    found = foretold(counts(*season, *(2 * value for value in season)), themes=("seasonal",), **COUNT)
    assert found is not None
    assert (found.value, found.is_seasonal) == (740 + 2 * 60, True)


def test_what_counts_up_from_april_goes_on_as_last_year_did() -> None:
    shares = [Decimal(at) * 8 for at in range(1, 13)]
    stated = [said(month, str(shares[(month.start.month - 4) % 12])) for month in MONTHS]
    found = foretold(stated, "97", rollup=RollUp.LATEST, themes=("cumulative",))
    assert found is not None
    assert (found.value, found.outlook) == (96, Outlook.MISSED)


@pytest.mark.parametrize(
    ("stated", "changes"),
    [
        (counts(*[100] * 12), COUNT),
        (counts(*[100] * 16), COUNT),
        (counts(*[100] * 24)[:-1], COUNT),
        (counts(*[100] * 24)[:14] + counts(*[100] * 24)[15:], COUNT),
        (counts(*[100] * 24), {"unit": Unit.NUMBER, "rollup": RollUp.LATEST}),
        (counts(*[1] * 24), {"unit": Unit.YES_NO, "rollup": RollUp.SUM}),
        (counts(*[80] * 24), {}),
        (counts(*[100] * 24), COUNT | {"frequency": Frequency.ANNUAL}),
    ],
    ids=["twelve", "too few errors", "a month awaited", "a gap", "a stock", "yes or no", "no parts", "annual"],
)
def test_nothing_is_foretold_where_nothing_can_be_known(stated: list[Stated], changes: dict[str, Any]) -> None:
    assert foretold(stated, "1200", **changes) is None


def test_a_year_that_is_over_needs_no_forecast() -> None:
    stated = [said(month.shifted(3), 100) for month in MONTHS]
    assert foretold(stated, "1200", period=MONTHS[-1].shifted(3), **COUNT) is None


def test_a_percentage_never_passes_a_hundred() -> None:
    stated = [said(month, out_of=(100 - 20 * (at % 2), 100)) for at, month in enumerate(MONTHS)]
    found = foretold(stated)
    assert found is not None
    assert found.high <= 100


def test_what_has_been_counted_stays_counted() -> None:
    found = foretold(counts(*[0] * 17, 900, *[0] * 6), "1200", **COUNT)
    assert found is not None
    assert (found.low, found.value) == (900, 900 + 3 * 75)


def test_a_quarter_asks_for_the_same_year() -> None:
    stated = counts(*[100] * 24)
    assert foretold(stated, "1200", period=Q3, **COUNT) == foretold(stated, "1200", **COUNT)


@few
@given(st.lists(st.integers(0, 500), min_size=24, max_size=24), st.booleans())
def test_the_range_holds_its_own_forecast_and_the_same_figures_give_the_same(values: list[int], seasonal: bool) -> None:
    themes = ("seasonal",) if seasonal else ()
    found = foretold(counts(*values), "1200", themes=themes, **COUNT)
    assert found == foretold(counts(*values), "1200", themes=themes, **COUNT)
    if found:
        assert 0 <= found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("polarity", "low", "high", "expected"),
    [
        (Polarity.MAXIMISE, 80, 90, Outlook.MET),
        (Polarity.MAXIMISE, 70, 80, Outlook.OPEN),
        (Polarity.MAXIMISE, 70, 79, Outlook.MISSED),
        (Polarity.MINIMISE, 70, 80, Outlook.MET),
        (Polarity.MINIMISE, 81, 90, Outlook.MISSED),
        (Polarity.ON_TARGET, 80, 80, Outlook.MET),
        (Polarity.ON_TARGET, 79, 81, Outlook.OPEN),
        (Polarity.NONE, 79, 81, None),
    ],
)
def test_the_outlook_says_what_the_whole_range_says(polarity: Polarity, low: int, high: int, expected: Outlook) -> None:
    indicator = an_indicator(polarity=polarity)
    assert outlook(Decimal(low), Decimal(high), a_target("80"), indicator) == expected


def test_a_quarterly_series_needs_three_years() -> None:
    quarters = [Period.quarter(2006, 4).shifted(3 * at) for at in range(12)]
    stated = [said(quarter, 100) for quarter in quarters]
    assert foretold(stated, "400", period=Q3, frequency=Frequency.QUARTERLY, **COUNT) is None
    assert foretold(
        [said(quarters[0].shifted(-3), 100), *stated], "400", period=Q3, frequency=Frequency.QUARTERLY, **COUNT
    )
