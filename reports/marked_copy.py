"""A copy of a file as an xlsx, with the cells in question coloured: for kinds in which none can be marked.

Whatever the reader took from the file it must take from the copy too: dates and durations, cells merged into one,
sheets and rows that are hidden, and the year from which serial dates count.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from reports.marked_workbook import Mark
from transforms.workbook import Cell, Sheet, Workbook

PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?", re.ASCII)
"""A text that Excel would take for the same number; one with leading noughts is a code."""

FORMATS: Sequence[tuple[type, str]] = (
    (datetime, "d mmm yyyy hh:mm"),
    (date, "d mmm yyyy"),
    (timedelta, "[h]:mm:ss"),
    (time, "[h]:mm:ss"),
)
LONGEST_NAME = 31
LONGEST_TEXT = 32_767
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
MADE_AT = datetime(1980, 1, 1)


def marked_copy(workbook: Workbook, marks: Mapping[str, Sequence[Mark]]) -> bytes:
    """The sheets of a workbook as an xlsx, with marks by sheet name; the same bytes for the same input."""
    sink = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "date_1904": workbook.epoch_1904,
    }
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties({"created": MADE_AT})
        pages = [(_add_page(book, sheet.name, at), sheet) for at, sheet in enumerate(workbook.sheets, start=1)]
        for page, sheet in pages:
            _Copy(book, page, sheet).write(marks.get(sheet.name, ()))
        _show_first([page for page, sheet in pages if not sheet.hidden])
    return sink.getvalue()


def _add_page(book: xlsxwriter.Workbook, name: str, number: int) -> Worksheet:
    """A page of the name, as near as Excel allows, that no other page bears."""
    plain = FORBIDDEN.sub("-", name)[:LONGEST_NAME].strip("'") or f"Sheet{number}"
    taken = {page.get_name().casefold() for page in book.worksheets()}
    return book.add_worksheet(plain if plain.casefold() not in taken else f"{plain[: LONGEST_NAME - 5]} ({number})")


def _show_first(shown: Sequence[Worksheet]) -> None:
    if shown:
        shown[0].activate()
        shown[0].set_first_sheet()


class _Copy:
    """One sheet on its way to its page."""

    def __init__(self, book: xlsxwriter.Workbook, page: Worksheet, sheet: Sheet) -> None:
        self.book = book
        self.page = page
        self.sheet = sheet
        self._looks: dict[tuple[str, str], xlsxwriter.format.Format] = {}

    def write(self, marks: Sequence[Mark]) -> None:
        for row, cells in enumerate(self.sheet.rows):
            for column, cell in enumerate(cells):
                self._put(row, column, cell)
        for merge in self.sheet.merged:
            self._merge(*merge)
        for mark in marks:
            self._mark(mark)
        self.page.autofit()
        for number in self.sheet.hidden_rows:
            self.page.set_row(number - 1, None, None, {"hidden": True})
        if self.sheet.hidden:
            self.page.hide()

    def _put(self, row: int, column: int, cell: Cell, colour: str = "") -> None:
        look = self._look(_format_of(cell), colour)
        if isinstance(cell, time):
            cell = timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
        self.page.write(row, column, _plain(cell), look)

    def _merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        cell = self._at(first_row, first_column)
        self.page.merge_range(first_row, first_column, last_row, last_column, "")
        self._put(first_row, first_column, cell)

    def _mark(self, mark: Mark) -> None:
        row, column = xl_cell_to_rowcol(mark.cell)
        self._put(row, column, self._at(row, column), mark.colour)
        self.page.write_comment(row, column, mark.words, {"author": "Mortar", "x_scale": 2, "y_scale": 1.5})

    def _at(self, row: int, column: int) -> Cell:
        rows = self.sheet.rows
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    def _look(self, number_format: str, colour: str) -> xlsxwriter.format.Format | None:
        """The look of a cell, made once: a workbook has room for so many."""
        if not (number_format or colour):
            return None
        if (number_format, colour) not in self._looks:
            look: dict[str, object] = {"num_format": number_format} if number_format else {}
            look |= {"bg_color": f"#{colour}", "border": 1} if colour else {}
            self._looks[number_format, colour] = self.book.add_format(look)
        return self._looks[number_format, colour]


def _format_of(cell: Cell) -> str:
    return next((look for kind, look in FORMATS if isinstance(cell, kind)), "")


def _plain(cell: Cell) -> Cell:
    """The cell as Excel would hold it had it been typed there."""
    if isinstance(cell, str):
        return Decimal(cell.strip()) if PLAIN_NUMBER.fullmatch(cell.strip()) else cell[:LONGEST_TEXT]
    return cell if isinstance(cell, float | int | date | timedelta) else str(cell)
