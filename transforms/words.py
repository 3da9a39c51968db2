"""Small words that every text of the house shares: lists, numbers of things, dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

VOWELS = tuple("aeiou")
SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def joined(parts: Sequence[str]) -> str:
    """A list as a sentence says it.

    >>> joined(["one"]), joined(["one", "two", "three"])
    ('one', 'one, two and three')
    """
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def many(number: int, noun: str) -> str:
    """A number of things.

    >>> many(1, "figure"), many(2, "commentary"), many(3, "day")
    ('1 figure', '2 commentaries', '3 days')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in VOWELS else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def in_words(number: int) -> str:
    """A small number as a sentence says it, a larger one in digits.

    >>> in_words(0), in_words(7), in_words(13)
    ('none', 'seven', '13')
    """
    return SMALL[number] if number < len(SMALL) else str(number)


def be(number: int) -> str:
    """`is` of one thing, `are` of more and of none."""
    return "is" if number == 1 else "are"


def long_date(day: date) -> str:
    """The date as English letters write it: `18 January 2010`."""
    return f"{day.day} {day:%B %Y}"


def wall_time(local: datetime) -> str:
    """An instant by the clock on the council's wall: `20 January 2010 at 9:05am`."""
    half = "am" if local.hour < 12 else "pm"
    return f"{long_date(local)} at {(local.hour - 1) % 12 + 1}:{local:%M}{half}"


def weekday_date(day: date) -> str:
    """The date with its weekday: `Monday 18 January 2010`."""
    return f"{day:%A} {long_date(day)}"


def upper_first(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def loose(text: str) -> str:
    """A text as it is compared: letters and digits alone, without case; of what has neither, all of it."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", folded)) or folded.strip()
