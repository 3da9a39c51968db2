"""A period: a month, a quarter or a financial year of the council; or so much of the year as has gone.

Canonical names are `2009-12`, `2009-10 Q3` and `2009-10`. A month whose name would also be a
financial year (October 2009, `2009-10`) is named `2009-M10`, as SDMX does.
"""

from __future__ import annotations

from calendar import month_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

APRIL = 4


class Length(IntEnum):
    """How many months a period lasts."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """`months` months from the first day `start`; `year_start` is the first month of the financial year.

    >>> str(Period.quarter(2009, 3)), Period.quarter(2009, 3).label
    ('2009-10 Q3', 'October to December 2009')
    """

    start: date
    months: int
    year_start: int = APRIL

    @classmethod
    def month(cls, year: int, month: int, year_start: int = APRIL) -> Period:
        """The calendar month."""
        return cls(date(year, month, 1), Length.MONTH, year_start)

    @classmethod
    def quarter(cls, first_year: int, quarter: int, year_start: int = APRIL) -> Period:
        """Quarter 1 to 4 of the financial year that begins in `first_year`."""
        return cls(_month_start(first_year, year_start + 3 * (quarter - 1)), Length.QUARTER, year_start)

    @classmethod
    def year(cls, first_year: int, year_start: int = APRIL) -> Period:
        """The financial year that begins in `first_year`."""
        return cls(date(first_year, year_start, 1), Length.YEAR, year_start)

    @classmethod
    def last_ended(cls, today: date, length: int, year_start: int = APRIL) -> Period:
        """The latest period of a length that was over before `today`.

        >>> str(Period.last_ended(date(2010, 1, 18), Length.QUARTER))
        '2009-10 Q3'
        """
        month = cls.month(today.year, today.month, year_start)
        return (month if length == Length.MONTH else month.within(length)).previous()

    @property
    def end(self) -> date:
        """The last day."""
        last = _month_start(self.start.year, self.start.month + self.months - 1)
        return last.replace(day=monthrange(last.year, last.month)[1])

    @property
    def first_year(self) -> int:
        """The calendar year in which this period's financial year begins."""
        return self.start.year - (self.start.month < self.year_start)

    @property
    def quarter_number(self) -> int:
        """1 to 4: the quarter of the financial year in which this period begins."""
        return (self.start.month - self.year_start) % 12 // 3 + 1

    @property
    def year_name(self) -> str:
        """`2009-10`, or `2009` where the financial year is the calendar year."""
        if self.year_start == 1:
            return str(self.first_year)
        return f"{self.first_year}-{(self.first_year + 1) % 100:02d}"

    @property
    def label(self) -> str:
        """The period as a reader would say it."""
        if self.months == Length.MONTH:
            return f"{month_name[self.start.month]} {self.start.year}"
        if self.months < Length.YEAR:
            return f"{_month_of(self.start, self.end)} to {month_name[self.end.month]} {self.end.year}"
        return self.year_name

    @property
    def noun(self) -> str:
        """What a period of this length is called: month, quarter or year."""
        return Length(self.months).name.casefold()

    @property
    def last_month(self) -> Period:
        """The month with which this period ends."""
        return Period(self.end.replace(day=1), Length.MONTH, self.year_start)

    def previous(self) -> Period:
        """The period of the same length just before."""
        return self.shifted(-self.months)

    def year_before(self) -> Period:
        """The same period of the year before."""
        return self.shifted(-12)

    def shifted(self, months: int) -> Period:
        """The period of the same length that begins `months` months later."""
        return Period(_month_start(self.start.year, self.start.month + months), self.months, self.year_start)

    def parts(self, length: int) -> Iterator[Period]:
        """The periods of `length` months that make up this one, in order."""
        for offset in range(0, self.months, length):
            yield Period(_month_start(self.start.year, self.start.month + offset), length, self.year_start)

    def parts_and_rest(self, length: int) -> list[Period]:
        """The whole periods of `length` months in this one, and then the months that are left over."""
        whole = self.months // length * length
        start = Period(self.start, whole, self.year_start)
        rest = Period(_month_start(self.start.year, self.start.month + whole), self.months - whole, self.year_start)
        return [*start.parts(length), *rest.parts(Length.MONTH)]

    def year_to_date(self) -> Period:
        """From the first month of the financial year in which it begins to its own end."""
        year = self.within(Length.YEAR)
        months = (self.end.year - year.start.year) * 12 + self.end.month - year.start.month + 1
        return Period(year.start, months, self.year_start)

    def within(self, length: int) -> Period:
        """The quarter or financial year in which this period begins."""
        if length == Length.QUARTER:
            return Period.quarter(self.first_year, self.quarter_number, self.year_start)
        return Period.year(self.first_year, self.year_start)

    def contains(self, other: Period) -> bool:
        """Whether the other period lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def __str__(self) -> str:
        if self.months == Length.QUARTER:
            return f"{self.year_name} Q{self.quarter_number}"
        if self.months == Length.YEAR:
            return self.year_name
        if self.months > Length.MONTH:
            return f"{self.within(Length.YEAR)} to {self.last_month}"
        separator = "-M" if could_be_a_year(self.start.year, self.start.month) else "-"
        return f"{self.start.year}{separator}{self.start.month:02d}"


def could_be_a_year(year: int, month: int) -> bool:
    """Whether `2009-10`, meant as a month, would also be read as the financial year."""
    return (year + 1) % 100 == month


def _month_start(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _month_of(start: date, end: date) -> str:
    return month_name[start.month] + (f" {start.year}" if start.year != end.year else "")
