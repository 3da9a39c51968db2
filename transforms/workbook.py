"""A workbook as it was sent: sheets of cells that keep their address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = object
"""What a reader gives for a cell: text, a number, a date, true or false, or the empty text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet from its first row and column on; `rows[0][0]` is cell A1."""

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file in their order; `epoch_1904` where its serial dates count from 1904."""

    sheets: Sequence[Sheet] = field(default_factory=tuple)
    epoch_1904: bool = False


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


def words_of(cell: Cell) -> str:
    """What a cell says as text: a whole number without a point, nothing for a blank.

    >>> words_of(2009.0), words_of(" Dec-09 "), words_of(None)
    ('2009', 'Dec-09', '')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).replace("\0", "").strip()
