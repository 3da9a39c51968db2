"""Finds the periods named in running text: in a heading, the name of a sheet or of a file.

Stretches that look like a period are taken out longest kind first, so that no part of one is read again:
"April to December 2009" is no quarter, and certainly not December. Full dates are taken out and name
nothing: in a heading they say when somebody wrote, not what about; unless something ended on them.
"""

from __future__ import annotations

import re

from transforms.errors import UnreadablePeriod
from transforms.period import APRIL, Period
from transforms.read_period import (
    ANY_YEAR,
    DATES,
    ENDED,
    FULL_YEARS,
    FY,
    MONTH,
    MONTH_TO_MONTH,
    MONTHS,
    NUMBERED_MONTH,
    ORDINAL,
    QUARTER,
    YEAR,
    YEARS,
    read_period,
)

NUMBERED = re.compile(
    r"\b(?:form|version|ver|rev|v|no|part|copy|draft|table|appendix|template)\b\.? ?\d{1,2}(?= )|\bv\d{1,2}(?= )"
)
"""What a number before a month counts where it is no day: `v2 December 2009`, `Form 7 December 2009`."""

MONTH_OF_YEARS = rf"\b{MONTH}[\s,.'’(-]*{FY}{FULL_YEARS}(?!\d)"
BARE_MONTH = re.compile(
    rf"(?:^|\b(?:month|for|of)\b|[:–-])[ :]*(?:the )?(?:month )?(?:of )?{MONTH}[ .)]*$", re.MULTILINE
)
"""A month's name at the end of a line, alone or after what says that it is the month: people also write "may"."""

NOT_WITHIN_A_NUMBER = r"(?<![\d/–-])"
MONTH_AND_YEAR = rf"\b{MONTH}[\s,.'’-]*(?:(?:19|20)\d\d|\d\d)(?!\d)"
LOOKS: tuple[tuple[str, bool], ...] = (
    *((rf"\b{ENDED}{date}", True) for date in DATES),
    (rf"\b{ENDED}{MONTH_AND_YEAR}", True),
    (rf"\b{QUARTER}[\s,(-]*{FY}{YEARS}", True),
    (rf"\b{FY}{YEARS}[\s,(-]*{QUARTER}", True),
    (rf"\b{ORDINAL}[\s,(-]*{FY}{YEARS}", True),
    (rf"\b{NUMBERED_MONTH}[\s,(-]*{FY}{YEARS}", True),
    (rf"\b{MONTH_TO_MONTH}[\s,-]*{ANY_YEAR}(?!\d)", True),
    (rf"\bby {MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?\d)", False),
    *((rf"{NOT_WITHIN_A_NUMBER}{date}(?!\d)", False) for date in DATES),
    (MONTH_AND_YEAR, True),
    (rf"\b{YEAR}[\s-]*{MONTH}\b", True),
    (rf"{NOT_WITHIN_A_NUMBER}(?:0?[1-9]|1[0-2])/{YEAR}\b", True),
    (r"\b(?:19|20)\d\d-m?(?:0[1-9]|1[0-2])\b", True),
    (rf"\b{FULL_YEARS}\b", True),
)
"""What a period looks like, longest kinds first, and whether such a stretch names one."""


def find_periods(text: str, *, year_start: int = APRIL) -> list[Period]:
    """Every period named somewhere in a text, each once. What is ambiguous here names nothing."""
    words = NUMBERED.sub("|", re.sub(r"[_\s]+", " ", text.casefold()))
    found: list[Period] = []
    for look, names_one in LOOKS:
        if look == MONTH_AND_YEAR:
            words = _take_months_of_years(words, found, year_start)
        for match in re.finditer(look, words):
            if names_one:
                found += _read(match.group(), year_start)
        words = re.sub(look, "|", words)
    return list(dict.fromkeys(found))


def month_of_years(text: str, *, year_start: int = APRIL) -> Period | None:
    """The month of a financial year that is written as such: March 2008/09 is March 2009, and not of 2008."""
    match = re.fullmatch(MONTH_OF_YEARS + r"\)?", text.casefold().strip())
    if match is None:
        return None
    years = f"{match['first']}/{match['second']}"
    return next((month_within(year, MONTHS[match["month"]]) for year in _read(years, year_start)), None)


def find_bare_months(text: str) -> list[int]:
    """The numbers of the months that lines of a text name without a year, as in `Month: March`."""
    lines = re.sub(r"[_ \t\r\f\v]+", " ", text.casefold())
    return list(dict.fromkeys(MONTHS[match["month"]] for match in BARE_MONTH.finditer(lines)))


def month_within(whole: Period, number: int) -> Period | None:
    """The month of that number within a quarter or a year, if it is there."""
    months = (whole.last_month.shifted(-back) for back in range(whole.months))
    return next((month for month in months if month.start.month == number), None)


def _take_months_of_years(words: str, found: list[Period], year_start: int) -> str:
    """The words without the months of financial years, which are found; years that do not follow stay in the words."""

    def taken(match: re.Match[str]) -> str:
        month = month_of_years(match.group(), year_start=year_start)
        found.extend([month] if month else [])
        return "|" if month else match.group()

    return re.sub(MONTH_OF_YEARS, taken, words)


def _read(fragment: str, year_start: int) -> list[Period]:
    try:
        return [read_period(fragment, year_start=year_start)]
    except UnreadablePeriod:
        return []
