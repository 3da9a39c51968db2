from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import DECEMBER, SCRIBBLES, a_register, few, number
from transforms.errors import UnreadableReturn
from transforms.gap import Gap
from transforms.read_return import read_return
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Sheet, Workbook

REGISTER = a_register()
HEADER = ["Code", "Period", "Numerator", "Denominator", "Value", "Commentary", "Provisional"]
Rows = Sequence[Sequence[Cell]]


def read(*rows: Sequence[Cell], file: str = "return.xlsx") -> list[StatedRow]:
    book = Workbook((Sheet("Return", rows),))
    return read_return(book, Source(0, "dev", file), REGISTER.indicator).rows


def one(*cells: Cell, header: Sequence[Cell] = HEADER) -> StatedRow:
    [row] = read(header, cells)
    return row


def test_a_row_is_read_with_every_figure_and_the_address_of_its_cells() -> None:
    row = one("NI 157a", "Dec-09", 7, 9, "77.78%", " Two were late. ", "Yes")
    assert (row.code, row.period, row.period_text, row.period_fault) == ("NI 157a", DECEMBER, "Dec-09", "")
    assert (row.numerator, row.denominator, row.value) == (7, 9, number("77.78"))
    assert (row.commentary, row.provisional, row.gap, row.is_blank) == ("Two were late.", True, None, False)
    assert [row.cell(field) for field in ("code", "period", "value")] == ["A2", "B2", "E2"]


def test_the_cell_of_a_column_that_is_not_there_is_that_of_the_code() -> None:
    [row] = read([], ["", "Code", "Value"], ["", "NI 157a", 5], file="Dec-09.csv")
    assert (row.cell("value"), row.cell("commentary"), row.row) == ("C3", "B3", 3)


def test_the_figure_stands_in_the_value_where_one_is_stated_and_else_in_the_numerator() -> None:
    assert one("NI 157a", "Dec-09", 7, 9, 77.78).figure_field == "value"
    assert one("NI 157a", "Dec-09", 7, 9).figure_field == "numerator"
    assert one("NI 157a", "Dec-09", 5, header=["Code", "Period", "Value"]).figure_field == "value"


@pytest.mark.parametrize("code", ["ni 157A", " NI157a ", "NI\u00a0157a\n"])
def test_a_code_in_other_case_and_spacing_is_given_as_the_register_writes_it(code: str) -> None:
    assert one(code, "Dec-09", 7, 9).code == "NI 157a"


def test_an_unknown_code_is_given_as_it_was_typed() -> None:
    assert one(" NI 157b ", "Dec-09", 7, 9).code == "NI 157b"


def test_a_code_that_excel_took_for_a_number_is_still_a_code() -> None:
    assert one(157.0, "Dec-09", 7, 9).code == "157"


def test_section_rows_blank_rows_and_notes_under_the_table_are_passed_over() -> None:
    rows = read(
        HEADER, ["Development Services"], [], ["", None, "  "], ["NI 157a", "Dec-09", 7, 9], [],
        ["Note: appeals are not counted"], ["Please return by the 15th", "", "", "", "", ""],
    )  # fmt: skip
    assert [(row.row, row.code) for row in rows] == [(5, "NI 157a")]


@pytest.mark.parametrize("label", ["Note 3", "", "Average of section"])
def test_a_figure_beside_no_known_code_is_never_dropped_in_silence(label: str) -> None:
    assert one(label, "Dec-09", 7, 9).code == label


def test_a_short_row_lacks_the_cells_it_lacks() -> None:
    row = one("NI 157a")
    assert (row.is_blank, row.commentary) == (True, "")


@pytest.mark.parametrize("cell", ["", None, "-", "n/a", "..", "tbc", " "])
def test_a_figure_not_supplied_is_blank_and_not_nought(cell: Cell) -> None:
    row = one("NI 157a", "Dec-09", cell, header=["Code", "Period", "Value"])
    assert (row.value, row.gap, row.is_blank, row.number_fault) == (None, None, True, "")


