"""The example layouts against the real files they were written for."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter

import pytest

from tests.transforms.given import TODAY, number
from tests.transforms.layouts import example_register, layout_texts, register_with
from transforms.figure import decimals_of, round_half_up
from transforms.observation import value_of
from transforms.period import Period
from transforms.read_batch import ReadBatch
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.settle import SentFile

JULY = Period.month(2013, 7)
HANGING_SECONDS = 150.0
"""Far more than a busy machine takes, and less than looking at each cell again for each row would."""


def taken_in(path: Path, sender: str, name: str = "", register: Register | None = None) -> ReadBatch:
    """A file of a sender as a batch of its own."""
    batch = ReadBatch()
    sent = SentFile(0, sender, name or path.name, "", 0, datetime(2024, 1, 1, tzinfo=UTC))
    batch.add(sent, read_workbook(path.read_bytes()), register or example_register(), 4, TODAY)
    return batch


def rules(batch: ReadBatch) -> list[str]:
    return [finding.rule for finding in batch.unreadable.get(0, [])]


@pytest.mark.slow
def test_the_councils_own_row_of_the_waste_statistics_is_taken_in_points_and_in_time(shared_data: Path) -> None:
    began = perf_counter()
    batch = taken_in(shared_data / "waste" / "LA_and_Regional_Spreadsheet_2021_rev.ods", "kcc")
    assert perf_counter() - began < HANGING_SECONDS
    figures = {(row.code, row.period): row.value for row in batch.rows}
    assert figures["NI 192", Period.year(2010)] == number("31.4")
    assert figures["NI 192", Period.year(2020)] == number("36.6")
    assert max(decimals_of(row.value) for row in batch.rows if row.code == "NI 192" and row.value) == 1
    assert (figures["NI 191", Period.year(2010)], figures["NI 191", Period.year(2020)]) == (
        number("619.5"),
        number("619.3"),
    )
    assert {row.is_blank for row in batch.rows if row.code == "NI 193"} == {True}
    assert (len(batch.rows), rules(batch)) == (33, [])
    [taken] = batch.taken[0]
    assert (taken.sheet, taken.rows, taken.rows_taken) == ("Table_3", 3946, 11)
    first = next(row for row in batch.rows if row.code == "NI 192")
    assert (first.sheet, first.cell("value")) == ("Table_3", "H172")


def test_days_not_reported_are_not_zero_and_totals_are_not_counted_twice(shared_data: Path) -> None:
    path = shared_data / "backdrop" / "EVL_Channel_Volumetrics_Sample.xls"
    batch = taken_in(path, "cs")
    assert batch.rows == []
    assert rules(batch) == ["month-incomplete"] * 3
    assert "2 of the 31 days of July 2013 are reported, the last 30 July 2013" in batch.unreadable[0][0].message
    [taken] = batch.taken[0]
    assert [(each.figures, each.first, each.last) for each in taken.series] == [
        (2, f"B{row}", f"C{row}") for row in (3, 4, 5, 7, 8, 9)
    ]


def test_the_days_so_far_are_a_provisional_month_where_the_layout_says_so(shared_data: Path) -> None:
    layouts = {"layouts/channels": layout_texts()["layouts/channels"].replace("complete", "so far")}
    path = shared_data / "backdrop" / "EVL_Channel_Volumetrics_Sample.xls"
    batch = taken_in(path, "cs", register=register_with(layouts))
    assert [(row.code, row.period, row.numerator, row.denominator, row.provisional) for row in batch.rows] == [
        ("EVL 1", JULY, 201, 401, True), ("EVL 2", JULY, 203, 403, True), ("EVL 3", JULY, 205, 405, True),
    ]  # fmt: skip
    assert [batch.rows[0].cell(field) for field in ("numerator", "denominator")] == ["B3:C3", "B7:C7"]
    assert [each.written for each in batch.rows[0].assumed] == ["July 2013"]


def test_eighteen_records_of_the_lasting_power_of_attorney_return_none_lost_and_noughts_kept(shared_data: Path) -> None:
    batch = taken_in(shared_data / "backdrop" / "LPA_MI_EXAMPLE.xls", "cs")
    assert len(batch.rows) == 18
    assert {row.period for row in batch.rows} == {JULY}
    assert [row.value for row in batch.rows][:5] == [351, 318, 656, 252, 0]
    assert sum(row.value == 0 for row in batch.rows) == 11
    assert batch.rows[0].commentary == "From Dispatch Stats Combined + Individuals"
    assert [batch.rows[2].cell(field) for field in ("value", "commentary")] == ["D5", "E5"]
    assert rules(batch) == []


def test_an_error_in_a_cell_is_a_fault_of_that_cell_and_not_a_blank(shared_data: Path) -> None:
    batch = taken_in(shared_data / "backdrop" / "error.xlsx", "cs")
    assert [(row.value, row.number_fault, row.cell("value")) for row in batch.rows] == [
        (12, "", "C2"), (None, "'#VALUE!' is not a number", "D2"), (34, "", "C3"), (None, "'#VALUE!' is not a number", "D3"),
    ]  # fmt: skip


def test_it_is_told_which_of_two_sheets_was_taken(shared_data: Path) -> None:
    batch = taken_in(shared_data / "backdrop" / "multiple_sheets.xlsx", "cs", "multiple_sheets Dec 2009.xlsx")
    assert [(taken.layout, taken.sheet) for taken in batch.taken[0]] == [("sheets", "Second")]
    assert [(row.code, row.value, row.sheet, row.cell("value")) for row in batch.rows] == [
        ("SHEET 1", 0, "Second", "B3"), ("SHEET 2", 1, "Second", "B4"),
    ]  # fmt: skip


def test_a_value_of_the_benchmarking_framework_is_its_parts_times_its_scale(shared_data: Path) -> None:
    batch = taken_in(shared_data / "lgbf" / "MissingData_Real.csv", "lgbf")
    register = example_register()
    assert {row.code for row in batch.rows} == {"SW08", "ECON05", "ECON12b"}
    assert all(row.period and not row.period_fault for row in batch.rows)
    for row in batch.rows:
        indicator = register.indicator(row.code)
        if row.value is None or row.numerator is None or row.denominator is None or indicator is None:
            continue
        exact = value_of(row.numerator, row.denominator, indicator.scale)
        decimals = min(3, decimals_of(row.value))
        assert exact is not None
        assert abs(round_half_up(row.value, decimals) - round_half_up(exact, decimals)) <= Decimal("0.001")


def test_a_section_over_rows_gives_them_their_period(shared_data: Path) -> None:
    batch = taken_in(shared_data / "messy" / "ons_householddebtdataset.xls", "ons")
    shares = [(str(row.period), row.value, row.cell("value")) for row in batch.rows if row.code == "DEBT 1"]
    assert shares == [("2013-14", 58, "B6"), ("2011-12", 62, "B12"), ("2009-10", 63, "B18"), ("2007-08", 62, "B24")]
    assert (rules(batch), batch.taken[0][0].sheet) == ([], "Table 2")


def test_a_pasted_table_is_read_under_its_title_with_commas_and_broken_labels(shared_data: Path) -> None:
    batch = taken_in(shared_data / "messy" / "mt_excel_pasting.csv", "ons")
    figures = {(row.code, str(row.period)): row.value for row in batch.rows}
    assert (figures["CO2 1", "2000-01"], figures["CO2 4", "2007-08"], len(figures)) == (2666, 25128, 32)
    assert rules(batch) == []


def test_marks_are_read_as_the_sheets_own_key_explains_them(shared_data: Path) -> None:
    batch = taken_in(shared_data / "messy" / "ons_data-markers.csv", "ons", "data-markers Dec 2009.csv")
    assert [(row.value, row.provisional, row.is_blank) for row in batch.rows] == [
        (5, False, False), (6, False, False), (7, False, False), (6, False, False), (None, False, True),
    ]  # fmt: skip
    whys = [each.why for row in batch.rows for each in row.assumed]
    assert whys == [
        "the sheet says of *: Not counting foreign imports",
        "the sheet says of **: Not including white models",
    ]


@pytest.mark.parametrize("name", sorted(layout_texts()))
def test_every_example_layout_is_one_the_register_takes(name: str) -> None:
    assert name.partition("/")[2] in register_with({name: layout_texts()[name]}).layouts
