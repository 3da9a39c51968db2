from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import DECEMBER, OCTOBER, Q1, Q2, Q3, Q4, SCRIBBLES, YEAR, an_indicator, few
from transforms.errors import UnreadableFigure
from transforms.figure import Unit
from transforms.indicator import RollUp
from transforms.period import Length, Period
from transforms.target import Target, read_target, target_for

COUNT = an_indicator(unit=Unit.NUMBER, rollup=RollUp.SUM, decimals=0)
SHARE = an_indicator()


def targets(stated: Mapping[Period, str]) -> dict[Period, Target]:
    return {period: read_target(text) for period, text in stated.items()}


@pytest.mark.parametrize(
    ("written", "unit", "printed"),
    [
        ("80", Unit.PERCENT, "80%"),
        ("80%", Unit.PERCENT, "80%"),
        ("80.00", Unit.PERCENT, "80.00%"),
        ("£1,250", Unit.POUNDS, "£1,250"),
        ("12", Unit.DAYS, "12 days"),
        ("-5", Unit.NUMBER, "-5"),
        ("60 to 70", Unit.PERCENT, "60% to 70%"),
        ("60-70", Unit.NUMBER, "60 to 70"),
        ("60..70", Unit.NUMBER, "60 to 70"),
        ("-5 to 5", Unit.NUMBER, "-5 to 5"),
    ],
)
def test_a_target_prints_with_the_decimals_it_was_given(written: str, unit: Unit, printed: str) -> None:
    assert read_target(written).text(unit) == printed


def test_a_range_from_a_figure_to_itself_is_one_figure() -> None:
    assert (read_target("60 to 60"), read_target("60 to 61").is_range) == (read_target("60"), True)


@pytest.mark.parametrize("text", ["", "to be set", "2.4%<", "80% or more", "1.2.3 to 4", "nan", "Infinity", "70 to 60"])
def test_what_is_no_target_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFigure):
        read_target(text)


def test_a_target_of_the_year_holds_for_every_quarter_and_month_of_a_percentage() -> None:
    stated = targets({YEAR: "80.00"})
    for period in (YEAR, Q1, Q4, OCTOBER, Period.month(2010, 3)):
        assert target_for(SHARE, period, stated) == read_target("80.00")


def test_a_target_of_another_year_does_not_hold() -> None:
    stated = targets({YEAR: "80"})
    assert target_for(SHARE, Period.quarter(2010, 1), stated) is None
    assert target_for(SHARE, Period.month(2009, 3), stated) is None


def test_a_count_is_due_its_share_of_the_years_target() -> None:
    stated = targets({YEAR: "120"})
    assert target_for(COUNT, Q3, stated) == read_target("30")
    assert target_for(COUNT, DECEMBER, stated) == read_target("10")


def test_a_share_has_decimals_where_it_needs_them_and_never_vanishes() -> None:
    assert target_for(COUNT, DECEMBER, targets({YEAR: "120"})) == read_target("10")
    assert target_for(COUNT, DECEMBER, targets({YEAR: "100"})) == read_target("8.33")
    assert target_for(COUNT, Q3, targets({YEAR: "1"})) == read_target("0.25")
    assert target_for(COUNT, DECEMBER, targets({YEAR: "100.00"})) == read_target("8.33")


def test_a_large_share_is_due_at_the_indicators_own_decimals() -> None:
    assert target_for(COUNT, DECEMBER, targets({YEAR: "980000"})) == read_target("81667")
    assert target_for(COUNT, DECEMBER, targets({YEAR: "1000"})) == read_target("83.33")
    pounds = an_indicator(unit=Unit.POUNDS, rollup=RollUp.SUM, decimals=2)
    assert target_for(pounds, DECEMBER, targets({YEAR: "980000"})) == read_target("81666.67")
    assert target_for(COUNT, Q3, targets({YEAR: "10"})) == read_target("2.5")


SUMMER = tuple(map(Decimal, (0, 0, 0, 10, 15, 20, 20, 15, 10, 10, 0, 0)))
"""The shares of January to December in the year."""


