from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import SCRIBBLES, few
from tests.transforms.layouts import example_register, register_with
from transforms.finding import Finding
from transforms.period import Period
from transforms.read_by_layout import LayoutReading, read_by_layout
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Merge, Sheet, Workbook

Rows = Sequence[Sequence[Cell]]
MONTHS = ["header,Measure", "periods,,,,across"]
WAITING = [*MONTHS, "series,Answered,CS 1,numerator,", "series,Calls,CS 1,denominator,"]
CALLS: Rows = [
    ["Calls 2009/10"],
    ["Measure", "Oct-09", "Nov-09", "Dec-09", "Total"],
    ["Answered", 80, 90, "", 170],
    ["Calls", 100, 120, "", 220],
]


class Place(NamedTuple):
    """What a finding says of where."""

    severity: str
    sheet: str
    cell: str


def read(layout: Sequence[str], *sheets: Sheet, file: str = "return.xlsx", epoch_1904: bool = False) -> LayoutReading:
    text = "item,words,code,part,value\nsender,cs,,,\n" + "".join(
        f"{row}{',' * (4 - _commas(row))}\n" for row in layout
    )
    register = register_with({"layouts/mine": text})
    book = Workbook(sheets, epoch_1904)
    return read_by_layout(book, register.layouts["mine"], Source(0, "cs", file), register)


def _commas(row: str) -> int:
    return row.count(",") - sum(part.count(",") for part in row.split('"')[1::2])


def sheet(rows: Rows, name: str = "Sheet", merged: Sequence[Merge] = ()) -> Sheet:
    return Sheet(name, rows, merged=merged)


def told(rows: Sequence[StatedRow]) -> list[tuple[object, ...]]:
    return [(str(row.period), row.numerator, row.denominator, row.value) for row in rows]


def places(findings: Sequence[Finding]) -> list[Place]:
    return [Place(finding.severity.value, finding.sheet, finding.cell) for finding in findings]


def test_months_across_are_read_with_each_part_in_its_own_row() -> None:
    reading = read([*WAITING, "leave,Total"], sheet(CALLS))
    assert told(reading.rows) == [
        ("2009-M10", 80, 100, None),
        ("2009-11", 90, 120, None),
        ("2009-12", None, None, None),
    ]
    assert [reading.rows[1].cell(field) for field in ("numerator", "denominator")] == ["C3", "C4"]
    assert (reading.rows[2].is_blank, reading.findings) == (True, [])


def test_a_total_that_nobody_left_out_is_not_taken_and_said() -> None:
    reading = read(WAITING, sheet(CALLS))
    assert len(reading.rows) == 3
    assert places(reading.findings) == [Place("warning", "Sheet", "E2")]
    assert "'total' has figures" in reading.findings[0].message


def test_a_month_merged_over_its_parts_stands_over_each() -> None:
    rows: Rows = [["", "Oct-09", "", "Nov-09", ""], ["PI", "Num", "Den", "Num", "Den"], ["Calls", 8, 10, 9, 12]]
    layout = ["header,Oct-09", "header,PI | Num | Den", "periods,,,,across"]
    layout += ["series,Calls | Num,CS 1,numerator", "series,Calls | Den,CS 1,denominator"]
    merged = [Merge(0, 1, 0, 2), Merge(0, 3, 0, 4)]
    for each in (sheet(rows), sheet(rows, merged=merged)):
        assert told(read(layout, each).rows) == [("2009-M10", 8, 10, None), ("2009-11", 9, 12, None)]


def test_labels_that_stand_only_at_the_first_row_are_filled_down() -> None:
    rows: Rows = [["Team", "Measure", "Value"], ["North", "Calls", 1], ["", "Letters", 2], ["South", "Calls", 3]]
    layout = ["header,Team | Measure | Value", "label,Team", "label,Measure", "periods,,,,sheet"]
    layout += [
        "series,North | Calls,CS 1,value",
        "series,North | Letters,CS 2,value",
        "series,South | Calls,CS 3,value",
    ]
    reading = read(layout, sheet(rows, "Dec 2009"))
    assert [(row.code, row.value, row.cell("value")) for row in reading.rows] == [
        ("CS 1", 1, "C2"), ("CS 2", 2, "C3"), ("CS 3", 3, "C4"),
    ]  # fmt: skip
    assert {row.period for row in reading.rows} == {Period.month(2009, 12)}


def test_labels_match_whatever_their_case_line_breaks_and_notes() -> None:
    rows: Rows = [["MEASURE [note 1]", "Dec-09"], ["Agent \nSuccessful ", 5]]
    assert told(read([*MONTHS, "series,agent successful,CS 1,value"], sheet(rows)).rows) == [("2009-12", None, None, 5)]


def test_the_same_header_further_down_begins_another_table() -> None:
    rows: Rows = [["Measure", "Oct-09"], ["Calls", 1], [], ["Measure", "Oct-09"], ["Letters", 2]]
    layout = [*MONTHS, "series,Calls,CS 1,value", "series,Letters,CS 2,value"]
    assert [(row.code, row.value) for row in read(layout, sheet(rows)).rows] == [("CS 1", 1), ("CS 2", 2)]


