"""What departments send beside figures: totals, estimates, hidden rows, signs that nobody sees, cells without end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.transforms.given import DECEMBER, Q3, TODAY, a_file, a_register, an_indicator, number
from transforms.errors import UnreadableReturn
from transforms.finding import Severity
from transforms.indicator import Frequency
from transforms.period import APRIL, Period
from transforms.read_batch import ReadBatch
from transforms.read_return import ReadReturn, read_return
from transforms.read_workbook import read_workbook
from transforms.reading_limits import FIGURES
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Sheet, Workbook

REGISTER = a_register(an_indicator(), an_indicator(code="LPI CS 1", frequency=Frequency.QUARTERLY))
HEADER = ["Code", "Period", "Value"]


def read_book(*sheets: Sheet) -> ReadReturn:
    return read_return(Workbook(sheets), Source(0, "dev", "return.xlsx"), REGISTER.indicator)


def read(*rows: Sequence[Cell]) -> list[StatedRow]:
    return read_book(Sheet("Return", rows)).rows


def read_text(text: str) -> ReadReturn:
    return read_return(read_workbook(text.encode()), Source(0, "dev", "return.csv"), REGISTER.indicator)


def batch(*sheets: Sheet) -> ReadBatch:
    read = ReadBatch()
    read.add(a_file(), Workbook(sheets), REGISTER, APRIL, TODAY)
    return read


@pytest.mark.parametrize("written", ["45%", "45 %"])
@pytest.mark.parametrize("part", ["numerator", "denominator"])
def test_a_part_written_as_a_per_cent_is_a_fault_at_its_cell(written: str, part: str) -> None:
    cells = [written, 9] if part == "numerator" else [4, written]
    [row] = read(["Code", "Period", "Numerator", "Denominator"], ["NI 157a", "Dec-09", *cells])
    assert (row.fault_field, "per cent" in row.number_fault) == (part, True)


def test_a_column_of_estimates_of_the_year_is_no_column_of_marks() -> None:
    [row] = read([*HEADER, "Estimate (year end)"], ["NI 157a", "Dec-09", 5, 79.5])
    assert (row.value, row.provisional) == (5, False)
    assert read([*HEADER, "Provisional (Yes/No)"], ["NI 157a", "Dec-09", 5, "Yes"])[0].provisional


@pytest.mark.parametrize("written", [79.5, 2, "79.5%", "1,200"])
def test_a_number_is_no_mark_of_a_provisional_figure(written: Cell) -> None:
    assert not read([*HEADER, "Estimate"], ["NI 157a", "Dec-09", 5, written])[0].provisional


def test_december_beside_october_and_november_is_a_month_and_not_the_quarter() -> None:
    months = [["LPI CS 1", month, 80 + at] for at, month in enumerate(["Oct-09", "Nov-09", "Dec-09"])]
    rows = read(HEADER, *months)
    assert [row.period for row in rows] == [Period.month(2009, month) for month in (10, 11, 12)]
    assert all(row.period_is_part and not row.period_assumed for row in rows)
    assert read(HEADER, months[2])[0].period == Q3


@pytest.mark.parametrize(
    "label", ["Total", "Totals:", "Average", "Overall", "Sub-total", "Grand total", "Prepared by A. Clerk"]
)
def test_a_row_that_sums_up_or_signs_is_left_out(label: str) -> None:
    good = ["NI 157a", "Dec-09", 5, ""]
    assert len(read([*HEADER, "Name"], good, [label, "", 12, ""])) == 1
    assert len(read([*HEADER, "Name"], good, ["", "", 12, label])) == 1


def test_more_rows_than_any_return_has_are_sent_back_at_once() -> None:
    with pytest.raises(UnreadableReturn) as raised:
        read(HEADER, *([["X 1", "Dec-09", 1]] * (FIGURES + 1)))
    assert raised.value.rule == "too-many-figures"


def test_signs_that_nobody_sees_are_passed_over() -> None:
    [row] = read(
        ["\ufeffCode", "Period\u200b", "Val\u200bue"], ["NI\u00a0157\u200da", "Dec\u206009", "\u200b77.78\u00a0%"]
    )
    assert (row.code, row.period, row.value) == ("NI 157a", DECEMBER, number("77.78"))


def test_a_text_without_end_is_cut_where_it_is_quoted() -> None:
    long = "nine " * 6_000
    for cells in ([long, "Dec-09", 1], ["NI 157a", long, 1], ["NI 157a", "Dec-09", long]):
        [row] = read(HEADER, cells)
        assert max(map(len, (row.code, row.period_text, row.period_fault, row.number_fault))) < 100


def test_a_row_with_a_comma_too_many_is_a_fault_that_tells_how_to_write_it() -> None:
    good = "Code,Value,Commentary\nNI 157a,5,x\n"
    read = read_text(f"Return for December 2009\n{good}LPI CS 1,1,512,busy\n")
    assert [row.code for row in read.rows] == ["NI 157a"]
    assert [(fault.rule, fault.cell) for fault in read.faults] == [("row-too-long", "A4")]
    assert '"1,512"' in read.faults[0].remedy


def test_a_comment_that_is_the_rest_of_a_number_is_seen_in_a_row_with_a_cell_too_many() -> None:
    read = read_text("Code,Period,Value,Commentary\nNI 157a,Dec-09,1,512,\nLPI CS 1,Dec-09,1,See 512,\n")
    assert ([row.code for row in read.rows], [fault.cell for fault in read.faults]) == (["LPI CS 1"], ["A2"])


def test_commas_at_the_end_of_a_row_do_no_harm() -> None:
    assert read_text("Code,Period,Value\nNI 157a,Dec-09,5,,,\n").rows[0].value == 5


def test_cells_written_so_that_excel_leaves_them_as_they_are_are_read() -> None:
    [row] = read_text('Code,Period,Value\n="LPI CS 1","=""Q3 2009/10""",="80"\n').rows
    assert (row.code, row.period, row.value) == ("LPI CS 1", Q3, 80)


