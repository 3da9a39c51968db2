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
    NUMBERED_MONTH,
    ORDINAL,
    QUARTER,
    YEAR,
    YEARS,
    read_period,
)

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
    words = re.sub(r"[_\s]+", " ", text.casefold())
    found: list[Period] = []
    for look, names_one in LOOKS:
        for match in re.finditer(look, words):
            if names_one:
                found += _read(match.group(), year_start)
        words = re.sub(look, "|", words)
    return list(dict.fromkeys(found))


def _read(fragment: str, year_start: int) -> list[Period]:
    try:
        return [read_period(fragment, year_start=year_start)]
    except UnreadablePeriod:
        return []