def test_a_sheet_for_each_month_gives_each_its_figures() -> None:
    sheets = [
        sheet([["Measure", "Actual"], ["Calls", figure]], name) for name, figure in (("Nov 09", 1), ("Dec 09", 2))
    ]
    layout = ["header,Measure | Actual", "periods,,,,sheet", "series,Calls,CS 1,value"]
    assert told(read(layout, *sheets).rows) == [("2009-11", None, None, 1), ("2009-12", None, None, 2)]


def test_a_scale_moves_a_bare_number_and_not_one_that_is_shown_as_per_cent() -> None:
    rows: Rows = [["Measure", "Nov-09", "Dec-09"], ["Recycled", 0.314, "31.4%"]]
    reading = read([*MONTHS, "series,Recycled,EVL 9,value,100"], sheet(rows))
    assert [str(row.value) for row in reading.rows] == ["31.4", "31.4"]


def test_a_figure_that_is_none_is_a_fault_of_its_own_cell() -> None:
    [row] = read([*MONTHS, "series,Calls,CS 1,value"], sheet([["Measure", "Dec-09"], ["Calls", "#DIV/0!"]])).rows
    assert (row.number_fault, row.cell(row.fault_field)) == ("'#DIV/0!' is not a number", "B2")


def test_two_cells_that_claim_one_figure_are_asked_about_and_neither_is_taken() -> None:
    rows: Rows = [["Measure", "Dec-09"], ["Calls", 1], ["Calls", 2]]
    reading = read([*MONTHS, "series,Calls,CS 1,value"], sheet(rows))
    assert (reading.rows, places(reading.findings)) == ([], [Place("error", "Sheet", "B3")])


def test_only_rows_of_the_right_kind_are_read_and_the_others_make_no_noise() -> None:
    rows: Rows = [["Year", "Area", "Rate"], ["2009-10", "Kent", 1], ["2009-10", "Dover", 2], ["2010-11", "Kent", 3]]
    layout = ["header,Year | Area | Rate", "periods,Year,,,down", "only,Area,,,Kent", "series,Rate,NI 1,value"]
    reading = read(layout, sheet(rows))
    assert told(reading.rows) == [("2009-10", None, None, 1), ("2010-11", None, None, 3)]
    assert not any(row.period_assumed for row in reading.rows)
    assert [(taken.rows, taken.rows_taken) for taken in reading.taken] == [(3, 2)]
    gone = read([*layout[:2], "only,Area,,,Ashford", layout[3]], sheet(rows))
    assert ["Area Ashford" in finding.message for finding in gone.findings] == [True]


def days(first: date, number: int) -> list[date]:
    return [first + timedelta(days=at) for at in range(number)]


def test_the_days_of_a_whole_month_are_summed_and_their_cells_told() -> None:
    rows: Rows = [
        ["Measure", *days(date(2010, 2, 1), 30)],
        ["Calls", *[10] * 28, 7, ""],
        ["Answered", *[8] * 28, "", 1],
    ]
    layout = [*WAITING[:2], "days,,,,complete", *WAITING[2:]]
    reading = read(layout, sheet(rows))
    assert told(reading.rows) == [("2010-02", 224, 280, None)]
    assert [reading.rows[0].cell(field) for field in ("numerator", "denominator")] == ["B3:AC3", "B2:AC2"]
    assert places(reading.findings) == []


def test_a_day_that_is_no_number_is_a_fault_of_its_month() -> None:
    rows: Rows = [["Measure", *days(date(2010, 2, 1), 28)], ["Calls", *[10] * 27, "ten"]]
    [row] = read([*MONTHS, "days,,,,complete", "series,Calls,CS 1,value"], sheet(rows)).rows
    assert (row.number_fault, row.cell("value"), row.value) == ("'ten' is not a number", "AC2", None)


def test_a_header_whose_words_have_changed_is_told_with_the_word_and_its_likely_new_name() -> None:
    reading = read([*MONTHS, "series,Calls,CS 1,value"], sheet([["Title"], ["Measures", "Dec-09"], ["Calls", 1]]))
    assert (reading.is_found, reading.rows, places(reading.findings)) == (False, [], [Place("error", "Sheet", "A2")])
    assert "'Measure'" in reading.findings[0].message
    assert "'measures'" in reading.findings[0].message
    assert "ask the Policy Team, whose layout 'mine'" in reading.findings[0].remedy


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    [finding] = read([*MONTHS, "sheet,Data*", "series,Calls,CS 1,value"], sheet(CALLS, "Figures")).findings
    assert (finding.rule, "Data*" in finding.message, "'Figures'" in finding.message) == ("layout-drift", True, True)


