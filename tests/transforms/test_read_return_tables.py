"""Sheets whose headers could mislead: several tables, headings over headings, periods in headings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.transforms.given import DECEMBER, a_register, an_indicator, number
from transforms.errors import UnreadableReturn
from transforms.indicator import Frequency
from transforms.period import Period
from transforms.read_return import read_return
from transforms.reading_limits import TABLES
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Merge, Sheet, Workbook

REGISTER = a_register(
    an_indicator(),
    an_indicator(code="LPI CS 1", frequency=Frequency.QUARTERLY),
    an_indicator(code="NI 192", frequency=Frequency.ANNUAL),
)
TITLE = ["Return for December 2009"]


def read(
    *rows: Sequence[Cell], merged: Sequence[Merge] = (), file: str = "return.xlsx", sheet: str = "Return"
) -> list[StatedRow]:
    book = Workbook((Sheet(sheet, rows, merged=merged),))
    return read_return(book, Source(0, "dev", file), REGISTER.indicator).rows


def refused(*rows: Sequence[Cell], merged: Sequence[Merge] = ()) -> UnreadableReturn:
    with pytest.raises(UnreadableReturn) as raised:
        read(*rows, merged=merged)
    return raised.value


def test_a_second_table_with_another_header_is_read_by_its_own_columns() -> None:
    rows = read(
        TITLE, ["Code", "Numerator", "Denominator"], ["NI 157a", 512, 600], [],
        ["Code", "Value", "Target"], ["LPI CS 1", 80, 90],
    )  # fmt: skip
    assert [(row.code, row.numerator, row.denominator, row.value) for row in rows] == [
        ("NI 157a", 512, 600, None), ("LPI CS 1", None, None, 80),
    ]  # fmt: skip
    assert (rows[1].cell("value"), rows[1].row) == ("B6", 6)


def test_a_header_repeated_at_the_top_of_a_page_changes_nothing() -> None:
    rows = read(TITLE, ["Code", "Value"], ["NI 157a", 1], ["Code", "Value"], ["LPI CS 1", 2])
    assert [(row.code, row.value) for row in rows] == [("NI 157a", 1), ("LPI CS 1", 2)]
    assert rows[0].period == DECEMBER


def test_each_of_two_tables_has_the_period_of_its_own_title() -> None:
    rows = read(
        ["November 2009"], ["Code", "Value"], ["NI 157a", 1], [], ["December 2009"], ["Code", "Value"], ["NI 157a", 2]
    )
    assert [(row.value, row.period) for row in rows] == [(1, Period.month(2009, 11)), (2, DECEMBER)]


def test_a_comment_over_a_second_header_is_no_title_of_its_table() -> None:
    commented = ["LPI CS 1", "", "None since Nov 2009"]
    rows = read(TITLE, ["Code", "Value", "Notes"], commented, ["Code", "Actual"], ["NI 157a", 2])
    assert (rows[-1].value, rows[-1].period) == (2, DECEMBER)


def test_a_second_table_whose_figures_have_no_heading_is_sent_back_with_its_cell() -> None:
    fault = refused(TITLE, ["Code", "Value"], ["NI 157a", 1], ["Code", "Target"], ["NI 157a", 80])
    assert (fault.rule, fault.cell) == ("half-a-header", "A4")


def test_a_sheet_of_more_tables_than_weeks_is_sent_back() -> None:
    assert refused(*([["Code", "Value"], ["NI 157a", 1]] * (TABLES + 1))).rule == "too-many-tables"


def test_a_heading_merged_over_target_and_actual_is_sent_back_with_its_cell() -> None:
    rows = [["Code", "Name", "Performance", ""], ["", "", "Target", "Actual"], ["NI 157a", "Major", 80, 77]]
    fault = refused(*rows, merged=[Merge(0, 2, 0, 3)])
    assert (fault.rule, fault.cell) == ("two-level-header", "C1")
    assert "Performance" in fault.message
    assert "Policy Team" in fault.remedy


def test_a_second_row_of_headings_is_seen_where_nothing_is_merged() -> None:
    assert refused(["Code", "Value", ""], ["", "Target", "Actual"], ["NI 157a", 80, 77]).rule == "two-level-header"


def test_a_heading_merged_over_a_blank_column_is_one_heading() -> None:
    rows = [TITLE, ["Code", "Value", ""], ["NI 157a", 80, ""]]
    assert [row.value for row in read(*rows, merged=[Merge(1, 1, 1, 2)])] == [80]


def test_a_row_of_units_under_the_header_is_no_second_header() -> None:
    assert [row.value for row in read(TITLE, ["Code", "Value"], ["", "%"], ["NI 157a", 80])][-1] == 80


@pytest.mark.parametrize(
    ("title", "heading"),
    [("Return for July 2009", "Outturn (2008/09)"), ("December 2009", "Value (Nov 2009)")],
)
def test_a_heading_of_the_figures_that_contradicts_the_title_is_asked(title: str, heading: str) -> None:
    [row] = read([title], ["Code", heading], ["NI 157a", 5])
    assert row.period is None
    assert "tell more than one" in row.period_fault


def test_a_heading_of_the_figures_that_agrees_or_stands_alone_gives_the_period() -> None:
    assert read(["2009/10"], ["Code", "Value (Dec 2009)"], ["NI 157a", 5])[0].period == DECEMBER
    assert read(["Code", "Value (Dec 2009)"], ["NI 157a", 5])[0].period == DECEMBER


def test_a_heading_of_the_figures_that_contradicts_the_row_is_asked() -> None:
    [row] = read(["Code", "Month", "Value (Nov 2009)"], ["NI 157a", "Dec-09", 5])
    assert (row.period, "November 2009" in row.period_fault) == (None, True)


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ([["Month: March"], ["Year: 2008/09"]], Period.month(2009, 3)),
        ([["Month:", "March"], ["Year:", "2008/09"]], Period.month(2009, 3)),
        ([["Return for March"], ["2008-09"]], Period.month(2009, 3)),
        ([["March 2008/09"]], Period.month(2009, 3)),
        ([["December 2009/10"]], DECEMBER),
    ],
)
def test_a_month_beside_its_financial_year_is_that_month(heading: list[list[Cell]], period: Period) -> None:
    [row] = read(*heading, ["Code", "Value"], ["NI 157a", 5])
    assert (row.period, row.period_fault) == (period, "")


def test_a_month_as_a_sheets_name_is_that_of_the_quarter_in_the_files_name() -> None:
    [row] = read(["Code", "Value"], ["NI 157a", 5], file="Returns Q3 2009-10.xlsx", sheet="Dec")
    assert row.period == DECEMBER


def test_a_month_without_its_year_in_the_column_is_that_of_the_year_told_above() -> None:
    [row] = read(["2008/09"], ["Code", "Month", "Value"], ["NI 157a", "March", 5])
    assert (row.period, row.period_text) == (Period.month(2009, 3), "March")
    [row] = read(["Code", "Month", "Year", "Value"], ["NI 157a", "March", "2008/09", 5])
    assert row.period == Period.month(2009, 3)


def test_a_month_that_lies_in_nothing_told_is_asked_and_never_stored_as_its_year() -> None:
    [row] = read(["Month: March"], ["Q3 2009/10"], ["Code", "Value"], ["NI 157a", 5])
    assert (row.period, "March" in row.period_fault) == (None, True)


@pytest.mark.parametrize("month", ["Mrach", "", "9"])
def test_a_month_that_is_not_understood_is_asked_and_never_stored_as_its_year(month: str) -> None:
    [row] = read(["Month:", month], ["Year:", "2008/09"], ["Code", "Value"], ["NI 157a", 5])
    assert (row.period, "Month" in row.period_fault) == (None, True)


def test_an_annual_figure_keeps_its_year_beside_the_month_in_which_it_was_sent() -> None:
    [row] = read(["Month: March"], ["Year: 2008/09"], ["Code", "Value"], ["NI 192", number(5)])
    assert row.period == Period.year(2008)


@pytest.mark.parametrize(
    "file", ["CS return v2 December 2009.xlsx", "Form 7 December 2009.xlsx", "CS_v3_December_2009.xlsx"]
)
def test_the_number_of_a_version_or_a_form_is_no_day(file: str) -> None:
    assert read(["Code", "Value"], ["NI 157a", 5], file=file)[0].period == DECEMBER


def test_a_date_in_a_files_name_is_still_when_it_was_written() -> None:
    assert read(["Code", "Value"], ["NI 157a", 5], file="return 12 January 2010.xlsx")[0].period is None
