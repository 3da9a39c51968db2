from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import DECEMBER, Q2, Q3, YEAR, a_judge, a_register, by_period, few, said
from transforms.complete import expected_for
from transforms.due import due_date
from transforms.issue import Promise, Why, latest_due, promise_of, release_day
from transforms.judged import Judge
from transforms.observation import Stated
from transforms.period import APRIL, Length, Period
from transforms.register_history import Applied, RegisterHistory, closes
from transforms.report_plan import COMMITTEES_REPORT, Edition

REGISTER = a_register()
IN_TIME, ITS_DAY = date(2010, 1, 18), date(2010, 1, 29)


def judge(today: date, *stated: Stated, registered: date = date(2008, 1, 7)) -> Judge:
    judge = a_judge(REGISTER, {"NI 157a": by_period(*stated)}, today=today)
    return replace(judge, register=RegisterHistory([Applied(registered, REGISTER)]))


def whole(period: Period) -> Stated:
    return said(period, out_of=(19, 23))


@pytest.mark.parametrize(
    ("period", "day"),
    [
        (Q3, date(2010, 1, 29)),
        (DECEMBER, date(2010, 1, 29)),
        (Q2, date(2009, 10, 30)),
        (YEAR, date(2010, 4, 30)),
        (Period.month(2009, 11), date(2009, 12, 31)),
        (Period.month(2010, 4), date(2010, 5, 28)),  # Monday the 31st is the spring bank holiday
    ],
)
def test_a_report_goes_out_on_the_last_working_day_of_the_month_after(period: Period, day: date) -> None:
    assert release_day(period) == day


MONTHS = st.builds(Period.month, st.integers(2000, 2030), st.integers(1, 12))


@pytest.mark.parametrize(
    ("period", "latest", "day"),
    [
        (DECEMBER, 20, date(2010, 1, 20)),
        (DECEMBER, 17, date(2010, 1, 15)),  # a Sunday
        (DECEMBER, 2, date(2010, 1, 4)),  # a Saturday after a bank holiday; the day before lies in December
        (DECEMBER, 1, date(2010, 1, 4)),
        (Period.month(2010, 1), 31, date(2010, 2, 26)),
    ],
)
def test_a_council_may_set_an_earlier_day_of_that_month(period: Period, latest: int, day: date) -> None:
    assert release_day(period, latest) == day


@few
@given(MONTHS, st.integers(1, 20))
def test_a_report_goes_out_after_returns_are_due_and_before_its_period_closes(month: Period, due_day: int) -> None:
    assert due_date(month, due_day) <= release_day(month) <= closes(month)
    assert closes(month) - release_day(month) < timedelta(7)


def why_now(judge: Judge, period: Period) -> Why | None:
    return promise(judge, period).why_now(judge.today)


def promise(judge: Judge, period: Period) -> Promise:
    return promise_of(Edition(COMMITTEES_REPORT), period, expected_for(judge, period), judge.register.latest)


def test_a_report_waits_for_figures_until_its_day() -> None:
    assert why_now(judge(IN_TIME), Q3) is None
    assert why_now(judge(ITS_DAY - timedelta(1)), Q3) is None
    assert why_now(judge(ITS_DAY), Q3) == Why.CALENDAR


def test_a_report_on_a_complete_period_goes_out_at_once() -> None:
    assert why_now(judge(IN_TIME, whole(Q3)), Q3) == Why.COMPLETE


def test_after_its_day_too_a_report_says_that_nothing_was_awaited() -> None:
    assert why_now(judge(ITS_DAY, whole(Q3)), Q3) == Why.COMPLETE


def due(judge: Judge, length: Length = Length.QUARTER) -> Period | None:
    last = Period.last_ended(judge.today, length, APRIL)
    found = latest_due([promise(judge, last), promise(judge, last.previous())], judge.register, judge.today)
    return found.period if found else None


def test_while_the_last_quarter_waits_the_one_before_is_the_latest_due() -> None:
    assert due(judge(IN_TIME)) == Q2


def test_the_last_quarter_is_due_when_complete_or_on_its_day() -> None:
    assert due(judge(IN_TIME, whole(Q3))) == Q3
    assert due(judge(ITS_DAY)) == Q3


def test_a_quarter_is_made_up_until_the_next_one_is_due() -> None:
    assert {due(judge(day)) for day in (ITS_DAY, date(2010, 3, 31), date(2010, 4, 29))} == {Q3}
    assert due(judge(date(2010, 4, 30))) == Period.quarter(2009, 4)


@pytest.mark.parametrize(
    ("length", "today", "period"),
    [
        (Length.MONTH, ITS_DAY, DECEMBER),
        (Length.YEAR, date(2010, 4, 30), YEAR),
        (Length.YEAR, ITS_DAY, YEAR.previous()),
    ],
)
def test_reports_on_months_and_years_have_their_day_by_the_same_rule(
    length: Length, today: date, period: Period
) -> None:
    assert due(judge(today), length) == period


def test_a_council_that_starts_with_years_of_history_owes_no_old_report() -> None:
    quarters: Iterable[Period] = [Period.quarter(year, number) for year in (2008, 2009) for number in (1, 2, 3, 4)]
    history = [whole(quarter) for quarter in quarters if quarter <= Q2]

    assert due(judge(IN_TIME, *history, registered=date(2010, 1, 7))) is None
    assert due(judge(IN_TIME, *history, whole(Q3), registered=date(2010, 1, 7))) == Q3


def test_a_day_that_passed_before_there_was_a_register_is_not_made_up() -> None:
    assert due(judge(date(2010, 3, 10), registered=date(2010, 3, 1))) is None
    assert due(judge(date(2010, 3, 10), registered=ITS_DAY)) == Q3


def test_without_a_register_nothing_is_due() -> None:
    assert due(replace(judge(ITS_DAY), register=RegisterHistory([]))) is None
