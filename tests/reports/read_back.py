"""Every format of a report, read back as other people's programs read it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import docx
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from reports.as_csv import as_csv
from reports.as_docx import as_docx
from reports.as_json import as_json
from reports.as_ods import as_ods
from reports.as_pdf import as_pdf
from reports.as_xlsx import as_xlsx
from reports.document import Document
from tests.reports.parsed import parsed
from tests.reports.tagged import Tagged

Row = Mapping[str, Any]
Printed = tuple[str, ...]
"""Value, target, status, previous value, short trend, the year's value and long trend of an indicator, as printed."""

HEAD_ROW = 3
IN_CSV = (
    "value_text", "target_text", "status_label", "previous_value_text", "short_trend", "previous_year_value_text",
    "long_trend",
)  # fmt: skip
IN_SHEETS = (
    "Value as printed", "Target as printed", "Status [note 2]", "Value as printed, previous quarter",
    "Short trend [note 3]", "Value as printed, year before", "Long trend [note 3]",
)  # fmt: skip


def table(content: bytes, sheet: str = "Indicators") -> list[Row]:
    """The rows of a table of a workbook, in Excel's format or OpenDocument's, by the heads of their columns."""
    cells = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python()
    return [dict(zip(cells[HEAD_ROW], row, strict=True)) for row in cells[HEAD_ROW + 1 :]]


def by_openpyxl(content: bytes) -> list[Row]:
    """The rows of the indicators, by another reader."""
    cells = list(load_workbook(io.BytesIO(content))["Indicators"].iter_rows(values_only=True))
    return [dict(zip(cells[HEAD_ROW], row, strict=True)) for row in cells[HEAD_ROW + 1 :]]


def in_sheets(rows: list[Row]) -> Mapping[str, Printed]:
    """What rows of a sheet print of each indicator."""
    return {row["Code"]: tuple(row[head] for head in IN_SHEETS) for row in rows}


def in_csv(document: Document) -> Mapping[str, Printed]:
    rows = csv.DictReader(io.StringIO(as_csv(document).decode(), newline=""))
    return {row["code"]: tuple(row[name] for name in IN_CSV) for row in rows}


def in_json(document: Document) -> Mapping[str, Printed]:
    sections = json.loads(as_json(document))["sections"]
    return {row["code"]: _printed(row) for section in sections for row in section["rows"]}


def _printed(row: Row) -> Printed:
    earlier = [row[when][name] for when in ("previous", "previous_year") for name in ("value_text", "trend_label")]
    return (row["value_text"], row["target_text"], row["status_label"], *earlier)


def in_html(document: Document) -> Mapping[str, Printed]:
    return {row[0]: tuple(row[2:9]) for row in parsed(document).rows if len(row) > 9}


def in_pdf(document: Document) -> Mapping[str, Printed]:
    return {row[0]: tuple(row[2:9]) for row in Tagged(as_pdf(document)).rows() if len(row) > 8}


def in_docx(document: Document) -> Mapping[str, Printed]:
    tables = docx.Document(io.BytesIO(as_docx(document))).tables
    rows = [[words(cell.text) for cell in row.cells] for table in tables for row in table.rows[1:]]
    return {row[0]: tuple(row[2:9]) for row in rows if len(row) == 10 and row[0]}


def words(text: str) -> str:
    """A cell of a Word document without the sign before a light or a trend."""
    return re.sub(r"^[^\w\s]\s", "", text.replace("\u00a0", " "))


READERS: Mapping[str, Callable[[Document], Mapping[str, Printed]]] = {
    "html": in_html,
    "pdf": in_pdf,
    "docx": in_docx,
    "xlsx": lambda document: in_sheets(table(as_xlsx(document))),
    "xlsx by another reader": lambda document: in_sheets(by_openpyxl(as_xlsx(document))),
    "ods": lambda document: in_sheets(table(as_ods(document))),
    "csv": in_csv,
    "json": in_json,
}
"""What each format prints of each indicator, by code."""
