"""A sender's own workbook comes back with the cells in question marked, and nothing else changed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from reports.marked_copy import marked_copy
from reports.marked_workbook import Mark, marked_workbook
from transforms.errors import CannotBeMarked
from transforms.read_workbook import read_workbook
from transforms.workbook import Merge, Sheet, Workbook

MARKS = {
    "December": [
        Mark("B4", "'seven' is not a number. Type 7.", "F8C9C9"),
        Mark("D9", "The figure is missing.", "FFE9A8"),
    ]
}


@pytest.fixture
def sent() -> bytes:
    """A workbook as a department keeps it: a chart, a formula with its result, a format, a picture-like second sheet."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        page = book.add_worksheet("December")
        page.write_row(2, 0, ["Code", "Numerator", "Denominator"], book.add_format({"bold": True}))
        page.write_row(3, 0, ["NI 157a", "seven"], book.add_format({"italic": True, "font_color": "#0000FF"}))
        page.write_formula(3, 2, "=4+5", None, 9)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=December!$C$4:$C$4"})
        page.insert_chart("F2", chart)
        page.data_validation("A1", {"validate": "list", "source": ["a", "b"]})
        book.add_worksheet("Notes, £ & more").write(0, 0, "kept")
    return sink.getvalue()


def opened(content: bytes, sheet: str = "December") -> Worksheet:
    """A sheet as another program reads it."""
    page = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    assert isinstance(page, Worksheet)
    return page


def test_the_cells_in_question_are_coloured_and_have_a_note(sent: bytes) -> None:
    page = opened(marked_workbook(sent, MARKS))

    assert (page["B4"].fill.fgColor.rgb, page["D9"].fill.fgColor.rgb) == ("FFF8C9C9", "FFFFE9A8")
    assert [page[cell].comment.text for cell in ("B4", "D9")] == [mark.words for mark in MARKS["December"]]
    assert (page["B4"].value, page["D9"].value) == ("seven", None)


def test_a_marked_cell_keeps_its_font(sent: bytes) -> None:
    font = opened(marked_workbook(sent, MARKS))["B4"].font

    assert (font.italic, font.color.rgb) == (True, "FF0000FF")


def test_every_part_that_is_not_concerned_keeps_its_bytes(sent: bytes) -> None:
    def parts(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    before, after = parts(sent), parts(marked_workbook(sent, MARKS))

    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels",
    }  # fmt: skip
    assert before.keys() <= after.keys()


def test_it_reads_as_it_did_formula_results_and_all(sent: bytes) -> None:
    before, after = read_workbook(sent).sheets, read_workbook(marked_workbook(sent, MARKS)).sheets

    assert [list(map(tuple, sheet.rows))[:4] for sheet in after] == [
        list(map(tuple, sheet.rows))[:4] for sheet in before
    ]


def test_a_workbook_that_was_marked_can_be_marked_again(sent: bytes) -> None:
    again = marked_workbook(marked_workbook(sent, MARKS), {"December": [Mark("B4", "Still not.", "F8C9C9")]})

    assert opened(again)["B4"].comment.text == "'seven' is not a number. Type 7.\nStill not."


def test_the_senders_own_notes_stay(sent: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sent))
    book["December"]["A1"].comment = Comment("Ours.", "Tom")
    sink = io.BytesIO()
    book.save(sink)

    page = opened(marked_workbook(sink.getvalue(), MARKS))

    assert (page["A1"].comment.text, page["A1"].comment.author) == ("Ours.", "Tom")
    assert page["B4"].comment.author == "Mortar"


def test_the_same_workbook_and_marks_make_the_same_bytes(sent: bytes) -> None:
    assert marked_workbook(sent, MARKS) == marked_workbook(sent, MARKS)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Code,Value\n"])
def test_what_is_no_workbook_cannot_be_marked(content: bytes) -> None:
    with pytest.raises(CannotBeMarked):
        marked_workbook(content, MARKS)


def test_a_sheet_that_is_not_there_cannot_be_marked(sent: bytes) -> None:
    with pytest.raises(CannotBeMarked):
        marked_workbook(sent, {"January": MARKS["December"]})


def test_a_file_of_another_kind_comes_back_as_a_marked_copy() -> None:
    rows = [["Code", "Value", "When"], ["007", "82.61", date(2009, 12, 31)], ["=A1", "seven", ""]]
    marks = {"": [Mark("B3", "'seven' is not a number.", "F8C9C9"), Mark("C7", "Missing.", "F8C9C9")]}

    page = opened(marked_copy(Workbook((Sheet("", rows),)), marks), "Sheet1")

    assert [cell.value for cell in page[2]][:2] == ["007", 82.61]
    assert page["A3"].value == "=A1"
    assert page["A3"].data_type == "s"
    assert page["B3"].comment.text == "'seven' is not a number."
    assert page["B3"].fill.fgColor.rgb == "FFF8C9C9"
    assert page["C7"].comment.text == "Missing."


def test_what_the_reader_took_from_a_file_it_takes_from_the_copy_too() -> None:
    rows = [
        ["Month", "Taken"],
        [date(2009, 12, 31), timedelta(days=10, hours=12)],
        [datetime(2009, 12, 31, 9, 30), time(7, 30)],
        ["", "64.56%"],
    ]
    shown = Sheet("Dec", rows, merged=(Merge(2, 0, 3, 0),), hidden_rows=frozenset({2}))
    sent = Workbook((Sheet("old", [["Code", 55.5]], hidden=True), shown), epoch_1904=True)

    back = read_workbook(marked_copy(sent, {"Dec": [Mark("B4", "Odd.", "F8C9C9")]}))

    assert back.epoch_1904
    assert [(sheet.name, sheet.hidden) for sheet in back.sheets] == [("old", True), ("Dec", False)]
    again = back.sheets[1]
    assert (again.merged, again.hidden_rows) == ((Merge(2, 0, 3, 0),), {2})
    assert [row[0] for row in again.rows[1:3]] == [date(2009, 12, 31), datetime(2009, 12, 31, 9, 30)]
    assert [again.rows[at][1] for at in (1, 2)] == [timedelta(days=10, hours=12), timedelta(hours=7, minutes=30)]


def test_sheets_whose_names_excel_would_not_take_come_back_all_the_same() -> None:
    names = ["a/b", "a:b", "x" * 40, "x" * 50, "'quoted'"]

    back = read_workbook(marked_copy(Workbook(tuple(Sheet(name, [[1]]) for name in names)), {}))

    assert len({sheet.name for sheet in back.sheets}) == len(names)
