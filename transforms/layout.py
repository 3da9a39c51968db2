"""A layout: how a sheet that is no ordinary return is read. It stands in the register, as data and not as code.

Every figure of a sheet has words around it: the labels of its row, the headings of its column, the section it
stands under. A layout says by such words which figure is which part of which indicator, and where its period stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from transforms.code import code_key
from transforms.period import Period
from transforms.workbook import Cell, words_of

NOTE = re.compile(r"\s*\[note \d+\]|(?<=\w)[¹²³⁴⁵⁶⁷⁸⁹]+(?!\w)", re.IGNORECASE)


class Item(StrEnum):
    """What one row of a layout states."""

    SENDER = "sender"
    FILE = "file"
    SHEET = "sheet"
    HEADER = "header"
    LABEL = "label"
    SECTION = "section"
    PERIODS = "periods"
    PERIOD = "period"
    YEAR = "year"
    DAYS = "days"
    ONLY = "only"
    LEAVE = "leave"
    CODE = "code"
    COMMENTARY = "commentary"
    SERIES = "series"
    ANSWER = "answer"
    LEAST = "least"


class Where(StrEnum):
    """Where the periods stand: in headings across, in a column, in section labels, or around the table."""

    ACROSS = "across"
    DOWN = "down"
    SECTION = "section"
    HEADING = "heading"
    SHEET = "sheet"
    FILE = "file"


class Part(StrEnum):
    """What part of an indicator a figure is."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    COMMENTARY = "commentary"


class BareYear(StrEnum):
    """Which financial year a bare year such as 2016 names."""

    BEGINS = "begins"
    ENDS = "ends"


class Days(StrEnum):
    """When daily figures are summed: once every day of the month is there, or so far, as provisional."""

    COMPLETE = "complete"
    SO_FAR = "so far"


class AnswerPart(StrEnum):
    """How an answer counts: in both, in the denominator alone, or not at all."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Series:
    """The figures with all these words around them are this part of this indicator, once multiplied by `scale`.

    Without a code it is the indicator named in the layout's column of codes.
    """

    words: tuple[str, ...]
    code: str
    part: Part
    scale: Decimal

    def __str__(self) -> str:
        return " | ".join(self.words)


@dataclass(frozen=True, slots=True)
class Only:
    """Only rows that say `value` in a column are read, or another value given for the same column."""

    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question that stands in a column, and how it counts for an indicator."""

    question: str
    code: str
    part: AnswerPart
    answer: str


@dataclass(frozen=True)
class Layout:
    """One file of `register/layouts/`. Texts are patterns: `*` stands for any letters, `?` for one."""

    name: str
    senders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    header: tuple[tuple[str, ...], ...] = ()
    labels: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    where: Where = Where.FILE
    period_column: str = ""
    periods: tuple[tuple[str, Period], ...] = ()
    year: BareYear | None = None
    days: Days | None = None
    only: tuple[Only, ...] = ()
    leave: tuple[str, ...] = ()
    code_column: str = ""
    commentary_column: str = ""
    series: tuple[Series, ...] = ()
    answers: tuple[Answer, ...] = ()
    least: int = 0

    def is_for(self, sender: str, file: str) -> bool:
        """Whether a file of a sender may have this layout."""
        return (not self.senders or sender in self.senders) and (not self.files or matches_any(file, self.files))

    @property
    def wanted(self) -> Mapping[str, list[str]]:
        """What rows must say to be read, by column; any one of several values will do."""
        wanted: dict[str, list[str]] = {}
        for only in self.only:
            wanted.setdefault(only.column, []).append(only.value)
        return wanted

    def has_parts(self, code: str) -> bool:
        """Whether numerators of an indicator are read, so that a figure of a month may be one part of a quarter."""
        return any(
            each.part == Part.NUMERATOR and (not each.code or code_key(each.code) == code_key(code))
            for each in self.series
        )


def label_of(cell: Cell) -> str:
    """A label as it is compared: without case, line breaks, doubled spaces and the marks of notes.

    >>> label_of("Agent \\nsuccessful [note 2]")
    'agent successful'
    """
    return NOTE.sub("", " ".join(words_of(cell).split()).casefold()).strip()


def matches(label: str, pattern: str) -> bool:
    """Whether a label, given as `label_of` gives it, is that of a pattern.

    >>> matches("percentage recycled (ex ni192)", "*(Ex NI192)"), matches("total", "Tota")
    (True, False)
    """
    return _compiled(pattern).fullmatch(label) is not None


def matches_any(text: str, patterns: Sequence[str]) -> bool:
    """Whether a text is that of one of the patterns."""
    return any(matches(label_of(text), pattern) for pattern in patterns)


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    literal = re.escape(label_of(pattern))
    return re.compile(literal.replace(r"\*", ".*").replace(r"\?", "."))
