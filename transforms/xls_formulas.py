"""Formulas of an .xls that nobody calculated: the reader gives a blank for them, as for a formula whose text is empty.

A program that writes formulas without calculating them gives each the empty text as its result. So a formula was
never calculated where no formula of the workbook has any other result, and where it names no empty text itself.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import xlrd
from xlrd.formula import FMLA_TYPE_CELL, decompile_formula

FORMULA, BEGIN, END = 0x0006, 0x0809, 0x000A
"""The types of the records of a formula's cell, and of the begin and the end of a sheet or of a chart within it."""

EMPTY_TEXT = b"\x03"
NO_NUMBER = b"\xff\xff"
WHOLE = re.compile(r"(?<=\d)\.0(?!\d)")
"""How the reader writes whole numbers on."""

EMPTY = '""'
FORMULA_LENGTH = 60
BROKEN = (
    xlrd.XLRDError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""How the reader breaks at tokens that it does not know."""

BIFF8 = 80
"""The format of Excel 97 and later; before it formulas are written otherwise."""


class Formula(NamedTuple):
    """The cell of a formula, its result and what is to be calculated, as the bytes have them."""

    row: int
    column: int
    result: bytes
    tokens: bytes

    @property
    def is_empty(self) -> bool:
        """Whether the result is the empty text."""
        return self.result.startswith(EMPTY_TEXT) and self.result.endswith(NO_NUMBER)


def not_calculated(book: xlrd.Book) -> Sequence[Mapping[tuple[int, int], str]]:
    """What to show of formulas without a result, for each sheet by row and column."""
    sheets = [list(_of(book, number)) if book.biff_version == BIFF8 else [] for number in range(book.nsheets)]
    if not all(formula.is_empty for formulas in sheets for formula in formulas):
        return [{} for _ in sheets]
    return [
        {
            (formula.row, formula.column): f"={text[:FORMULA_LENGTH]} (not calculated)"
            for formula in formulas
            if EMPTY not in (text := _text(book, formula))
        }
        for formulas in sheets
    ]


def _of(book: xlrd.Book, sheet: int) -> Iterator[Formula]:
    """The formulas of a sheet, record by record."""
    at, depth, content = book._sh_abs_posn[sheet], 0, book.mem
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        if kind == BEGIN:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                return
        elif kind == FORMULA and depth == 1:
            row, column, _, result, tokens = struct.unpack_from("<HHH8s6xH", content, at + 4)
            yield Formula(row, column, result, bytes(content[at + 26 : at + 26 + tokens]))
        at += 4 + length


def _text(book: xlrd.Book, formula: Formula) -> str:
    """A formula as it is typed; three points where the reader cannot tell."""
    try:
        text = decompile_formula(
            book, formula.tokens, len(formula.tokens), FMLA_TYPE_CELL, browx=formula.row, bcolx=formula.column
        )
    except BROKEN:
        text = None
    return WHOLE.sub("", str(text or "..."))