@pytest.mark.parametrize("cell", [0, 0.0, "0", "0.00%"], ids=repr)
def test_nought_is_a_figure_and_not_blank(cell: Cell) -> None:
    row = one("NI 157a", "Dec-09", cell, header=["Code", "Period", "Value"])
    assert (row.value, row.is_blank) == (0, False)


def test_a_row_of_commentary_alone_is_kept() -> None:
    row = one("NI 157a", "Dec-09", "", "", "", "Still counting")
    assert (row.is_blank, row.commentary, row.period) == (True, "Still counting", DECEMBER)


@pytest.mark.parametrize("cell", ["[c]", "withheld", "[C] "])
def test_a_withheld_figure_is_said_to_be_withheld(cell: str) -> None:
    row = one("NI 157a", "Dec-09", cell, 9)
    assert (row.gap, row.numerator, row.denominator, row.is_blank) == (Gap.WITHHELD, None, None, False)


def test_nought_out_of_nought_says_that_there_were_no_cases() -> None:
    assert one("NI 157a", "Dec-09", 0, 0).gap == Gap.NO_CASES


def test_cases_out_of_none_are_not_called_no_cases() -> None:
    row = one("NI 157a", "Dec-09", 3, 0)
    assert (row.gap, row.numerator, row.denominator) == (None, 3, 0)


@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        (["five", 9, ""], "numerator", "five"),
        ([5, "nine", ""], "denominator", "nine"),
        ([5, 9, "about half"], "value", "about half"),
        (["", "", "#DIV/0!"], "value", "#DIV/0!"),
        (["", "", date(2010, 6, 5)], "value", "2010-06-05"),
        (["", "", time(7, 30)], "value", "07:30:00"),
        (["", "", "Level 2"], "value", "Level 2"),
    ],
    ids=str,
)
def test_text_for_a_number_is_a_fault_that_names_its_cell(cells: list[Cell], field: str, words: str) -> None:
    row = one("NI 157a", "Dec-09", *cells)
    assert (row.number_fault, row.fault_field) == (f"'{words}' is not a number", field)
    assert (row.value, row.numerator, row.denominator, row.is_blank) == (None, None, None, False)


@pytest.mark.parametrize(
    ("cell", "figure"), [("82.61%", "82.61"), (" 1,234 ", "1234"), ("-5", "-5"), ("(12.50)", "-12.50")]
)
def test_numbers_typed_as_text_are_read(cell: str, figure: str) -> None:
    assert one("NI 157a", "Dec-09", "", "", cell).value == number(figure)


@pytest.mark.parametrize("mark", ["Yes", "y", "TRUE", True, 1.0, "p", "x", "Provisional"], ids=repr)
def test_a_mark_in_the_provisional_column_marks_the_figure(mark: Cell) -> None:
    assert one("NI 157a", "Dec-09", 7, 9, "", "", mark).provisional


@pytest.mark.parametrize("mark", ["", None, "No", "n", False, 0.0], ids=repr)
def test_no_mark_in_the_provisional_column_leaves_the_figure_final(mark: Cell) -> None:
    assert not one("NI 157a", "Dec-09", 7, 9, "", "", mark).provisional


def test_hidden_sheets_are_not_read() -> None:
    shown = Sheet("Dec 09", [["Code", "Value"], ["NI 157a", 2]])
    book = Workbook((Sheet("Old", [["Code", "Value"], ["NI 157a", 1]], hidden=True), shown))
    assert [row.sheet for row in read_return(book, Source(0, "dev", "return.xlsx"), REGISTER.indicator).rows] == [
        "Dec 09"
    ]


def test_a_header_without_a_row_under_it_is_sent_back() -> None:
    with pytest.raises(UnreadableReturn, match="no row under it"):
        read(["Code", "Value"])


