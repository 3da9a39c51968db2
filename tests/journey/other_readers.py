"""Reads a cell of a file as it was sent, in another way than Mortar reads returns."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import xlrd
from odf import opendocument
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from openpyxl.utils import coordinate_to_tuple

OLE2, ZIP = b"\xd0\xcf\x11\xe0", b"PK"
NOT_DIGITS = re.compile(r"[^0-9.\-]")


def number_at(content: bytes, sheet: str, address: str) -> Decimal:
    """The number in a cell, whatever signs stand around it."""
    row, column = coordinate_to_tuple(address)
    return number_of(str(_cell(content, sheet, row, column)))


def number_of(text: str) -> Decimal:
    """The number in a text, whatever signs stand around it; yes is 1 and no is 0."""
    said = {"yes": "1", "no": "0"}.get(text.strip().casefold(), text)
    return Decimal(NOT_DIGITS.sub("", said)).normalize()


def _cell(content: bytes, sheet: str, row: int, column: int) -> Any:
    if content.startswith(OLE2):
        return xlrd.open_workbook(file_contents=content).sheet_by_name(sheet).cell_value(row - 1, column - 1)
    if not content.startswith(ZIP):
        return _text(content)[row - 1][column - 1]
    if b"opendocument.spreadsheet" in content[:200]:
        return _of_table(content, sheet)[row - 1][column - 1]
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)[sheet].cell(row, column).value


def _text(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    mark = max(",;\t|", key=text.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))


def _of_table(content: bytes, sheet: str) -> list[list[str]]:
    """The rows of a table of OpenDocument, whose repeated rows and cells are counted out."""
    document = opendocument.load(io.BytesIO(content))
    [table] = [each for each in document.getElementsByType(Table) if each.getAttribute("name") == sheet]
    rows: list[list[str]] = []
    for row in table.getElementsByType(TableRow):
        cells: list[str] = []
        for cell in row.childNodes:
            if cell.qname in {TableCell().qname, CoveredTableCell().qname}:
                value = cell.getAttribute("value") or "".join(map(str, cell.childNodes))
                cells += [value] * int(cell.getAttribute("numbercolumnsrepeated") or 1)
        rows += [cells] * int(row.getAttribute("numberrowsrepeated") or 1)
    return rows
