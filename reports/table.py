"""A table as people take it further: columns that say what they hold, cells that are never blank, merged or coloured only.

The rules are those of the Government Analysis Function, "Releasing statistics in spreadsheets" and its checklist: one
table a sheet, one header row of names that differ, a title, shorthands where there is no figure, and notes on a sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from transforms.figure import decimals_of

Cell = str | int | Decimal | date
"""Words, a count, a figure at its printed precision, or a day."""

LANGUAGE = "en-GB"
COVER, COVER_WIDTH = "Cover", 100
"""The sheet with which a workbook begins, and its width in letters."""

KEY_NAME = "Notes and key"
KEY_LINK = f"One table. Its signs and columns are explained on the sheet {KEY_NAME}."
NO_LETTERS = re.compile("[^\t\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, or only as what is discouraged: control characters and half letters."""


class Kind(StrEnum):
    """What the cells of a column are."""

    WORDS = "words"
    FIGURE = "figure"
    DAY = "day"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, what it holds in a sentence, and the width in letters that shows it well."""

    head: str
    description: str
    width: int
    kind: Kind = Kind.WORDS


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the name of its sheet, its title, and in sentences what it is and how it is read."""

    name: str
    title: str
    what: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    @property
    def width(self) -> int:
        """The width of all columns, in letters."""
        return sum(column.width for column in self.columns)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of a cover under which others stand."""

    text: str


SHEETS = Heading("Sheets of this workbook")
"""Under it a cover links to each of them."""


@dataclass(frozen=True, slots=True)
class Book:
    """The tables of a report behind a cover, whose lines are read from top to bottom.

    `made_at` is the instant whose knowledge it holds. No table is without rows.
    """

    title: str
    subject: str
    council: str
    made_at: datetime
    cover: Sequence[str | Heading]
    tables: Sequence[Table]


def plain_text(text: str) -> str:
    """A text without what files of XML cannot hold; line ends are those of this system.

    >>> plain_text("Bell\\x07\\r\\nrings")
    'Bell\\nrings'
    """
    return NO_LETTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def digits_format(figure: Decimal | int) -> str:
    """The number format that prints a figure with its own decimals.

    >>> digits_format(Decimal("1204.50")), digits_format(3)
    ('#,##0.00', '#,##0')
    """
    decimals = decimals_of(figure) if isinstance(figure, Decimal) else 0
    return "#,##0" + (f".{'0' * decimals}" if decimals else "")
