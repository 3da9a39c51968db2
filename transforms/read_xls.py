"""Reads .xls, the workbooks of Excel before 2007."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time

import xlrd
from xlrd.xldate import XLDateError, xldate_as_datetime

from transforms.errors import UnreadableReturn
from transforms.number_format import as_duration, as_percent, shows_duration, shows_percent
from transforms.raised import Raised, joined_text
from transforms.reading_limits import CELLS, SHEETS
from transforms.refused_file import damaged, other_kind, protected, too_many_cells, too_many_sheets
from transforms.workbook import Cell, Merge, Sheet, Workbook, even_out
from transforms.xls_formulas import not_calculated

SUPERSCRIPT = 1
"""How the format writes that the letters of a font stand raised."""


def read_xls(content: bytes) -> Workbook:
    """The workbook of an .xls. Raises `UnreadableReturn` where it is damaged, encrypted or beyond the limits."""
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        ) as book:
            return Workbook(tuple(_sheets(book)), bool(book.datemode))
    except (UnreadableReturn, MemoryError):
        raise
    except xlrd.XLRDError as error:
        raise _refusal(str(error)) from error
    except Exception as error:  # a damaged file breaks the reader in any way it likes
        raise damaged() from error


def _refusal(said: str) -> UnreadableReturn:
    """What the reader's own words mean to a sender."""
    if "encrypted" in said:
        return protected()
    if "Can't find workbook" in said:
        return other_kind("not-a-spreadsheet", "an Office document without a spreadsheet in it")
    return damaged()


def _sheets(book: xlrd.Book) -> Iterator[Sheet]:
    if book.nsheets > SHEETS:
        raise too_many_sheets(book.nsheets)
    formats = [getattr(book.format_map.get(style.format_key), "format_str", "") for style in book.xf_list]
    percent = {number for number, written in enumerate(formats) if shows_percent(written)}
    durations = {number for number, written in enumerate(formats) if shows_duration(written)}
    formulas = not_calculated(book)
    cells = 0
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        cells_of = [[_cell(cell, book, percent, durations) for cell in sheet.row(row)] for row in range(sheet.nrows)]
        for row, column, text in _raised(sheet, book):
            cells_of[row][column] = text
        for (row, column), text in formulas[number].items():
            cells_of[row][column] = text
        rows = _trimmed(cells_of)
        cells += len(rows) * max(map(len, rows), default=0)
        if cells > CELLS:
            raise too_many_cells(sheet.name)
        merged = tuple(Merge(top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells)
        hidden_rows = frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
        yield Sheet(sheet.name, even_out(rows), bool(sheet.visibility), merged, hidden_rows)
        book.unload_sheet(number)


def _trimmed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows without what is only formatted, to the right of the last filled cell and below it."""
    for cells in rows:
        while cells and cells[-1] == "":
            cells.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _raised(sheet: xlrd.sheet.Sheet, book: xlrd.Book) -> Iterator[tuple[int, int, str]]:
    """The texts with parts that stand raised, by row and column."""
    for (row, column), runs in sheet.rich_text_runlist_map.items():
        text = sheet.cell_value(row, column)
        fonts = [(start, book.font_list[font].escapement == SUPERSCRIPT) for start, font in runs]
        if any(is_raised for _, is_raised in fonts):
            ends = [*(start for start, _ in fonts[1:]), len(text)]
            pieces = [text[: fonts[0][0]]]
            for (start, is_raised), end in zip(fonts, ends, strict=True):
                pieces.append(Raised(text[start:end]) if is_raised else text[start:end])
            yield row, column, joined_text(pieces)


def _cell(cell: xlrd.sheet.Cell, book: xlrd.Book, percent: set[int], durations: set[int]) -> Cell:
    match cell.ctype:
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE if cell.xf_index in durations:
            return as_duration(cell.value)
        case xlrd.XL_CELL_NUMBER:
            return as_percent(cell.value) if cell.xf_index in percent else cell.value
        case xlrd.XL_CELL_DATE:
            return _moment(cell.value, book.datemode)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A")
        case _:
            return cell.value


def _moment(serial: float, datemode: int) -> datetime | date | time | float:
    """A serial number as a date, as a time where it is less than a day; itself where no calendar has it."""
    try:
        moment: datetime = xldate_as_datetime(serial, datemode)
    except (XLDateError, OverflowError, ValueError):
        return serial
    if 0 <= serial < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