def test_a_quotation_mark_that_is_never_closed_names_its_line() -> None:
    with pytest.raises(UnreadableReturn, match="begins with line 3"):
        read_text('Code,Period,Value\nNI 157a,Dec-09,5\nLPI CS 1,"Q3,5\nx,y,z\n')


def test_a_cell_of_a_text_that_is_too_long_is_said_to_be_so() -> None:
    with pytest.raises(UnreadableReturn, match=r"line 2 has more than 131,072 letters"):
        read_text(f"Code,Period,Value\nNI 157a,Dec-09,{'x' * 140_000}\n")


GOOD = Sheet("Return", [HEADER, ["NI 157a", "Dec-09", 5], ["LPI CS 1", "Q3 2009/10", 80]])


def test_a_sheet_with_figures_that_is_not_read_is_said_as_a_warning() -> None:
    other = Sheet("More", [["PI", "December"], *([f"NI {at}", at] for at in range(5))])
    read = batch(GOOD, other)
    assert len(read.rows) == 2
    [found] = read.unreadable[0]
    assert (found.severity, found.rule, found.sheet) == (Severity.WARNING, "sheet-not-read", "More")


def test_a_hidden_sheet_that_would_be_a_return_is_said_as_a_warning() -> None:
    hidden = Sheet("Old", GOOD.rows, hidden=True)
    assert [found.rule for found in read_book(GOOD, hidden).warnings] == ["hidden-sheet"]
    assert read_book(GOOD, Sheet("List", [["Code", "Value"], ["Yes", 1]], hidden=True)).warnings == []


def test_hidden_rows_with_figures_are_read_and_said() -> None:
    [found] = read_book(Sheet("Return", GOOD.rows, hidden_rows=frozenset({3}))).warnings
    assert (found.rule, found.cell, found.severity) == ("hidden-rows", "A3", Severity.WARNING)
    assert read_book(Sheet("Return", [["x"], *GOOD.rows], hidden_rows=frozenset({1}))).warnings == []


def test_notes_beside_a_good_sheet_are_no_figures() -> None:
    assert read_book(GOOD, Sheet("Notes", [["Version", 2], ["Read me"]])).warnings == []


def test_of_figures_that_agree_the_exact_one_is_kept_whichever_comes_first() -> None:
    exact, rounded = (Sheet(name, [HEADER, ["NI 157a", "Dec-09", value]]) for name, value in (("A", 79.6), ("B", 80)))
    for sheets in ((exact, rounded), (rounded, exact)):
        assert [row.value for row in batch(*sheets).rows] == [number("79.6")]


def test_one_commentary_said_thrice_is_kept_once() -> None:
    rows = [["NI 157a", "Dec-09", 5, text] for text in ("Late.", "Two cases.", "Late.")]
    assert batch(Sheet("S", [[*HEADER, "Comments"], *rows])).rows[0].commentary == "Late. Two cases."
