from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    Q3,
    YEAR,
    a_judge,
    a_register,
    an_indicator,
    by_period,
    few,
    said,
)
from transforms.code import code_key
from transforms.complete import TO_COME, expected_for
from transforms.gap import Gap
from transforms.indicator import Frequency, RollUp
from transforms.judged import Judge
from transforms.observation import Stated
from transforms.owed import DueState, owed
from transforms.period import Period
from transforms.register import Register

MONTHLY = an_indicator(code="NI 157a")
QUARTERLY = an_indicator(code="LPI CS 1", frequency=Frequency.QUARTERLY)
ANNUAL = an_indicator(code="NI 137", frequency=Frequency.ANNUAL)
STOCK = an_indicator(code="BV 9", rollup=RollUp.LATEST)
REGISTER = a_register(MONTHLY, QUARTERLY, ANNUAL, STOCK)

ALL_IN: Mapping[str, list[Stated]] = {
    "NI 157a": [said(month, out_of=(7, 9)) for month in (OCTOBER, NOVEMBER, DECEMBER)],
    "LPI CS 1": [said(Q3, "64.56")],
    "BV 9": [said(DECEMBER, "86.5")],
}
"""Everything that the register expects for the quarter."""


def judge(
    figures: Mapping[str, Iterable[Stated]], register: Register = REGISTER, today: date = date(2010, 1, 18)
) -> Judge:
    return a_judge(register, {code: by_period(*stated) for code, stated in figures.items()}, today=today)


def is_complete(judge: Judge, period: Period) -> bool:
    return expected_for(judge, period).is_complete


def codes(judge: Judge, period: Period) -> list[str]:
    return [indicator.code for indicator in expected_for(judge, period).to_come]


def test_a_quarter_is_complete_when_every_figure_measured_in_it_is_in() -> None:
    assert is_complete(judge(ALL_IN), Q3)


@pytest.mark.parametrize("code", ALL_IN)
def test_a_quarter_that_lacks_one_indicator_waits_for_that_one(code: str) -> None:
    lacking = judge({**ALL_IN, code: []})

    assert not is_complete(lacking, Q3)
    assert codes(lacking, Q3) == [code]


def test_one_month_of_three_is_not_the_quarter() -> None:
    assert codes(judge({**ALL_IN, "NI 157a": ALL_IN["NI 157a"][:2]}), Q3) == ["NI 157a"]


def test_an_annual_figure_is_expected_of_the_year_and_of_no_quarter() -> None:
    assert "NI 137" not in codes(judge({}), Q3)
    assert "NI 137" in codes(judge({}, today=date(2010, 4, 20)), YEAR)


def test_a_month_expects_what_is_measured_by_the_month() -> None:
    figures = {"NI 157a": [said(OCTOBER, out_of=(7, 9))], "BV 9": [said(OCTOBER, "60.1")]}

    assert is_complete(judge(figures), OCTOBER)
    assert codes(judge({}), OCTOBER) == ["NI 157a", "BV 9"]


@pytest.mark.parametrize("gap", [Gap.NO_CASES, Gap.WITHHELD, Gap.NOT_MEASURED])
def test_that_there_is_no_figure_is_all_that_will_ever_be_said(gap: Gap) -> None:
    months = [*ALL_IN["NI 157a"][:2], said(DECEMBER, gap=gap)]

    assert is_complete(judge({**ALL_IN, "NI 157a": months, "LPI CS 1": [said(Q3, gap=gap)]}), Q3)


def test_a_month_without_cases_beside_one_that_is_awaited_is_not_enough() -> None:
    months = [said(OCTOBER, gap=Gap.NO_CASES), said(NOVEMBER, gap=Gap.NO_CASES)]

    assert codes(judge({**ALL_IN, "NI 157a": months}), Q3) == ["NI 157a"]


def test_percentages_without_their_numerators_make_no_quarter() -> None:
    months = [said(month, "77.8") for month in (OCTOBER, NOVEMBER, DECEMBER)]

    assert codes(judge({**ALL_IN, "NI 157a": months}), Q3) == ["NI 157a"]


def test_a_quarter_stated_as_a_whole_needs_none_of_its_months() -> None:
    whole = judge({**ALL_IN, "NI 157a": [said(Q3, "82.61")]})

    assert is_complete(whole, Q3)
    assert "NI 157a" not in codes(whole, OCTOBER)


@pytest.mark.parametrize("held", [DECEMBER, Q3])
def test_a_figure_that_is_held_keeps_its_period_open_though_another_stands(held: Period) -> None:
    waiting = replace(judge(ALL_IN), waiting=frozenset({(code_key("NI 157a"), held)}))

    assert not is_complete(waiting, Q3)
    assert codes(waiting, Q3) == ["NI 157a"]


def test_what_is_held_for_another_quarter_or_the_year_does_not_matter() -> None:
    elsewhere = frozenset({(code_key("NI 157a"), Period.month(2009, 9)), (code_key("NI 157a"), YEAR)})

    assert is_complete(replace(judge(ALL_IN), waiting=elsewhere), Q3)


def test_a_period_is_not_complete_before_it_is_over() -> None:
    assert not is_complete(judge(ALL_IN, today=Q3.end), Q3)
    assert is_complete(judge(ALL_IN, today=date(2010, 1, 1)), Q3)


def test_where_nothing_is_expected_nothing_is_complete() -> None:
    ended = a_register(an_indicator(valid_to=date(2009, 6, 30)))

    assert not is_complete(judge({}, ended), Q3)
    assert not is_complete(judge({}, a_register(ANNUAL)), Q3)


GAPS = st.sampled_from([None, Gap.NO_CASES, Gap.WITHHELD, Gap.NOT_MEASURED])


@few
@given(st.dictionaries(st.sampled_from([OCTOBER, NOVEMBER, DECEMBER]), GAPS), st.booleans())
def test_a_report_on_a_complete_quarter_awaits_no_figure(months: dict[Period, Gap | None], quarterly: bool) -> None:
    figures = {
        **ALL_IN,
        "NI 157a": [said(month, gap=gap) if gap else said(month, out_of=(7, 9)) for month, gap in months.items()],
        "LPI CS 1": ALL_IN["LPI CS 1"] if quarterly else [],
    }
    known = judge(figures)

    awaits = any(row.missing in TO_COME or "awaited" in row.note for row in known.rows(Q3))

    assert is_complete(known, Q3) == (not awaits)


@few
@given(st.sets(st.sampled_from([OCTOBER, NOVEMBER, DECEMBER])))
def test_a_month_is_complete_when_nobody_owes_a_figure_for_it(months: set[Period]) -> None:
    register = a_register(MONTHLY)
    known = judge({"NI 157a": [said(month, out_of=(7, 9)) for month in months]}, register)

    for month in (OCTOBER, NOVEMBER, DECEMBER):
        assert is_complete(known, month) == all(entry.state == DueState.IN for entry in owed(known, month))


def test_a_report_about_some_indicators_waits_for_those_alone() -> None:
    lacking = {code: stated for code, stated in ALL_IN.items() if code != "BV 9"}
    expected = expected_for(judge(lacking), Q3)

    assert not expected.is_complete
    assert expected.among(lambda indicator: indicator.code != "BV 9").is_complete
    assert not expected.among(lambda indicator: indicator.code == "BV 9").is_complete
