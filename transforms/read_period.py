"""Reads a period as people write it: in a cell, a heading, the name of a sheet or of a file.

Days are read in the English order, day before month. A text that could name two periods is an
`AmbiguousPeriod` that carries both: who knows the indicator's frequency may choose, nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
    return _from_text(" ".join(str(value).casefold().split()).strip(" .:;"), year_start)


def find_periods(text: str, *, year_start: int = APRIL) -> list[Period]:
    """Every period named somewhere in a heading, a sheet's name or a file's name, each once.

    Looser than `read_period`: words around it are ignored, and so are full dates, which in a
    heading say when somebody wrote, not what about. What is ambiguous here names nothing.
    """
    words = re.sub(r"[_\s]+", " ", text.casefold())
    words = re.sub(r"\b\d{1,2}(?:st|nd|rd|th)?[-/. ]" + MONTH + r"[-/. ]\d{2,4}\b|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|"
                   r"\b\d{4}-\d\d-\d\d\b", " ", words)  # fmt: skip
    found: list[Period] = []
    for fragment in _fragments(words):
        try:
            period = _from_text(fragment, year_start)
        except UnreadablePeriod:
            continue
        if period not in found and not any(_covers(other, period) for other in found):
            found.append(period)
    return found


def _fragments(words: str) -> Iterator[str]:
    """Stretches of a text that look like a period, the longest kinds first."""
    looks = (
        rf"{QUARTER}[\s,(-]*{YEARS}", rf"{YEARS}[\s,(-]*{QUARTER}",
        rf"\b{MONTH}\s*(?:-|–|to)\s*{MONTH.replace('month', 'last')}[\s,-]*(?:19|20)\d\d",
        rf"\b{MONTH}[\s,.'’-]*(?:(?:19|20)\d\d|\d\d)\b", rf"\b(?:19|20)\d\d[\s-]*{MONTH}\b",
        r"\b(?:19|20)\d\d-m?(?:0[1-9]|1[0-2])\b", rf"\b{FULL_YEARS}\b",
    )  # fmt: skip
    for look in looks:
        for match in re.finditer(look, words):
            yield match.group()


def _covers(longer: Period, shorter: Period) -> bool:
    return longer.start <= shorter.start and shorter.end <= longer.end


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
    month, short = int(match["first"]), _full_year(match["second"])
    if not 1 <= month <= 12:
        return Period.year(_years(match), year_start)
    if (month + 1) % 100 == short % 100:
        raise _ambiguous(match.group(), Period.month(short, month, year_start), Period.year(2000 + month, year_start))
    return Period.month(short, month, year_start)


def _serial(match: re.Match[str], year_start: int) -> Period:
    """A date that lost its format on the way into a text file."""
    return _from_number(int(match.group()), year_start, epoch_1904=False)


def _one_year(match: re.Match[str], year_start: int) -> Period:
    year = int(match["year"])
    if year_start == 1:
        return Period.year(year, year_start)
    raise _ambiguous(match.group(), Period.year(year, year_start), Period.year(year - 1, year_start))


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ANY_YEAR = r"(?P<year>(?:19|20)\d\d|\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TIME = r"(?:[ t]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"{QUARTER}[\s,(-]*{YEARS}\)?", _quarter),
        (rf"{YEARS}[\s,(-]*{QUARTER}\)?", _quarter),
        (rf"(?P<quarter>[1-4])(?:st|nd|rd|th) quarter[\s,(-]*(?:of )?{YEARS}\)?", _quarter),
        (rf"{QUARTER}[\s,-]*{_YEAR}", _quarter_of_one_year),
        (rf"{_YEAR}[\s,-]*{QUARTER}", _quarter_of_one_year),
        (rf"{MONTH}\s*(?:-|–|to)\s*{MONTH.replace('month', 'last')}[\s,-]*{_ANY_YEAR}", _quarter_by_months),
        (rf"{MONTH}[\s,.'’/-]*{_ANY_YEAR}", _month),
        (rf"{_YEAR}[\s,.-]*{MONTH}", _month),
        (rf"{_DAY}[-/. ]{MONTH}[-/. ,]{_ANY_YEAR}", _month),
        (rf"\d{{1,2}}[-/.](?P<month>\d{{1,2}})[-/.]{_ANY_YEAR}{_TIME}", _month),
        (rf"{_YEAR}[-/](?P<month>\d\d)[-/]\d\d{_TIME}", _month),
        (rf"{_YEAR}-m(?P<month>\d\d)", _month),
        (rf"(?:{_YEAR})(?P<month>\d\d)(?: \(.*\))?", _month_or_year),
        (rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])", _month_or_year),
        (rf"{_YEAR}/(?P<month>0[1-9]|1[0-2])", _year_or_month),
        (rf"(?:fy|year|financial year)?\s*{FULL_YEARS}", _year),
        (rf"(?P<month>0?[1-9]|1[0-2])[-/]{_YEAR}", _month),
        (r"(?P<first>\d\d)[-/](?P<second>\d\d)", _short_years),
        (r"[2-6]\d{4}", _serial),
        (_YEAR, _one_year),
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
