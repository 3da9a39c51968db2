"""A report as an Excel workbook that people with and without sight can take further.

It keeps to the Government Analysis Function's checklist, "Making spreadsheets accessible": every table marked as one, with
one header row and its title in A1; nothing merged, frozen, filtered, blank or told by colour alone; notes on a sheet.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date

import xlsxwriter
from lxml import etree
from xlsxwriter.worksheet import Worksheet

from reports.as_csv import FORMULA_STARTS
from reports.document import Document
from reports.sheet_looks import WIDE, SheetLooks
from reports.table import COVER, COVER_WIDTH, KEY_LINK, KEY_NAME, LANGUAGE, SHEETS, Book, Cell, Heading, Kind, Table
from reports.tables import book_of
from reports.template_heights import height_for, let_grow
from reports.template_looks import FACE
from reports.workbook_parts import Parts

HEADER = 3
"""The row of a table's head, counted from 0: its title and two sentences stand above it."""

A4, A3 = 9, 8
LONGEST_TEXT = 32_767
CUT = " … (longer than a cell can hold: the whole is in the report itself)"
DC = "http://purl.org/dc/elements/1.1/"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_xlsx(document: Document) -> bytes:
    """The report as a workbook, the same bytes for the same document; no cell is a formula."""
    return xlsx_of(book_of(document))


def xlsx_of(book: Book) -> bytes:
    """Tables behind a cover as a workbook."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, OPTIONS | {"default_format_properties": dict(FACE)}) as workbook:
        made = book.made_at.astimezone(UTC).replace(tzinfo=None)
        workbook.set_properties({"title": book.title, "subject": book.subject, "author": book.council, "created": made})
        looks = SheetLooks(workbook)
        cover = workbook.add_worksheet(COVER)
        for table in book.tables:
            _add_table(workbook.add_worksheet(table.name), table, looks)
        _add_cover(cover, book, looks)
    return _finished(sink.getvalue(), len(book.tables))


def _finished(content: bytes, tables: int) -> bytes:
    """The workbook with its language, which XlsxWriter has no word for, and with rows that grow with their text."""
    parts = Parts.of(content)
    etree.SubElement(parts.tree("docProps/core.xml"), f"{{{DC}}}language").text = LANGUAGE
    for number in range(2, tables + 2):
        let_grow(parts, f"xl/worksheets/sheet{number}.xml", HEADER + 1)
    let_grow(parts, "xl/worksheets/sheet1.xml", 2)
    return parts.packed()


def _add_cover(sheet: Worksheet, book: Book, looks: SheetLooks) -> None:
    sheet.set_column(0, 0, COVER_WIDTH)
    _set_page(sheet, COVER_WIDTH)
    lines = [*book.cover, SHEETS]
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, book.title, looks.title)
    for at, line in enumerate(lines, start=1):
        if isinstance(line, Heading):
            sheet.set_row(at, 26)
            sheet.write_string(at, 0, line.text, looks.subtitle)
        else:
            sheet.set_row(at, height_for([(line, COVER_WIDTH)]))
            sheet.write_string(at, 0, line, looks.plain)
    for at, table in enumerate(book.tables, start=len(lines) + 1):
        sheet.write_url(at, 0, _address(table.name), looks.link, f"{table.name}: {table.what}")


def _address(sheet: str) -> str:
    return f"internal:'{sheet}'!A1"


def _add_table(sheet: Worksheet, table: Table, looks: SheetLooks) -> None:
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, table.title, looks.title)
    sheet.write_string(1, 0, table.what, looks.line)
    sheet.write_url(2, 0, _address(KEY_NAME), looks.link_line, KEY_LINK)
    _set_page(sheet, table.width)
    sheet.repeat_rows(HEADER)
    _mark_as_table(sheet, table, looks)
    for at, row in enumerate(table.rows, start=HEADER + 1):
        _add_row(sheet, at, table, row, looks)


def _set_page(sheet: Worksheet, width: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(A3 if width > WIDE else A4)
    sheet.fit_to_pages(2 if width > WIDE else 1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer('&L&"Arial"&9&A&R&"Arial"&9Page &P of &N')
    sheet.hide_gridlines(2)


def _mark_as_table(sheet: Worksheet, table: Table, looks: SheetLooks) -> None:
    last, right = HEADER + len(table.rows), len(table.columns) - 1
    heads = [{"header": column.head} for column in table.columns]
    options = {"name": table.name.replace(" ", "_"), "autofilter": False, "style": None, "columns": heads,
               "title": table.title, "description": table.what}  # fmt: skip
    sheet.add_table(HEADER, 0, last, right, options)
    sheet.set_row(HEADER, height_for((column.head, column.width) for column in table.columns))
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(HEADER, at, column.head, looks.head_of(column.kind))


def _add_row(sheet: Worksheet, at: int, table: Table, row: Sequence[Cell], looks: SheetLooks) -> None:
    texts = [(cell, column.width) for cell, column in zip(row, table.columns, strict=True) if isinstance(cell, str)]
    sheet.set_row(at, height_for(texts))
    for number, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
        _add_cell(sheet, at, number, cell, column.kind, looks)


def _add_cell(sheet: Worksheet, row: int, column: int, cell: Cell, kind: Kind, looks: SheetLooks) -> None:
    if isinstance(cell, str):
        text = cell if len(cell) <= LONGEST_TEXT else cell[: LONGEST_TEXT - len(CUT)] + CUT
        sheet.write_string(row, column, text, looks.words(text, kind, quoted=text.startswith(FORMULA_STARTS)))
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, cell, looks.day)
    else:
        sheet.write_number(row, column, cell, looks.figure(cell))
