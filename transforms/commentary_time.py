"""The times that a commentary names: a month, a day, a quarter, a year; and whether they lie behind its period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from transforms.period import Length, Period

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = (
    "January|February|March|April|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
BEFORE_MAY = ("in", "by", "of", "from", "until", "to", "end", "mid", "early", "late", "since", "during")
MAY = "|".join(rf"(?<=\b{word}[ -])" for each in BEFORE_MAY for word in (each, each.capitalize()))
MONTH = re.compile(
    rf"\b(?P<month>{NAMES}|(?:{MAY}|(?<=\d )|(?<=\d(?:st|nd|rd|th) ))May|May(?= \d))\b"
    r"(?:,?\s*'?(?P<year>(?:19|20)\d\d|\d\d(?!\d|%|\.\d)))?"
)
"""A month is written with a capital: in March, and not on the march; May only where it can be no verb."""

NUMERIC = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:20)?\d\d)\b")
QUARTER = re.compile(r"\b(?:q|quarter )(?P<quarter>[1-4]|one|two|three|four)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?P<year>20\d\d)(?:\s?[/-]\s?(?P<next>\d{2,4}))?\b")
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4}


def gives_time(sentence: str, period: Period, *, past_too: bool) -> bool:
    """Whether a sentence names a time that may lie after the period, or with `past_too` any time.

    A month without a year is past where it is one of the period's own; of a whole year nobody can tell.

    >>> q3 = Period.quarter(2009, 3)
    >>> gives_time("Snow fell in December.", q3, past_too=False), gives_time("By the end of March.", q3, past_too=False)
    (False, True)
    """
    return any(past_too or after for after in _times(sentence, period))


def _times(sentence: str, period: Period) -> Iterator[bool]:
    """For each time whether it may lie after the period."""
    for found in MONTH.finditer(sentence):
        yield _is_after(MONTHS.index(found["month"][:3].casefold()) + 1, found["year"], period)
    for found in NUMERIC.finditer(sentence):
        if 1 <= int(found["month"]) <= 12:
            yield _is_after(int(found["month"]), found["year"], period)
    for found in QUARTER.finditer(sentence):
        number = NUMBERS.get(found["quarter"].casefold()) or int(found["quarter"])
        yield period.months != Length.QUARTER or number != period.quarter_number
    for found in YEAR.finditer(MONTH.sub(" ", sentence)):
        yield int(found["year"]) > period.end.year or (bool(found["next"]) and int(found["year"]) >= period.first_year)


def _is_after(month: int, year: str | None, period: Period) -> bool:
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return date(full, month, 1) > period.end
    return period.months > Length.QUARTER or not any(part.start.month == month for part in period.parts(Length.MONTH))
