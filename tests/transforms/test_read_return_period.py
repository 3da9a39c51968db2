from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.transforms.given import DECEMBER, Q3, YEAR, a_register, an_indicator
from transforms.indicator import Frequency
from transforms.period import Period
from transforms.read_return import read_return
from transforms.read_workbook import read_workbook
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Merge, Sheet, Workbook

REGISTER = a_register(
    an_indicator(),
    an_indicator(code="LPI CS 1", frequency=Frequency.QUARTERLY),
    an_indicator(code="NI 192", frequency=Frequency.ANNUAL),
)


def read(
    *rows: Sequence[Cell], file: str = "return.xlsx", sheet: str = "Return", epoch_1904: bool = False
) -> list[StatedRow]:
    book = Workbook((Sheet(sheet, rows),), epoch_1904)
    return read_return(book, Source(0, "dev", file), REGISTER.indicator).rows


def period_of(code: str, cell: Cell) -> StatedRow:
    [row] = read(["Code", "Period", "Value"], [code, cell, 1])
    return row


def test_2009_10_beside_a_monthly_indicator_is_october_and_is_said_to_be_assumed() -> None:
    row = period_of("NI 157a", "2009-10")
    assert (row.period, row.period_assumed) == (Period.month(2009, 10), True)


def test_2009_10_beside_an_annual_indicator_is_the_financial_year() -> None:
    row = period_of("NI 192", "2009-10")
    assert (row.period, row.period_assumed) == (YEAR, True)


def test_years_of_the_waste_statistics_are_financial_years_beside_an_annual_indicator(shared_data: Path) -> None:
    book = read_workbook((shared_data / "waste" / "LA_and_Regional_Spreadsheet_2021_rev.ods").read_bytes())
    statistics = next(sheet for sheet in book.sheets if sheet.name == "Table_3")
    years = {str(cells[0]) for cells in statistics.rows if "Sevenoaks District Council" in cells}
    assert "2010-11" in years
    for year in years:
        assert period_of("NI 192", year).period == Period.year(int(year[:4]))


@pytest.mark.parametrize(("code", "cell"), [("LPI CS 1", "2009-10"), ("NI 192", 2009.0), ("unknown", "2009-10")])
def test_a_period_that_nothing_settles_is_a_fault_with_both_readings(code: str, cell: Cell) -> None:
    row = period_of(code, cell)
    assert row.period is None
    assert " or " in row.period_fault


def test_the_same_quarter_of_two_years_is_never_guessed() -> None:
    assert period_of("LPI CS 1", "Q3 2009").period is None


def test_a_period_that_cannot_be_read_is_a_fault_with_its_words() -> None:
    row = period_of("NI 157a", "December")
    assert (row.period, row.period_text) == (None, "December")
    assert "names no period" in row.period_fault


@pytest.mark.parametrize(("cell", "epoch_1904"), [(date(2009, 12, 31), False), (40148.0, False), (38686.0, True)])
def test_a_true_date_or_serial_in_the_period_column_names_its_month(cell: Cell, epoch_1904: bool) -> None:
    [row] = read(["Code", "Month", "Value"], ["NI 157a", cell, 1], epoch_1904=epoch_1904)
    assert row.period == DECEMBER


@pytest.mark.parametrize(
    ("heading", "sheet", "file"),
    [
        ("Return for December 2009", "Sheet1", "return.xlsx"),
        ("PI return", "Dec 09", "return.xlsx"),
        ("PI return", "Sheet1", "development_Dec-09_v2.xlsx"),
        ("December 2009", "Dec-09", "2009-12.xlsx"),
        ("Return for December 2009, sent 12 January 2010", "Sheet1", "return.xlsx"),
    ],
)
def test_the_period_is_found_in_the_heading_the_sheets_name_or_the_files_name(
    heading: str, sheet: str, file: str
) -> None:
    [row] = read([heading], ["Code", "Value"], ["NI 157a", 1], file=file, sheet=sheet)
    assert (row.period, row.period_fault) == (DECEMBER, "")


def test_a_true_date_beside_the_word_month_above_the_table_is_its_period() -> None:
    [row] = read(["Month:", date(2009, 12, 1)], [], ["Code", "Value"], ["NI 157a", 1])
    assert row.period == DECEMBER


def test_the_day_on_which_a_return_was_sent_is_not_its_period() -> None:
    [row] = read(["Month:", date(2009, 12, 1)], ["Sent on", date(2010, 1, 12)], ["Code", "Value"], ["NI 157a", 1])
    assert row.period == DECEMBER
    [row] = read(["Sent on", date(2010, 1, 12)], ["Code", "Value"], ["NI 157a", 1])
    assert row.period is None


def test_a_period_beside_the_figure_goes_before_that_of_the_heading() -> None:
    rows = read(["December 2009"], ["Code", "Period", "Value"], ["NI 157a", "Nov-09", 1], ["NI 157a", "", 2])
    assert [row.period for row in rows] == [Period.month(2009, 11), DECEMBER]


def test_a_heading_that_contradicts_the_files_name_is_a_fault_that_names_both() -> None:
    [row] = read(["December 2009"], ["Code", "Value"], ["NI 157a", 1], file="return Nov-09.xlsx")
    assert row.period is None
    assert "December 2009" in row.period_fault
    assert "November 2009" in row.period_fault


def test_a_month_and_its_quarter_in_one_heading_serve_monthly_and_quarterly_indicators() -> None:
    rows = read(["Quarter 3 2009/10"], ["Code", "Value"], ["NI 157a", 1], ["LPI CS 1", 2], file="return Dec-09.xlsx")
    assert [row.period for row in rows] == [DECEMBER, Q3]


def test_a_table_without_any_period_says_where_one_may_stand() -> None:
    [row] = read(["Code", "Value"], ["NI 157a", 1])
    assert row.period is None
    assert "heading" in row.period_fault


def test_the_tables_of_all_sheets_are_read_each_with_its_own_period() -> None:
    sheets = [Sheet(name, [["Code", "Value"], ["NI 157a", 1]]) for name in ("Nov 09", "Dec 09")]
    book = Workbook((Sheet("Notes", [["read me"]]), *sheets))
    rows = read_return(book, Source(0, "dev", "return.xlsx"), REGISTER.indicator).rows
    assert [(row.sheet, row.period) for row in rows] == [("Nov 09", Period.month(2009, 11)), ("Dec 09", DECEMBER)]


@pytest.mark.parametrize("cell", ["Dec-09", "December 2009", date(2009, 12, 31)])
def test_under_quarter_ending_the_last_month_stands_for_its_quarter(cell: Cell) -> None:
    [monthly, quarterly] = read(["Code", "Quarter ending", "Value"], ["NI 157a", cell, 1], ["LPI CS 1", cell, 1])
    assert (monthly.period, quarterly.period) == (Q3, Q3)
    assert not quarterly.period_assumed


def test_under_quarter_ending_a_month_within_the_quarter_stays_a_month() -> None:
    [row] = read(["Code", "Quarter ending", "Value"], ["NI 157a", "Nov-09", 1])
    assert row.period == Period.month(2009, 11)


def test_a_period_merged_over_several_rows_is_that_of_each() -> None:
    rows = [["Code", "Period", "Value"], ["NI 157a", "Dec-09", 1], ["LPI CS 1", "", 2], ["NI 157a", "Nov-09", 3]]
    book = Workbook((Sheet("S", rows, merged=[Merge(1, 1, 2, 1)]),))
    read = read_return(book, Source(0, "dev", "return.xlsx"), REGISTER.indicator).rows
    assert [row.period_text for row in read] == ["Dec-09", "Dec-09", "Nov-09"]
