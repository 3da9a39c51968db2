"""The same sheet as LibreOffice itself writes it in each format: the errors and percentages of one are those of all."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

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


@pytest.fixture
def soffice() -> str:
    """LibreOffice, where it is."""
    found = os.environ.get("SOFFICE") or shutil.which("soffice")
    if not found and os.environ.get("CI"):
        pytest.fail("CI must have LibreOffice: .ci/run installs it")
    if not found:
        pytest.skip("there is no LibreOffice on this machine; install libreoffice-calc-nogui, or name it in SOFFICE")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_sheet_written_by_libreoffice_shows_the_same_in_every_format(soffice: str, tmp_path: Path, kind: str) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    source = original(tmp_path / "return.xlsx")
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheet, hidden = read_workbook((tmp_path / "out" / f"return.{kind}").read_bytes()).sheets
    assert [row[1] for row in sheet.rows] == ["Value", "#DIV/0!", "64.56%", "#N/A", "", "#NAME?"]
    assert sheet.rows[1][2] == date(2009, 12, 31)
    assert (sheet.hidden_rows, list(sheet.merged), hidden.hidden) == ({4}, [Merge(0, 3, 1, 4)], True)
