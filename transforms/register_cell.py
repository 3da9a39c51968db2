"""Reads one cell of the register: each function takes its text and gives its meaning.

All raise `Wrong`, or an error of the value's own kind, with words that follow the column's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from transforms.figure import parse_decimal
from transforms.indicator import ToleranceKind
from transforms.read_period import named_period

FOLDER_NAME = re.compile(r"[^\W_][\w &'-]{0,59}")
_ATOM, _LABEL = r"[\w!#$%&'*+/=?^`{|}~-]+", r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
MAIL_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*", re.ASCII | re.IGNORECASE)
"""What every mail server takes: one address, without a name beside it, in the letters of ASCII."""

LONGEST_TEXT = 4000
LARGEST_SCALE = Decimal(1_000_000)

Choice = TypeVar("Choice", bound=StrEnum)


class Wrong(Exception):
    """What is wrong with one cell, in words."""


def text(text: str) -> str:
    """Words, with single spaces between them."""
    words = " ".join(text.split())
    if not words.isprintable():
        raise Wrong("has a sign in it that cannot be printed; type the text again.")
    if len(words) > LONGEST_TEXT:
        raise Wrong(f"is longer than {LONGEST_TEXT} letters.")
    return words


def name(text: str) -> str:
    """A short name that may also name a folder of the inbox."""
    if not FOLDER_NAME.fullmatch(text):
        raise Wrong(f"'{text[:60]}' cannot name a folder; use up to 60 letters, digits, spaces, - and _.")
    return text


def address(text: str) -> str:
    """One mail address, or none."""
    if text.count("@") != 1 or any(letter.isspace() for letter in text):
        raise Wrong(f"'{text}' is not a mail address.")
    return text


def choice(kind: type[Choice]) -> Callable[[str], Choice]:
    """One of the words of `kind`, in any case."""

    def read(text: str) -> Choice:
        try:
            return kind(text.casefold())
        except ValueError:
            raise Wrong(f"'{text}' is none of {', '.join(kind)}.") from None

    return read


def known(names: Container[str], where: str, key: Callable[[str], str] = str) -> Callable[[str], str]:
    """A name that stands in another file of the register."""

    def read(text: str) -> str:
        if key(text) not in names:
            raise Wrong(f"'{text}' is not in {where}.csv.")
        return text

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number within limits."""

    def read(text: str) -> int:
        if not (text.isdecimal() and len(text) < 5 and low <= int(text) <= high):
            raise Wrong(f"'{text[:20]}' is not a whole number from {low} to {high}.")
        return int(text)

    return read


def not_negative(text: str) -> Decimal:
    """A number of at least zero."""
    if (number := parse_decimal(text.removesuffix("%"))) < 0:
        raise Wrong(f"'{text}' is below zero.")
    return number


def positive(text: str) -> Decimal:
    """A number above zero."""
    if not 0 < (number := not_negative(text)) <= LARGEST_SCALE:
        raise Wrong(f"must be above zero and at most {LARGEST_SCALE:,f}.")
    return number


def tolerance(kind: ToleranceKind | None) -> Callable[[str], Decimal]:
    """An allowance of at least zero, or a floor standard, which must be stated."""

    def read(text: str) -> Decimal:
        if not text:
            raise Wrong("is blank; a floor standard must be stated.")
        return parse_decimal(text) if kind == ToleranceKind.FLOOR else not_negative(text)

    return read


def themes(text: str) -> tuple[str, ...]:
    """Words between semicolons, without what nobody sees in them: a pasted word is the same as a typed one."""
    seen = ("".join(filter(str.isprintable, " ".join(theme.split()))) for theme in text.split(";"))
    return tuple(theme for theme in seen if theme)


def yes_no(text: str) -> bool:
    """Yes or no."""
    if text.casefold() not in {"yes", "no"}:
        raise Wrong(f"'{text}' is neither yes nor no.")
    return text.casefold() == "yes"


def day(year_start: int, *, first: bool) -> Callable[[str], date | None]:
    """The first or last day of a period, or a day; `None` where the cell is blank."""

    def read(text: str) -> date | None:
        if not text:
            return None
        for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y"):
            try:
                return datetime.strptime(text, pattern).date()
            except ValueError:
                continue
        period = named_period(text, year_start)
        return period.start if first else period.end

    return read
