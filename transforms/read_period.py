"""Reads a period as people write it in a cell.

Days are read in the English order, day before month. A text that could name two periods is an
`AmbiguousPeriod` that carries both: who knows the indicator's frequency may choose, nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite

from transforms.errors import AmbiguousPeriod, UnreadablePeriod
from transforms.period import APRIL, Length, Period, could_be_a_year

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
YEARS = r"(?P<first>(?:19|20)\d\d|\d\d)\s*(?:[-/–]|to)\s*(?P<second>(?:19|20)?\d\d)"
FULL_YEARS = r"(?P<first>(?:19|20)\d\d)\s*(?:[-/–]|to)\s*(?P<second>(?:19|20)?\d\d)"
QUARTER = r"(?:q|qtr|quarter)\s*(?P<quarter>[1-4])"
FY = r"(?:(?:fy|financial year|year|of)\s*)?"
ORDINAL = r"(?P<ordinal>1st|2nd|3rd|4th|first|second|third|fourth) quarter"
ORDINALS = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4}
YEAR = r"(?P<year>(?:19|20)\d\d)"
ANY_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
MONTH_TO_MONTH = rf"{MONTH}\s*(?:-|–|to)\s*{MONTH.replace('month', 'last')}"
NUMBERED_MONTH = r"(?:month|period|m|p)\s*(?P<number>1[0-2]|0?[1-9])(?!\d)"
ENDED = r"(?P<kind>month|quarter|year|period) end(?:ed|ing)(?: on)?[\s:]*"
DATES = (
    rf"{DAY}[-/. ]{MONTH}[-/. ,]+{ANY_YEAR}",
    rf"{MONTH} {DAY},? {YEAR}",
    rf"{DAY}[-/.](?P<month>\d{{1,2}})[-/.]{ANY_YEAR}",
    rf"{YEAR}[-/](?P<month>\d\d)[-/](?P<day>\d\d)",
)
"""The ways in which a full date is written."""

EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
PLAUSIBLE_SERIALS = range(29_221, 65_000)
"""Excel serials from 1980 to 2077: a bare number in this range is taken for a date."""

Rule = Callable[[re.Match[str], int], Period]


def read_period(value: object, *, year_start: int = APRIL, epoch_1904: bool = False) -> Period:
    """The period a cell names; a date or a serial number names its month.

    >>> str(read_period("Q3 2009/10")), str(read_period("Dec-09")), str(read_period(40148))
    ('2009-10 Q3', '2009-12', '2009-12')

    Raises `UnreadablePeriod`, or `AmbiguousPeriod` with its `candidates`.
    """
    if isinstance(value, datetime | date):
        return Period.month(value.year, value.month, year_start)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value, year_start, epoch_1904)
    written = " ".join(str(value).split())
    plain = written.casefold().strip(" .:;")
    try:
        return _from_text(plain, year_start)
    except AmbiguousPeriod as error:
        raise AmbiguousPeriod(error.message.replace(plain, written), error.remedy, error.candidates) from None
    except UnreadablePeriod as error:
        raise UnreadablePeriod(error.message.replace(plain, written), error.remedy) from None


@lru_cache(maxsize=4096)
def _from_text(text: str, year_start: int) -> Period:
    for pattern, rule in _RULES:
        if match := pattern.fullmatch(text):
            return rule(match, year_start)
    raise UnreadablePeriod(
        f"'{text}' names no period.", "Write a month such as Dec-09, or a quarter such as Q3 2009/10."
    )


def _from_number(value: float, year_start: int, epoch_1904: bool) -> Period:
    if not isfinite(value):
        raise UnreadablePeriod("The cell holds no date.", "Write a month such as Dec-09.")
    whole = int(value)
    if whole in PLAUSIBLE_SERIALS:
        day = (EPOCH_1904 if epoch_1904 else EPOCH_1900) + timedelta(days=whole)
        return Period.month(day.year, day.month, year_start)
    if len(str(whole)) == 5:
        raise UnreadablePeriod(f"{whole} names no period.", "Write a month such as Dec-09.")
    return _from_text(str(whole), year_start)


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text) - (100 if int(text) > 69 else 0)


def _years(match: re.Match[str]) -> int:
    """The first of two years that follow one another."""
    first = _full_year(match["first"])
    if int(match["second"]) % 100 != (first + 1) % 100:
        raise UnreadablePeriod(
            f"'{match.group()}' names two years that do not follow one another.", "Write the year as 2009/10."
        )
    return first


def _ambiguous(text: str, *candidates: Period) -> AmbiguousPeriod:
    readings = " or ".join(_long_name(candidate) for candidate in candidates)
    remedy = "Write a month as Oct-09 and a financial year as 2009/10."
    return AmbiguousPeriod(f"'{text}' could mean {readings}.", remedy, candidates)


def _long_name(period: Period) -> str:
    return f"the financial year {period}" if period.months == Length.YEAR else period.label


def _quarter(match: re.Match[str], year_start: int) -> Period:
    return Period.quarter(_years(match), int(match["quarter"]), year_start)


def _ordinal_quarter(match: re.Match[str], year_start: int) -> Period:
    return Period.quarter(_years(match), ORDINALS[match["ordinal"]], year_start)


def _numbered_month(match: re.Match[str], year_start: int) -> Period:
    """Accountants count months from the start of the financial year: month 9 of 2009/10 is December."""
    return Period.year(_years(match), year_start).last_month.shifted(int(match["number"]) - 12)


def _dated(match: re.Match[str], year_start: int) -> Period:
    """The month of a full date, which must be a day that there is."""
    month = _month(match, year_start)
    if not 1 <= int(match["day"]) <= month.end.day:
        raise UnreadablePeriod(f"'{match.group()}' is no day of {month.label}.", "Write a month such as Dec-09.")
    return month


def _ended(match: re.Match[str], year_start: int) -> Period:
    """What ended with a month: `quarter ended 31 December 2009`."""
    month = _dated(match, year_start) if "day" in match.groupdict() else _month(match, year_start)
    length = {"quarter": Length.QUARTER, "year": Length.YEAR}.get(match["kind"])
    if length is None:
        return month
    whole = month.within(length)
    if whole.end != month.end:
        raise UnreadablePeriod(f"'{match.group()}': no {match['kind']} of the council ends then.", "Write Q3 2009/10.")
    return whole


def _quarter_of_one_year(match: re.Match[str], year_start: int) -> Period:
    year, quarter = _full_year(match["year"]), int(match["quarter"])
    if year_start == 1:
        return Period.quarter(year, quarter, year_start)
    raise _ambiguous(
        match.group(), Period.quarter(year, quarter, year_start), Period.quarter(year - 1, quarter, year_start)
    )


def _quarter_by_months(match: re.Match[str], year_start: int) -> Period:
    first, last, year = MONTHS[match["month"]], MONTHS[match["last"]], _full_year(match["year"])
    start_year = year - 1 if first > last else year
    quarter = Period.month(start_year, first, year_start).within(Length.QUARTER)
    if quarter.start.month != first or quarter.end.month != last:
        raise UnreadablePeriod(f"'{match.group()}' is not a quarter of the financial year.", "Write Q3 2009/10.")
    return quarter


def _month(match: re.Match[str], year_start: int) -> Period:
    name = match["month"]
    number = MONTHS.get(name) or int(name)
    if not 1 <= number <= 12:
        raise UnreadablePeriod(
            f"'{match.group()}' has no month {number}.", "Write the day before the month, or Dec-09."
        )
    return Period.month(_full_year(match["year"]), number, year_start)


def _month_or_year(match: re.Match[str], year_start: int) -> Period:
    year, month = int(match["year"]), int(match["month"])
    if not could_be_a_year(year, month):
        return _month(match, year_start)
    if year_start == 1:
        return Period.month(year, month, year_start)
    raise _ambiguous(match.group(), Period.month(year, month, year_start), Period.year(year, year_start))


def _year_or_month(match: re.Match[str], year_start: int) -> Period:
    """With a stroke people write years, `2009/10`, and months only where no year fits, `2009/12`."""
    year, month = int(match["year"]), int(match["month"])
    if could_be_a_year(year, month):
        return Period.year(year, year_start)
    return Period.month(year, month, year_start)


def _year(match: re.Match[str], year_start: int) -> Period:
    return Period.year(_years(match), year_start)


def _short_years(match: re.Match[str], year_start: int) -> Period:
    """Two numbers: a month and a year, or two years, where they can be nothing else; `12/09` is a day too."""
    first, second = int(match["first"]), int(match["second"])
    is_day, is_month = 1 <= first <= 31 and 1 <= second <= 12, 1 <= first <= 12
    are_years = second == (first + 1) % 100
    if is_month and not is_day and not are_years:
        return Period.month(_full_year(match["second"]), first, year_start)
    if are_years and not is_day and not is_month:
        return Period.year(_years(match), year_start)
    raise UnreadablePeriod(
        f"'{match.group()}' could be a day and a month, a month and a year, or two years.",
        "Write a month as Oct-09 and a financial year as 2009/10.",
    )


def _serial(match: re.Match[str], year_start: int) -> Period:
    """A date that lost its format on the way into a text file."""
    return _from_number(int(match.group()), year_start, epoch_1904=False)


def _one_year(match: re.Match[str], year_start: int) -> Period:
    year = int(match["year"])
    if year_start == 1:
        return Period.year(year, year_start)
    raise _ambiguous(match.group(), Period.year(year, year_start), Period.year(year - 1, year_start))


_TIME = r"(?:[ t]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"{QUARTER}[\s,(-]*{FY}{YEARS}\)?", _quarter),
        (rf"{FY}{YEARS}[\s,(-]*{QUARTER}\)?", _quarter),
        (rf"{ORDINAL}[\s,(-]*{FY}{YEARS}\)?", _ordinal_quarter),
        (rf"{NUMBERED_MONTH}[\s,(-]*{FY}{YEARS}\)?", _numbered_month),
        (rf"{QUARTER}[\s,-]*{YEAR}", _quarter_of_one_year),
        (rf"{YEAR}[\s,-]*{QUARTER}", _quarter_of_one_year),
        (rf"{MONTH_TO_MONTH}[\s,-]*{ANY_YEAR}", _quarter_by_months),
        (rf"{MONTH}[\s,.'’/-]*{ANY_YEAR}", _month),
        (rf"{YEAR}[\s,.-]*{MONTH}", _month),
        *((rf"{date_written}{_TIME}", _dated) for date_written in DATES),
        *((rf"{ENDED}{date_written}", _ended) for date_written in DATES),
        (rf"{ENDED}{MONTH}[\s,.'’/-]*{ANY_YEAR}", _ended),
        (rf"{YEAR}-m(?P<month>\d\d)", _month),
        (rf"(?:{YEAR})(?P<month>\d\d)(?: \(.*\))?", _month_or_year),
        (rf"{YEAR}\s*[-–]\s*(?P<month>0[1-9]|1[0-2])", _month_or_year),
        (rf"{YEAR}/(?P<month>0[1-9]|1[0-2])", _year_or_month),
        (rf"{FY}{FULL_YEARS}", _year),
        (rf"(?P<month>0?[1-9]|1[0-2])[-/]{YEAR}", _month),
        (r"(?P<first>\d\d)[-/](?P<second>\d\d)", _short_years),
        (r"[2-6]\d{4}", _serial),
        (YEAR, _one_year),
    )
)


def named_period(name: str, year_start: int = APRIL) -> Period:
    """The period of a canonical name, as registers, commands and the lake write it: `2009-10` is a year.

    >>> named_period("2009-10") == Period.year(2009)
    True

    Raises `UnreadablePeriod`.
    """
    try:
        return read_period(name, year_start=year_start)
    except AmbiguousPeriod as error:
        for candidate in error.candidates:
            if str(candidate) == name.strip():
                return candidate
        raise
