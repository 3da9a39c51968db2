"""The register as one workbook, for people who would rather edit sheets than CSV files."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter

from transforms.register_table import DATA_SETS, Row

MADE = datetime(2000, 1, 1)
"""The same register gives the same bytes: the workbook's own date says nothing."""


def register_workbook(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """A sheet per file of the register, every cell as text, so that `80.00` stays `80.00`."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": "Register of indicators", "created": MADE})
        head, text = book.add_format({"bold": True}), book.add_format({"num_format": "@", "text_wrap": True})
        for name, columns in DATA_SETS.items():
            if name not in rows:
                continue
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, columns, head)
            sheet.freeze_panes(1, 1)
            for number, row in enumerate(rows[name], start=1):
                for at, column in enumerate(columns):
                    sheet.write_string(number, at, row[column], text)
            sheet.autofit(max_width=300)
    return sink.getvalue()
