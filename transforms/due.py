"""When a return is due: the 15th of the month after the period, on a working day of England's calendar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import holidays

from transforms.period import Period

Roll = Literal["next", "previous"]


def due_date(period: Period, due_day: int, roll: Roll = "next") -> date:
    """The day on which the return for a period is due.

    >>> due_date(Period.month(2009, 12), 15), due_date(Period.month(2009, 7), 15)
    (datetime.date(2010, 1, 15), datetime.date(2009, 8, 17))
    """
    following = period.last_month.shifted(1)
    day = min(due_day, following.end.day)
    return working_day(following.start.replace(day=day), roll)


def working_day(day: date, roll: Roll = "next") -> date:
    """The day itself if councils work on it, else the next or previous day on which they do."""
    step = timedelta(days=1 if roll == "next" else -1)
    while day.weekday() >= 5 or day in _bank_holidays(day.year):
        day += step
    return day


def working_days_on(day: date, number: int) -> date:
    """The day that lies a number of working days after a day, or before it where the number is less than nought.

    >>> working_days_on(date(2010, 1, 15), 1), working_days_on(date(2010, 1, 6), -4)
    (datetime.date(2010, 1, 18), datetime.date(2009, 12, 30))
    """
    roll: Roll = "next" if number > 0 else "previous"
    for _ in range(abs(number)):
        day = working_day(day + timedelta(days=1 if number > 0 else -1), roll)
    return day


def working_days_since(day: date, today: date) -> int:
    """How many working days have begun since a day, today's among them; nought where it lies ahead.

    >>> working_days_since(date(2010, 1, 15), date(2010, 1, 18))
    1
    """
    days = (day + timedelta(days=passed) for passed in range(1, (today - day).days + 1))
    return sum(working_day(each) == each for each in days)


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG", years=year)
