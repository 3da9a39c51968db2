"""On which days people are written to, by working days of England's calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import DECEMBER, Q3, few
from transforms.due import due_date, working_day, working_days_on, working_days_since
from transforms.period import Period
from transforms.remind import begins, explain_by, is_soon, is_time, is_time_to_explain
from transforms.reminded import Occasion

DUE = date(2010, 1, 15)
LAST_DAY = date(2010, 2, 12)


def january(day: int) -> date:
    return date(2010, 1, day)


def mornings(first: date, last: date = LAST_DAY) -> list[date]:
    """The working days from a day to another."""
    days = (first + timedelta(days=passed) for passed in range((last - first).days + 1))
    return [day for day in days if working_day(day) == day]


def written(occasion: Occasion, due: date, days: list[date]) -> list[date]:
    """On which of these days somebody is written to who never answers."""
    told: list[date] = []
    for day in days:
        if begins(occasion, due) <= day and is_time(due, day, told):
            told.append(day)
    return told


@pytest.mark.parametrize(
    ("occasion", "days"),
    [
        (Occasion.RETURN, [january(8), DUE, january(18), january(25), date(2010, 2, 1), date(2010, 2, 8)]),
        (Occasion.MANAGER, [january(20), january(27), date(2010, 2, 3), date(2010, 2, 10)]),
        (Occasion.POLICY_TEAM, [january(22), january(29), date(2010, 2, 5), LAST_DAY]),
    ],
)
def test_a_sender_hears_before_the_day_on_it_and_after_it_and_those_above_later(
    occasion: Occasion, days: list[date]
) -> None:
    assert written(occasion, DUE, mornings(date(2010, 1, 1))) == days


@pytest.mark.parametrize(
    ("due", "days"),
    [
        # due on 15 April 2009, after Good Friday (10th) and Easter Monday (13th)
        (due_date(Period.month(2009, 3), 15), [date(2009, 4, 6), date(2009, 4, 15), date(2009, 4, 16), date(2009, 4, 23)]),
        # the 28th of December 2009 is a substitute for Boxing Day
        (due_date(Period.month(2009, 11), 28), [date(2009, 12, 18), date(2009, 12, 29), date(2009, 12, 30), date(2010, 1, 7)]),
        (due_date(Period.month(2009, 11), 28, "previous"), [date(2009, 12, 17), date(2009, 12, 24), date(2009, 12, 29), date(2010, 1, 6)]),
    ],
)  # fmt: skip
def test_weekends_and_bank_holidays_do_not_count(due: date, days: list[date]) -> None:
    assert written(Occasion.RETURN, due, mornings(due - timedelta(days=20), due + timedelta(days=40)))[:4] == days


def test_what_a_machine_missed_that_stood_still_is_made_up_on_the_next_morning_and_once() -> None:
    assert written(Occasion.RETURN, DUE, mornings(january(12))) == [
        january(12), DUE, january(18), january(25), date(2010, 2, 1), date(2010, 2, 8),
    ]  # fmt: skip
    assert written(Occasion.RETURN, DUE, mornings(january(20)))[:2] == [january(20), january(27)]
    assert written(Occasion.MANAGER, DUE, mornings(january(26)))[:2] == [january(26), date(2010, 2, 2)]


def test_a_return_that_is_due_on_the_first_of_the_month_is_asked_for_as_soon_as_its_month_is_over() -> None:
    due = due_date(DECEMBER, 1)

    assert due == january(4)
    assert begins(Occasion.RETURN, due) < january(1)


@pytest.mark.parametrize(("today", "soon"), [(14, False), (15, True), (19, True), (20, False), (21, False)])
def test_what_might_be_told_again_waits_three_working_days_for_what_begins(today: int, soon: bool) -> None:
    assert is_soon(january(20), january(today)) is soon


@pytest.mark.parametrize(
    ("first_asked", "asked_again"),
    [(january(18), [january(26)]), (january(21), [january(26)]), (january(25), [january(28)]), (january(26), [])],
)
def test_a_commentary_is_asked_for_once_and_once_more_before_the_reports_day(
    first_asked: date, asked_again: list[date]
) -> None:
    told: list[date] = []
    for day in mornings(first_asked):
        if is_time_to_explain(Q3, day, told):
            told.append(day)

    assert told == [first_asked, *asked_again]


def test_a_commentary_is_wanted_on_the_working_day_before_the_reports() -> None:
    assert explain_by(Q3, january(18)) == january(28)
    assert explain_by(Q3, january(28)) == january(28)
    assert explain_by(Q3, january(29)) is None


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@few
@given(DAYS, st.integers(1, 30))
def test_working_days_are_counted_as_they_are_stepped(day: date, number: int) -> None:
    later = working_days_on(day, number)

    assert working_days_since(day, later) == number
    assert working_days_since(day, later + timedelta(days=-1)) == number - 1
    assert working_days_on(later, -number) <= working_day(day, "previous")
