from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from tests.transforms.given import DECEMBER, a_register
from transforms.errors import UnreadableReturn
from transforms.read_return import read_return
from transforms.read_workbook import read_workbook
from transforms.stated_row import Source


def book(percent_format: str = "0.00%") -> bytes:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink) as made:
        percent = made.add_format({"num_format": percent_format})
        sheet = made.add_worksheet("PI return")
        sheet.write_row(0, 0, ["Code", "Value", "Period"])
        sheet.write_row(1, 0, ["NI 157a", "", "Dec-09"])
        sheet.write_number(1, 1, 0.8261, percent)
        sheet.write_formula(2, 1, "=1/0", percent, "#DIV/0!")
        sheet.write_number(3, 1, 0.5)
        sheet.write_string(4, 1, "text", percent)
    return sink.getvalue()


def column(content: bytes) -> list[object]:
    return [row[1] for row in read_workbook(content).sheets[0].rows[1:]]


@pytest.mark.parametrize("number_format", ["0.00%", "0%", "0.0%;[Red]-0.0%", '0.00"of 100"%'])
def test_a_cell_shown_as_per_cent_is_read_as_it_is_shown(number_format: str) -> None:
    assert column(book(number_format)) == ["82.61%", "#DIV/0!", 0.5, "text"]


@pytest.mark.parametrize("number_format", ["0.00", '0.00" %"', "0.00\\%"])
def test_a_sign_that_is_only_a_letter_of_the_format_changes_nothing(number_format: str) -> None:
    assert column(book(number_format)) == [0.8261, "#DIV/0!", 0.5, "text"]


def test_the_figure_of_such_a_cell_is_in_points() -> None:
    [row] = read_return(
        read_workbook(book()), Source(0, "dev", "return.xlsx"), a_register().indicator
    ).rows[:1]  # fmt: skip
    assert (str(row.value), row.period) == ("82.61", DECEMBER)


def test_real_workbooks_of_others_are_read_as_they_show_it(shared_data: Path) -> None:
    percent = read_workbook((shared_data / "messy" / "tab_preserve-formatting-percentage.xlsx").read_bytes())
    assert "52%" in str(percent.sheets[0].rows)
    types = read_workbook((shared_data / "hostile" / "sj_ErrorTypes.xlsx").read_bytes())
    assert "#DIV/0!" in str(types.sheets[0].rows)


def test_an_xls_cut_short_is_damaged_and_not_our_fault(shared_data: Path) -> None:
    content = (shared_data / "messy" / "cl_spreadsheet.xls").read_bytes()
    with pytest.raises(UnreadableReturn, match="damaged"):
        read_workbook(content[:6000])
