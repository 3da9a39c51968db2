"""A report as an OpenDocument spreadsheet, the government's format for what is to be edited, with the tables of the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date

from odf import dc, meta
from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import DatabaseRange, DatabaseRanges, TableCell, TableColumn, TableHeaderRows, TableRow
from odf.table import Table as Sheet
from odf.teletype import addTextToElement
from odf.text import A, P

from reports.document import Document
from reports.ods_looks import OdsLooks
from reports.open_document import spreadsheet_bytes
from reports.table import (
    COVER,
    COVER_WIDTH,
    KEY_LINK,
    KEY_NAME,
    LANGUAGE,
    SHEETS,
    Book,
    Cell,
    Column,
    Heading,
    Kind,
    Table,
)
from reports.tables import book_of
from transforms.workbook import column_letters

HEADER = 4
"""The row of a table's head, counted from 1: its title and two sentences stand above it."""


def as_ods(document: Document) -> bytes:
    """The report as a spreadsheet, the same bytes for the same document."""
    return ods_of(book_of(document))


def ods_of(book: Book) -> bytes:
    """Tables behind a cover as a spreadsheet."""
    made = OpenDocumentSpreadsheet()
    _describe(made, book)
    looks = OdsLooks(made)
    made.spreadsheet.addElement(_cover(book, looks))
    ranges = DatabaseRanges()
    for table in book.tables:
        made.spreadsheet.addElement(_sheet(table, looks))
        ranges.addElement(_range(table))
    made.spreadsheet.addElement(ranges)
    return spreadsheet_bytes(made)


def _describe(made: OpenDocumentSpreadsheet, book: Book) -> None:
    instant = book.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    facts = (
        (dc.Title, book.title),
        (dc.Subject, book.subject),
        (dc.Creator, book.council),
        (meta.InitialCreator, book.council),
        (meta.CreationDate, instant),
        (dc.Date, instant),
        (dc.Language, LANGUAGE),
    )
    for element, text in facts:
        made.meta.addElement(element(text=text))


def _range(table: Table) -> Element:
    """What marks the table as one, with its head."""
    last = f"{column_letters(len(table.columns) - 1)}{HEADER + len(table.rows)}"
    return DatabaseRange(
        name=table.name.replace(" ", "_"),
        targetrangeaddress=f"'{table.name}'.A{HEADER}:'{table.name}'.{last}",
        containsheader="true",
        displayfilterbuttons="false",
    )


def _cover(book: Book, looks: OdsLooks) -> Element:
    sheet = Sheet(name=COVER, stylename=looks.sheet(COVER_WIDTH))
    sheet.addElement(TableColumn(stylename=looks.column(COVER_WIDTH)))
    sheet.addElement(_line(book.title, looks.title, looks))
    for line in (*book.cover, SHEETS):
        text, look = (line.text, looks.subtitle) if isinstance(line, Heading) else (line, looks.plain)
        sheet.addElement(_line(text, look, looks))
    for table in book.tables:
        sheet.addElement(_line(f"{table.name}: {table.what}", looks.plain, looks, to=table.name))
    return sheet


def _sheet(table: Table, looks: OdsLooks) -> Element:
    sheet = Sheet(name=table.name, stylename=looks.sheet(table.width))
    for column in table.columns:
        sheet.addElement(TableColumn(stylename=looks.column(column.width)))
    sheet.addElement(_line(table.title, looks.title, looks))
    sheet.addElement(_line(table.what, looks.line, looks))
    sheet.addElement(_line(KEY_LINK, looks.line, looks, to=KEY_NAME))
    head = TableHeaderRows()
    head.addElement(_row([_words(column.head, looks.head_of(column.kind)) for column in table.columns], looks))
    sheet.addElement(head)
    for row in table.rows:
        sheet.addElement(_row(_cells(row, table.columns, looks), looks))
    return sheet


def _row(cells: Sequence[Element], looks: OdsLooks) -> Element:
    row = TableRow(stylename=looks.row)
    for cell in cells:
        row.addElement(cell)
    return row


def _line(text: str, look: str, looks: OdsLooks, to: str = "") -> Element:
    """A row of one cell, with a link to a sheet where one is named."""
    if not to:
        return _row([_words(text, look)], looks)
    cell, paragraph = TableCell(valuetype="string", stylename=look), P()
    paragraph.addElement(A(href=f"#'{to}'.A1", text=text))
    cell.addElement(paragraph)
    return _row([cell], looks)


def _cells(row: Sequence[Cell], columns: Sequence[Column], looks: OdsLooks) -> Sequence[Element]:
    return [_cell(cell, column.kind, looks) for cell, column in zip(row, columns, strict=True)]


def _cell(cell: Cell, kind: Kind, looks: OdsLooks) -> Element:
    if isinstance(cell, str):
        return _words(cell, looks.words(cell, kind))
    if isinstance(cell, date):
        return TableCell(valuetype="date", datevalue=cell.isoformat(), stylename=looks.day)
    return TableCell(valuetype="float", value=format(cell, "f"), stylename=looks.figure(cell))


def _words(text: str, look: str) -> Element:
    """A cell of words, a paragraph a line: words are never a formula."""
    cell = TableCell(valuetype="string", stylename=look)
    for line in text.split("\n"):
        paragraph = P()
        addTextToElement(paragraph, line)
        cell.addElement(paragraph)
    return cell
