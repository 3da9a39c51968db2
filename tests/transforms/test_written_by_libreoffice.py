"""The same sheet as LibreOffice itself writes it in each format: the errors and percentages of one are those of all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.libreoffice import saved_as
from transforms.read_workbook import read_workbook
from transforms.workbook import Merge

ROWS = [
    ["Code", "Value", "Date"],
    ["NI 1", "=1/0", "=DATE(2009,12,31)"],
    ["NI 2", 0.6456, None],
    ["NI 3", "=NA()", None],
    ["NI 4", '=IF(1,"","")', None],
    ["NI 5", "=FOO(1)", None],
]


def original(path: Path) -> Path:
    """A workbook whose formulas nobody has calculated yet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    sheet["B3"].number_format, sheet["C2"].number_format = "0.00%", "dd/mm/yyyy"
    sheet.merge_cells("D1:E2")
    sheet.row_dimensions[4].hidden = True
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.save(path)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_sheet_written_by_libreoffice_shows_the_same_in_every_format(tmp_path: Path, kind: str) -> None:
    saved = saved_as(kind, original(tmp_path / "return.xlsx"), tmp_path / "out")
    sheet, hidden = read_workbook(saved.read_bytes()).sheets
    assert [row[1] for row in sheet.rows] == ["Value", "#DIV/0!", "64.56%", "#N/A", "", "#NAME?"]
    assert sheet.rows[1][2] == date(2009, 12, 31)
    assert (sheet.hidden_rows, list(sheet.merged), hidden.hidden) == ({4}, [Merge(0, 3, 1, 4)], True)
