"""A copy of a file as an xlsx, with the cells in question coloured: for kinds in which none can be marked."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

import xlsxwriter

from reports.marked_workbook import Mark
from transforms.workbook import Cell, Workbook

PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?", re.ASCII)
"""A text that Excel would take for the same number; one with leading noughts is a code."""

DATE_FORMAT = "d mmm yyyy"
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
MADE_AT = datetime(1980, 1, 1)


def marked_copy(workbook: Workbook, marks: Mapping[str, Sequence[Mark]]) -> bytes:
    """The sheets of a workbook as an xlsx, with marks by sheet name; the same bytes for the same input."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": MADE_AT})
        for number, sheet in enumerate(workbook.sheets, start=1):
            page = book.add_worksheet(_sheet_name(sheet.name, number))
            _write(book, page, sheet.rows, {mark.cell: mark for mark in marks.get(sheet.name, ())})
    return sink.getvalue()


def _sheet_name(name: str, number: int) -> str:
    return FORBIDDEN.sub("-", name)[:LONGEST_NAME].strip("'") or f"Sheet{number}"


def _write(
    book: xlsxwriter.Workbook,
    page: xlsxwriter.worksheet.Worksheet,
    rows: Sequence[Sequence[Cell]],
    marks: Mapping[str, Mark],
) -> None:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            page.write(row, column, _plain(cell), book.add_format(_look(cell)) if _is_date(cell) else None)
    for address, mark in marks.items():
        _mark(book, page, rows, address, mark)
    page.autofit()


def _mark(
    book: xlsxwriter.Workbook,
    page: xlsxwriter.worksheet.Worksheet,
    rows: Sequence[Sequence[Cell]],
    address: str,
    mark: Mark,
) -> None:
    row, column = xlsxwriter.utility.xl_cell_to_rowcol(address)
    cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
    page.write(row, column, _plain(cell), book.add_format({**_look(cell), "bg_color": f"#{mark.colour}", "border": 1}))
    page.write_comment(row, column, mark.words, {"author": "Mortar", "x_scale": 2, "y_scale": 1.5})


def _look(cell: Cell) -> dict[str, str]:
    return {"num_format": DATE_FORMAT} if _is_date(cell) else {}


def _is_date(cell: Cell) -> bool:
    return isinstance(cell, date | datetime)


def _plain(cell: Cell) -> Cell:
    """The cell as Excel would hold it had it been typed there."""
    if isinstance(cell, str) and PLAIN_NUMBER.fullmatch(cell.strip()):
        return Decimal(cell.strip())
    return cell if isinstance(cell, str | float | int | date | datetime | time) else str(cell)
