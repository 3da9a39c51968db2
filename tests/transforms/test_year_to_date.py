from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import Q3, YEAR, a_judge, a_register, an_indicator, by_period, few, said
from transforms.figure import Unit
from transforms.formula import Formula, Part
from transforms.indicator import Frequency, RollUp
from transforms.observation import Stated
from transforms.parse_formula import parse_formula
from transforms.period import Length, Period
from transforms.status import Status
from transforms.year_to_date import YearToDate, year_to_date

MONTHS = list(YEAR.parts(Length.MONTH))
NOVEMBER = MONTHS[7]


def to_date(*stated: Stated, period: Period = NOVEMBER, target: str = "80", **changes: Any) -> YearToDate | None:
    indicator = an_indicator(**changes)
    judge = a_judge(a_register(indicator, targets={"NI 157a": {YEAR: target}}), {"NI 157a": by_period(*stated)})
    return year_to_date(judge, indicator, period)


def test_a_percentage_to_date_is_out_of_all_cases_since_april() -> None:
    found = to_date(*(said(month, out_of=(at + 1, 10)) for at, month in enumerate(MONTHS[:8])))
    assert found is not None
    assert (found.figure.numerator, found.figure.denominator, found.figure.value) == (36, 80, 45)
    assert (found.period.label, str(found.period)) == ("April to November 2009", "2009-10 to 2009-11")
    assert found.status == Status.REQUIRES_ATTENTION


def test_a_sum_to_date_is_held_against_the_share_of_the_year_gone() -> None:
    count = {"unit": Unit.NUMBER, "rollup": RollUp.SUM, "decimals": 0}
    found = to_date(*(said(month, 105) for month in MONTHS[:8]), target="1200", **count)
    assert found is not None
    assert found.target is not None
    assert (found.figure.value, found.target.low, found.status) == (840, 800, Status.GOOD)


def test_with_a_month_missing_it_says_how_many_are_in_and_is_not_judged() -> None:
    found = to_date(*(said(month, out_of=(9, 10)) for month in MONTHS[:7]))
    assert found is not None
    assert (found.figure.parts, found.status) == ("7 of 8 months", Status.NOT_JUDGED)


def test_quarters_that_were_stated_whole_count_for_their_months() -> None:
    quarters = [said(quarter, out_of=(30, 40)) for quarter in list(YEAR.parts(Length.QUARTER))[:2]]
    found = to_date(*quarters, *(said(month, out_of=(1, 10)) for month in MONTHS[6:8]))
    assert found is not None
    assert (found.figure.numerator, found.figure.denominator, found.figure.is_partial) == (62, 100, False)
    partly = to_date(*quarters, said(NOVEMBER, out_of=(1, 10)))
    assert partly is not None
    assert partly.figure.parts == "7 of 8 months"


def test_of_a_quarterly_figure_the_last_whole_quarter_counts() -> None:
    quarters = [said(quarter, out_of=(30, 40)) for quarter in list(YEAR.parts(Length.QUARTER))[:2]]
    found = to_date(*quarters, period=NOVEMBER, frequency=Frequency.QUARTERLY)
    assert found is not None
    assert found.period.label == "April to September 2009"


@pytest.mark.parametrize(
    "changes",
    [
        {"rollup": RollUp.LATEST},
        {"rollup": RollUp.LATEST, "themes": ("cumulative",)},
        {"rollup": RollUp.SUPPLIED},
        {"unit": Unit.GRADE, "rollup": RollUp.MAX},
        {"frequency": Frequency.ANNUAL},
    ],
)
def test_what_does_not_add_up_has_no_year_to_date(changes: dict[str, Any]) -> None:
    assert to_date(*(said(month, out_of=(9, 10)) for month in MONTHS[:8]), **changes) is None


def test_the_first_period_and_the_whole_year_are_their_own() -> None:
    of_all = [said(month, out_of=(9, 10)) for month in MONTHS]
    assert to_date(*of_all, period=MONTHS[0]) is None
    assert to_date(*of_all, period=YEAR) is None
    assert to_date(*of_all, period=Q3) is not None


def test_a_formula_to_date_adds_up_its_feeders_to_date() -> None:
    sums = parse_formula("[A] + [B]", Part.NUMERATOR), parse_formula("[A] + [B]", Part.DENOMINATOR)
    both = an_indicator(code="ALL", made_of=Formula(*sums, None, ("", "")))
    of_each = by_period(*(said(month, out_of=(9, 10)) for month in MONTHS[:8]))
    register = a_register(an_indicator(code="A"), an_indicator(code="B"), both)
    found = year_to_date(a_judge(register, {"A": of_each, "B": of_each}), both, NOVEMBER)
    assert found is not None
    assert (found.figure.numerator, found.figure.denominator) == (144, 160)


@few
@given(st.integers(1, 12))
def test_parts_and_rest_make_up_the_whole(months: int) -> None:
    span = Period(YEAR.start, months)
    for length in (Length.MONTH, Length.QUARTER):
        parts = span.parts_and_rest(length)
        assert sum(part.months for part in parts) == months
        assert [part.start for part in parts] == sorted({part.start for part in parts})
