"""What an .xls tells less plainly than newer workbooks: formulas without a result, and durations."""

from __future__ import annotations

import io
from datetime import time, timedelta
from pathlib import Path

import pytest
import xlwt

from transforms.read_workbook import read_workbook
from transforms.workbook import Cell


def column(*cells: object, number_format: str = "General") -> list[Cell]:
    book, sink = xlwt.Workbook(), io.BytesIO()
    page = book.add_sheet("S1")
    for row, cell in enumerate(cells):
        page.write(row, 0, cell, xlwt.easyxf(num_format_str=number_format))
    page.write(len(cells), 0, "end")
    book.save(sink)
    return [row[0] for row in read_workbook(sink.getvalue()).sheets[0].rows[:-1]]


@pytest.mark.parametrize("formula", ["1000+781", "1/0", "SUM(B1:B9)", "B1"])
def test_a_formula_of_an_old_workbook_that_was_never_calculated_is_no_blank(formula: str) -> None:
    assert column(xlwt.Formula(formula), 5) == [f"={formula} (not calculated)", 5]


def test_a_formula_of_an_old_workbook_whose_result_may_be_an_empty_text_is_blank() -> None:
    assert column(xlwt.Formula('IF(B1=0,"",B1)')) == [""]


def test_formulas_of_an_old_workbook_that_was_calculated_are_their_results(shared_data: Path) -> None:
    for path in ("backdrop/EVL_Channel_Volumetrics_Sample.xls", "messy/ons_monthlygdptablesapril2023.xls"):
        book = read_workbook((shared_data / path).read_bytes())
        assert not any("(not calculated)" in str(row) for sheet in book.sheets for row in sheet.rows)


@pytest.mark.parametrize("number_format", ["[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[H]"])
def test_a_duration_of_an_old_workbook_is_no_date(number_format: str) -> None:
    cells = column(10.5, 0.5, 1e12, number_format=number_format)
    assert cells == [timedelta(days=10, hours=12), time(12), 1e12]
