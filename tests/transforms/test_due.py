from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import DECEMBER, Q3, YEAR, few
from transforms.due import Roll, due_date, working_day
from transforms.period import Period


@pytest.mark.parametrize("period", [DECEMBER, Q3])
def test_december_and_its_quarter_are_due_on_the_15th_of_january(period: Period) -> None:
    assert due_date(period, 15) == date(2010, 1, 15)


def test_the_financial_year_is_due_in_april() -> None:
    assert due_date(YEAR, 15) == date(2010, 4, 15)


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (Period.month(2009, 1), date(2009, 2, 16)),
        (Period.month(2009, 2), date(2009, 3, 16)),
        (Period.month(2009, 7), date(2009, 8, 17)),
        (Period.month(2009, 10), date(2009, 11, 16)),
        (Period.month(2010, 4), date(2010, 5, 17)),
    ],
)
def test_a_15th_on_a_saturday_or_sunday_moves_to_monday(month: Period, due: date) -> None:
    assert due_date(month, 15) == due


@pytest.mark.parametrize(
    ("holiday", "after", "before"),
    [
        (date(2009, 1, 1), date(2009, 1, 2), date(2008, 12, 31)),
        (date(2009, 4, 10), date(2009, 4, 14), date(2009, 4, 9)),
        (date(2009, 5, 4), date(2009, 5, 5), date(2009, 5, 1)),
        (date(2009, 5, 25), date(2009, 5, 26), date(2009, 5, 22)),
        (date(2009, 8, 31), date(2009, 9, 1), date(2009, 8, 28)),
        (date(2009, 12, 25), date(2009, 12, 29), date(2009, 12, 24)),
        (date(2010, 1, 1), date(2010, 1, 4), date(2009, 12, 31)),
        (date(2010, 4, 2), date(2010, 4, 6), date(2010, 4, 1)),
        (date(2010, 5, 3), date(2010, 5, 4), date(2010, 4, 30)),
        (date(2010, 5, 31), date(2010, 6, 1), date(2010, 5, 28)),
        (date(2010, 8, 30), date(2010, 8, 31), date(2010, 8, 27)),
        (date(2010, 12, 27), date(2010, 12, 29), date(2010, 12, 24)),
    ],
)
def test_on_englands_bank_holidays_nothing_is_due(holiday: date, after: date, before: date) -> None:
    assert working_day(holiday) == after
    assert working_day(holiday, "previous") == before


@pytest.mark.parametrize("day", [date(2009, 1, 2), date(2009, 3, 17), date(2009, 8, 3), date(2009, 11, 30)])
def test_holidays_of_scotland_and_northern_ireland_are_working_days_in_kent(day: date) -> None:
    assert working_day(day) == day


def test_the_31st_of_a_short_month_is_its_last_day() -> None:
    assert due_date(Period.month(2010, 3), 31) == date(2010, 4, 30)
    assert due_date(Period.month(2009, 1), 31) == date(2009, 3, 2)
    assert due_date(Period.month(2009, 1), 31, "previous") == date(2009, 2, 27)


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
ROLLS = st.sampled_from(["next", "previous"])


@few
@given(DAYS, st.integers(1, 31), ROLLS)
def test_nothing_is_ever_due_on_a_weekend(day: date, due_day: int, roll: Roll) -> None:
    month = Period.month(day.year, day.month)
    due = due_date(month, due_day, roll)
    assert due.weekday() < 5
    assert timedelta(-5) < due - month.end < timedelta(40)