def test_a_label_that_is_gone_is_an_error_that_names_what_it_may_be_called_now() -> None:
    rows: Rows = [["Measure", "Dec-09"], ["Answered calls", 80], ["Calls", 100]]
    reading = read(
        ["header,Measure", "periods,,,,across", "series,Calls answered,CS 1,numerator", WAITING[3]], sheet(rows)
    )
    [finding] = reading.findings
    assert (finding.severity.value, finding.cell, finding.code) == ("error", "A2", "CS 1")
    assert "It may be called 'answered calls' now" in finding.message


def test_a_column_the_layout_names_and_the_sheet_has_not_is_an_error() -> None:
    layout = ["header,Measure", "periods,Month,,,down", "series,Calls,CS 1,value"]
    assert any(
        "'Month'" in finding.message for finding in read(layout, sheet([["Measure", "Calls"], ["x", 1]])).findings
    )


@pytest.mark.parametrize(("rule", "year"), [("begins", "2016-17"), ("ends", "2015-16")])
def test_a_bare_year_is_the_one_the_layout_says(rule: str, year: str) -> None:
    layout = [*MONTHS, f"year,,,,{rule}", "series,Homes,NI 1,value"]
    assert told(read(layout, sheet([["Measure", 2016.0], ["Homes", 5]])).rows) == [(year, None, None, 5)]


def test_a_bare_year_that_no_layout_explains_is_asked() -> None:
    [row] = read([*MONTHS, "series,Homes,NI 1,value"], sheet([["Measure", "2016"], ["Homes", 5]])).rows
    assert (row.period, "could mean" in row.period_fault) == (None, True)


def test_serial_dates_are_read_in_the_workbooks_own_system() -> None:
    layout, rows = [*MONTHS, "series,Calls,CS 1,value"], [["Measure", 40148], ["Calls", 1]]
    assert told(read(layout, sheet(rows)).rows)[0][0] == "2009-12"
    assert told(read(layout, sheet(rows), epoch_1904=True).rows)[0][0] == "2013-12"


@pytest.mark.parametrize(
    ("title", "name", "file"),
    [("Calls 2009/10", "S", "r.xlsx"), ("Calls", "2009-10", "r.xlsx"), ("", "S", "2009-10.xlsx")],
)
def test_months_without_a_year_are_those_of_the_year_told_around_them(title: str, name: str, file: str) -> None:
    rows: Rows = [[title], ["Measure", "Apr", "March", "Q3"], ["Calls", 1, 2, 3]]
    reading = read([*MONTHS, "series,Calls,CS 1,value"], sheet(rows, name), file=file)
    assert [period for period, *_ in told(reading.rows)] == ["2009-04", "2010-03", "2009-10 Q3"]


def test_months_without_a_year_are_not_guessed_where_two_years_are_told() -> None:
    rows: Rows = [["Calls 2009/10 and 2010/11"], ["Measure", "Apr"], ["Calls", 1]]
    reading = read([*MONTHS, "series,Calls,CS 1,value"], sheet(rows))
    assert reading.rows == []
    assert "No heading over 'Calls' names a period" in reading.findings[0].message
    assert "Dec-09" in reading.findings[0].remedy


@pytest.mark.parametrize(
    ("title", "name", "file"),
    [("Calls 2008/09", "2009-10", "r.xlsx"), ("Calls 2008/09", "S", "2009-10.xlsx"), ("", "2008-09", "2009-10.xlsx")],
)
def test_months_without_a_year_are_not_guessed_where_title_sheet_and_file_disagree(
    title: str, name: str, file: str
) -> None:
    rows: Rows = [[title], ["Measure", "Apr"], ["Calls", 1]]
    reading = read([*MONTHS, "series,Calls,CS 1,value"], sheet(rows, name), file=file)
    assert reading.rows == []
    assert "No heading over 'Calls' names a period" in reading.findings[0].message


WORDS = st.sampled_from(
    [
        "Measure",
        "Calls",
        "Answered",
        "Dec-09",
        "Year",
        "Total",
        "ONS code",
        "E07000111",
        "5*",
        "2016",
        "#VALUE!",
        "Very satisfied",
    ]
)
GRIDS = st.lists(
    st.lists(
        st.one_of(WORDS, SCRIBBLES, st.none(), st.dates(), st.timedeltas(), st.floats(), st.integers(-9, 50000)),
        max_size=6,
    ),
    max_size=8,
)


@few
@given(GRIDS, st.sampled_from(sorted(example_register().layouts)))
def test_any_grid_under_the_header_of_any_layout_is_read_or_told_of_in_words(grid: list[list[Cell]], name: str) -> None:
    layout = replace(example_register().layouts[name], sheets=())
    book = Workbook([Sheet("Sheet", [*(list(words) for words in layout.header), *grid])])
    reading = read_by_layout(book, layout, Source(0, layout.senders[0], "return.xlsx"), example_register())
    assert all(isinstance(row, StatedRow) and row.cell("value") for row in reading.rows)
    assert all(finding.message and finding.remedy for finding in reading.findings)
