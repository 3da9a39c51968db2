from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.transforms.given import an_indicator
from tests.transforms.layouts import example_register, register_with
from transforms.errors import UnreadableReturn
from transforms.figure import Unit
from transforms.propose_layout import Draft, propose_layout
from transforms.read_by_layout import read_by_layout
from transforms.read_workbook import read_workbook
from transforms.register_table import LAYOUT_COLUMNS
from transforms.stated_row import Source
from transforms.workbook import Cell, Sheet, Workbook

CALLS = an_indicator(code="CS 1", name="Calls answered in twenty seconds", unit=Unit.NUMBER)
RECYCLED = an_indicator(code="EVL 1", name="Waste recycled")
Rows = Sequence[Sequence[Cell]]


def propose(*sheets: Sheet, file: str = "return 2009.xlsx") -> Draft:
    return propose_layout(Workbook(sheets), file, "cs", [CALLS, RECYCLED])


def items(draft: Draft, item: str) -> list[tuple[str, ...]]:
    return [(row["words"], row["code"], row["part"], row["value"]) for row in draft.rows if row["item"] == item]


ACROSS: Rows = [["Title"], [], ["Measure", "Oct-09", "Nov-09"], ["Calls answered in 20 seconds", 1, 2], ["Total", 1, 2]]
DOWN: Rows = [["Month", "Waste recycled", "Notes"], ["Oct-09", 0.25, "fine"], ["Nov-09", 0.5, "fine"]]


def test_months_across_and_labels_like_an_indicators_name_are_found() -> None:
    draft = propose(Sheet("Data", ACROSS))
    assert items(draft, "header") == [("Measure", "", "", "")]
    assert items(draft, "periods") == [("", "", "", "across")]
    assert items(draft, "series") == [("Calls answered in 20 seconds", "CS 1", "value", "")]
    assert items(draft, "leave") == [("Total", "", "", "")]
    assert items(draft, "file") == [("return **", "", "", "")]


def test_months_down_a_column_and_fractions_of_a_percentage_are_found() -> None:
    draft = propose(Sheet("Data", DOWN))
    assert items(draft, "periods") == [("Month", "", "", "down")]
    assert items(draft, "series") == [("Waste recycled", "EVL 1", "value", "100")]
    assert items(draft, "commentary") == [("Notes", "", "", "")]


@pytest.mark.parametrize("rows", [ACROSS, DOWN])
def test_a_draft_that_is_sure_of_itself_can_be_applied_and_reads_its_file(rows: Rows) -> None:
    draft, sheet = propose(Sheet("Data", rows)), Sheet("Data", rows)
    assert draft.unsure == []
    sink = io.StringIO()
    writer = csv.DictWriter(sink, LAYOUT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(draft.rows)
    register = register_with({"layouts/draft": sink.getvalue()})
    reading = read_by_layout(
        Workbook([sheet]), register.layouts["draft"], Source(0, "cs", "return 2009.xlsx"), register
    )
    assert [str(row.period) for row in reading.rows] == ["2009-M10", "2009-11"]
    assert reading.findings == []


def test_what_is_unsure_is_told() -> None:
    draft = propose(Sheet("Data", [["Measure", 2016], ["Homes let", 5]]), Sheet("More", [["A", "B"], ["x", 1]]))
    asked = " ".join(draft.unsure)
    assert "begins or that ends" in asked
    assert "'Homes let'" in asked
    assert "More" in asked


def test_a_workbook_without_figures_has_no_layout() -> None:
    with pytest.raises(UnreadableReturn, match="No sheet has a row of headings"):
        propose(Sheet("Letter", [["Dear Policy Team"], ["please find attached"]]))


@pytest.mark.parametrize(
    ("path", "header", "periods"),
    [
        ("backdrop/EVL_Channel_Volumetrics_Sample.xls", "Channel", ("", "across")),
        ("backdrop/LPA_MI_EXAMPLE.xls", "_timestamp | period | key | value", ("_timestamp", "down")),
        ("backdrop/multiple_sheets.xlsx", "Sheet Name | Sheet Index", ("", "file")),
        ("lgbf/MissingData_Real.csv", "DataType | Code | LocalAuthority | Period", ("Period", "down")),
        ("messy/mt_excel_pasting.csv", "Year", ("", "across")),
        pytest.param(
            "waste/LA_and_Regional_Spreadsheet_2021_rev.ods", "Year | Region | ONS code | Jpp Order", ("Year", "down"),
            marks=pytest.mark.slow,
        ),
    ],
)  # fmt: skip
def test_the_header_and_the_periods_of_real_files_are_found(
    shared_data: Path, path: str, header: str, periods: tuple[str, str]
) -> None:
    known = [rows[-1] for rows in example_register().indicators.values()]
    draft = propose_layout(read_workbook((shared_data / path).read_bytes()), path, "cs", known)
    assert [words for words, *_ in items(draft, "header")] == [header]
    assert [(words, value) for words, _, _, value in items(draft, "periods")] == [periods]