def test_a_sheet_whose_header_is_wrong_does_not_hinder_the_others() -> None:
    wrong, right = (Sheet("A", [["Code", "Value", "Actual"]]), Sheet("B", [["Code", "Value"], ["NI 157a", 2]]))
    book = read_return(Workbook((wrong, right)), Source(0, "dev", "return.xlsx"), REGISTER.indicator)
    assert [row.sheet for row in book.rows] == ["B"]
    assert [(fault.rule, fault.sheet, fault.cell) for fault in book.faults] == [("two-columns-alike", "A", "C1")]


def test_a_file_without_a_table_is_sent_back_with_what_to_do() -> None:
    with pytest.raises(UnreadableReturn, match="Code") as raised:
        read(["Dear Policy Team"], ["please find attached"])
    assert raised.value.rule == "no-table"
    assert "row 1: " in raised.value.message
    assert raised.value.remedy


def test_a_workbook_without_a_table_is_told_what_was_seen_in_it() -> None:
    def said(*sheets: Sheet) -> tuple[str, str, str]:
        with pytest.raises(UnreadableReturn) as raised:
            read_return(Workbook(sheets), Source(0, "dev", "a.xlsx"), REGISTER.indicator)
        return raised.value.rule, raised.value.message, raised.value.cell

    hidden = Sheet("Data", [["Code", "Value"], ["NI 157a", 5]], hidden=True)
    assert said(Sheet("A", [["", None]]), Sheet("B", []))[0] == "empty-workbook"
    assert said(Sheet("A", []), hidden)[:2] == (
        "all-hidden", "Everything in the file stands on hidden sheets ('Data'), and hidden sheets are not read.",
    )  # fmt: skip
    assert said(Sheet("A", [[], ["", "Code", "December"], ["", "NI 157a", 5]])) == (
        "no-table", "The headings of row 2 name the code, but no column for a figure: 'Code', 'December'.", "B2",
    )  # fmt: skip
    assert said(hidden, Sheet("Staff", [[], ["Name", "Age", "Post", "Grade", "Room"]]))[1].endswith(
        "The first thing on sheet 'Staff' is row 2: 'Name', 'Age', 'Post', 'Grade' and more."
    )


CELLS = st.one_of(
    st.sampled_from(["Code", "Value", "Numerator", "Denominator", "Period", "Commentary", "NI 157a", "2009-10", "Dec-09"]),
    SCRIBBLES, st.none(), st.booleans(), st.dates(), st.times(), st.floats(), st.integers(-10, 10),
)  # fmt: skip


SAID = st.one_of(SCRIBBLES, st.none(), st.integers(-10, 10))


@few
@given(st.lists(st.lists(CELLS, max_size=5), max_size=5), SCRIBBLES)
def test_any_grid_of_cells_is_read_or_sent_back_in_words(grid: Rows, file: str) -> None:
    try:
        assert all(isinstance(row, StatedRow) for row in read(*grid, file=file))
    except UnreadableReturn as refusal:
        assert refusal.message
        assert refusal.remedy


@few
@given(st.lists(st.tuples(st.sampled_from(["NI 157a", "", "Note 3"]), CELLS, SAID, SAID), max_size=6))
def test_no_row_with_a_figure_is_lost_and_each_keeps_its_number(body: list[tuple[Cell, ...]]) -> None:
    rows = read(["Code", "Period", "Numerator", "Denominator"], ["NI 157a", "Dec-09", 1, 2], *body)
    kept = {row.row for row in rows}
    figures = {number for number, cells in enumerate(body, start=3) if any(type(cell) is int for cell in cells[2:])}
    assert figures <= kept


def test_an_error_where_a_commentary_should_stand_is_passed_over_with_a_word() -> None:
    row = one("NI 157a", "Dec-09", 7, 9, "", "#NAME?", "")
    assert row.commentary == ""
    assert [assumption.field for assumption in row.assumed] == ["commentary"]