def test_a_profile_shares_a_years_target_by_its_months() -> None:
    pools = an_indicator(unit=Unit.NUMBER, rollup=RollUp.SUM, decimals=0, profile=SUMMER)
    stated = targets({YEAR: "1000"})
    shared = [target_for(pools, period, stated) for period in (DECEMBER, OCTOBER, Q1, Q3, YEAR)]
    assert shared == [read_target(text) for text in ("0", "100", "450", "100", "1000")]
    to_date = Period(YEAR.start, 7)
    assert target_for(pools, to_date, stated) == read_target("1000")


def test_what_counts_up_is_due_the_shares_of_the_months_gone() -> None:
    counting = an_indicator(unit=Unit.NUMBER, rollup=RollUp.LATEST, decimals=0, themes=("cumulative",), profile=SUMMER)
    stated = targets({YEAR: "1000"})
    assert target_for(counting, Period.month(2009, 6), stated) == read_target("450")
    assert target_for(counting, DECEMBER, stated) == read_target("1000")


def test_a_quarters_target_is_shared_as_its_months_are() -> None:
    pools = an_indicator(unit=Unit.NUMBER, rollup=RollUp.SUM, decimals=0, profile=SUMMER)
    assert target_for(pools, Period.month(2009, 4), targets({Q1: "90"})) == read_target("20")
    assert target_for(pools, Period.month(2010, 1), targets({Q4: "90"})) == read_target(
        "30"
    )  # none has a share: equal ones


def test_a_profile_changes_no_target_that_is_not_shared() -> None:
    assert target_for(an_indicator(profile=SUMMER), DECEMBER, targets({YEAR: "80"})) == read_target("80")


def test_the_target_stated_for_the_period_itself_goes_before_all_others() -> None:
    stated = targets({YEAR: "120", Q3: "50", DECEMBER: "7"})
    assert target_for(COUNT, DECEMBER, stated) == read_target("7")
    assert target_for(COUNT, OCTOBER, stated) == target_for(COUNT, OCTOBER, targets({Q3: "50"}))
    assert target_for(COUNT, Q4, stated) == read_target("30")


def test_seasonal_targets_of_four_quarters_add_up_to_the_year_of_a_count() -> None:
    stated = targets({Q1: "10", Q2: "40", Q3: "30", Q4: "20"})
    assert target_for(COUNT, YEAR, stated) == read_target("100")


def test_a_percentage_is_judged_for_the_year_by_its_last_quarters_target() -> None:
    assert target_for(SHARE, YEAR, targets({Q1: "70", Q2: "75", Q3: "78", Q4: "80.0"})) == read_target("80.0")


def test_a_year_with_a_quarters_target_missing_has_no_target() -> None:
    assert target_for(COUNT, YEAR, targets({Q1: "10", Q2: "40", Q4: "20"})) is None


def test_a_quarter_is_judged_by_the_targets_of_its_three_months() -> None:
    months = dict(zip(Q3.parts(Length.MONTH), ("1", "2", "3"), strict=True))
    assert target_for(COUNT, Q3, targets(months)) == read_target("6")
    assert target_for(SHARE, Q3, targets(months)) == read_target("3")


def test_without_any_target_there_is_none() -> None:
    assert target_for(SHARE, Q3, {}) is None


@few
@given(st.integers(1, 10**6))
def test_the_quarters_of_a_years_target_add_up_to_it(per_quarter: int) -> None:
    stated = targets({YEAR: str(per_quarter * 4)})
    found = [target_for(COUNT, quarter, stated) for quarter in YEAR.parts(Length.QUARTER)]
    assert sum((target.low for target in found if target), Decimal(0)) == per_quarter * 4


@few
@given(SCRIBBLES)
def test_whatever_the_register_writes_is_a_target_or_refused(text: str) -> None:
    try:
        target = read_target(text)
    except UnreadableFigure:
        return
    assert target.low <= target.high


def test_targets_stated_for_the_months_go_before_a_share_of_the_years() -> None:
    stated = targets({YEAR: "120", **{month: "5" for month in Q3.parts(1)}})
    assert target_for(COUNT, Q3, stated) == read_target("15")
