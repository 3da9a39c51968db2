"""A workbook as it was sent: sheets of cells that keep their address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from transforms.reading_limits import COLUMNS

Cell = object
"""What a reader gives for a cell: text, a number, a date, true or false, or the empty text."""

UNSEEN = re.compile("[\0\u200b-\u200f\u2060\ufeff]")
"""What has no width: it comes along when a text is copied from a web page, and nobody sees it."""

LONGEST_QUOTE = 60
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")


class Merge(NamedTuple):
    """Cells merged into one, rows and columns counted from 0 and the last ones included.

    What they show stands in the first cell alone. Whoever takes it for the others too, such as a heading over
    several columns, must know from here that it is one: a figure filled in for each would be counted twice.
    """

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet from its first row and column on; `rows[0][0]` is cell A1.

    `hidden_rows` are the numbers, as the sheet shows them, of rows its reader does not see; their cells are
    among the `rows` like others, since a filter left on hides figures that are meant.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False
    merged: Sequence[Merge] = ()
    hidden_rows: AbstractSet[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file in their order; `epoch_1904` where its serial dates count from 1904."""

    sheets: Sequence[Sheet] = field(default_factory=tuple)
    epoch_1904: bool = False


def even_out(rows: Sequence[list[Cell]]) -> Sequence[list[Cell]]:
    """The rows, each as long as the longest, as readers give them whose sheets are a grid.

    >>> even_out([["a", "b"], []])
    [['a', 'b'], ['', '']]
    """
    width = max(map(len, rows), default=0)
    for cells in rows:
        cells.extend([""] * (width - len(cells)))
    return rows


def column_letters(index: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=COLUMNS)
def column_index(letters: str) -> int:
    """The number of a column by its letters, counted from 0.

    >>> column_index("A"), column_index("ab")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def place_of(address: str) -> tuple[int, int] | None:
    """The row and the column of a cell by its address, counted from 0; `None` for what is no address.

    >>> place_of("A1"), place_of("AB12"), place_of("the title")
    ((0, 0), (11, 27), None)
    """
    match = ADDRESS.fullmatch(address)
    return (int(match[2]) - 1, column_index(match[1])) if match else None


def words_of(cell: Cell) -> str:
    """What a cell says as text: a whole number without a point, nothing for a blank.

    >>> words_of(2009.0), words_of(" Dec-09 "), words_of(None)
    ('2009', 'Dec-09', '')
    """
    if isinstance(cell, str):
        return seen_of(cell).strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def seen_of(text: str) -> str:
    """What a reader sees of a text: nothing without a width, and a no-break space as any other.

    >>> seen_of("LPI\\u00a0CS\\u200b 1")
    'LPI CS 1'
    """
    if text.isascii() and "\0" not in text:
        return text  # as nearly all are
    return UNSEEN.sub("", text).replace("\u00a0", " ")


def quoted(text: str) -> str:
    """A text as a message quotes it: of one that runs on only the beginning.

    >>> quoted("Nine"), quoted("9" * 32_000) == "9" * 60 + "…"
    ('Nine', True)
    """
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}…"
