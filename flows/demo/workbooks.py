"""Writes pages of cells as true .xlsx, .xls, .ods or .csv: the same cells give the same bytes for ever."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
import xlwt
from odf import number, style
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from xlsxwriter.worksheet import Worksheet

from reports.open_document import spreadsheet_bytes
from transforms.figure import decimals_of

CellValue = str | int | Decimal | date | None
"""What is typed into a cell: a text, a number with the decimals it is shown with, a day, or nothing."""

WRITTEN = datetime(2008, 1, 1)
"""The time every .xlsx claims to have been made at, so that its bytes do not depend on the clock."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: cells from A1 on, of which the first `titles` rows are merged over the whole width."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    titles: int = 0
    day_format: str = "mmm-yy"

    @property
    def width(self) -> int:
        """The columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def is_merged(self, row: int) -> bool:
        """Whether the row is a title that runs over several columns."""
        return row < self.titles and self.width > 1


def write_workbook(kind: str, pages: Sequence[Page], *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """The bytes of a file of `kind` xlsx, xls, ods or csv; a csv holds the first page only."""
    if kind == "csv":
        return _write_csv(pages[0], encoding, delimiter)
    return _WRITERS[kind](pages)


def _shown_as(value: CellValue, day_format: str) -> str:
    """The number format of a cell, in the words that both kinds of Excel file share."""
    if isinstance(value, date):
        return day_format
    if isinstance(value, Decimal):
        return "#,##0" + (f".{'0' * decimals}" if (decimals := decimals_of(value)) else "")
    return "General"


def _write_xlsx(pages: Sequence[Page]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": WRITTEN})
        for page in pages:
            _fill_xlsx(book, book.add_worksheet(page.name), page)
    return content.getvalue()


def _fill_xlsx(book: xlsxwriter.Workbook, sheet: Worksheet, page: Page) -> None:
    formats = {shown: book.add_format({"num_format": shown}) for shown in _formats(page)}
    for at, row in enumerate(page.rows):
        if page.is_merged(at):
            sheet.merge_range(at, 0, at, page.width - 1, str(row[0]))
            continue
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(at, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(at, column, value, formats[page.day_format])
            elif value is not None:
                sheet.write_number(at, column, float(value), formats[_shown_as(value, page.day_format)])


def _formats(page: Page) -> Sequence[str]:
    return sorted({_shown_as(value, page.day_format) for row in page.rows for value in row})


def _write_xls(pages: Sequence[Page]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for page in pages:
        _fill_xls(book.add_sheet(page.name), page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill_xls(sheet: xlwt.Worksheet, page: Page) -> None:
    styles = {shown: xlwt.easyxf(num_format_str=shown) for shown in _formats(page)}
    for at, row in enumerate(page.rows):
        if page.is_merged(at):
            sheet.write_merge(at, at, 0, page.width - 1, str(row[0]))
            continue
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(at, column, value, styles[_shown_as(value, page.day_format)])


def _write_ods(pages: Sequence[Page]) -> bytes:
    book = OpenDocumentSpreadsheet()
    shown = _Shown(book)
    for page in pages:
        sheet = Table(name=page.name)
        for at, row in enumerate(page.rows):
            sheet.addElement(_ods_row(row, page.width if page.is_merged(at) else 1, shown))
        book.spreadsheet.addElement(sheet)
    return spreadsheet_bytes(book)


class _Shown:
    """The styles by which an OpenDocument sheet shows numbers and months, each made once."""

    def __init__(self, book: OpenDocumentSpreadsheet) -> None:
        self._book = book
        self._made: dict[str, style.Style] = {}

    def style_of(self, value: Decimal | date) -> style.Style:
        """The style of the cell."""
        name = "month" if isinstance(value, date) else f"decimals-{decimals_of(value)}"
        if name not in self._made:
            self._made[name] = self._make(name, value)
        return self._made[name]

    def _make(self, name: str, value: Decimal | date) -> style.Style:
        if isinstance(value, date):
            shown = number.DateStyle(name=name)
            for part in (number.Month(textual=True), number.Text(text="-"), number.Year()):
                shown.addElement(part)
        else:
            shown = number.NumberStyle(name=name)
            shown.addElement(number.Number(decimalplaces=decimals_of(value), minintegerdigits=1, grouping=True))
        made = style.Style(name=f"shows-{name}", family="table-cell", datastylename=shown)
        self._book.automaticstyles.addElement(shown)
        self._book.automaticstyles.addElement(made)
        return made


def _ods_row(values: Sequence[CellValue], spanned: int, shown: _Shown) -> TableRow:
    row = TableRow()
    for value in values[:1] if spanned > 1 else values:
        cell = _ods_cell(value, shown)
        if spanned > 1:
            cell.setAttribute("numbercolumnsspanned", spanned)
        row.addElement(cell)
    for _ in range(spanned - 1):
        row.addElement(CoveredTableCell())
    return row


def _ods_cell(value: CellValue, shown: _Shown) -> TableCell:
    if value is None:
        return TableCell()
    if isinstance(value, str):
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=value))
        return cell
    if isinstance(value, date):
        return TableCell(valuetype="date", datevalue=value.isoformat(), stylename=shown.style_of(value))
    exact = Decimal(value)
    return TableCell(valuetype="float", value=f"{exact:f}", stylename=shown.style_of(exact))


def _write_csv(page: Page, encoding: str, delimiter: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([_as_text(value) for value in row] for row in page.rows)
    return text.getvalue().encode(encoding)


def _as_text(value: CellValue) -> str:
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else f"{value}"


_WRITERS: Mapping[str, Callable[[Sequence[Page]], bytes]] = {
    "xlsx": _write_xlsx,
    "xls": _write_xls,
    "ods": _write_ods,
}
