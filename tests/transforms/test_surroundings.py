from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from transforms.read_workbook import read_workbook
from transforms.surroundings import GAP, Surroundings, surroundings
from transforms.workbook import Merge, Sheet, Workbook

ROLES = {"F6": "figure", "D6": "numerator", "E6": "denominator"}
RETURN: list[list[Any]] = [
    ["Development Services", "", "", "", "", "", ""],
    ["", "", "", "", "", "", ""],
    ["Code", "What", "Month", "Num", "Denom", "Actual", "Notes"],
    ["NI 157b", "Minor", datetime(2009, 12, 1), 22.0, 30.0, 73.33, ""],
    ["NI 157c", "Other", datetime(2009, 12, 1), 50.0, 60.0, 83.33, "Snow\n  stopped us"],
    ["NI 157a", "Major", datetime(2009, 12, 1), 7.0, 9.0, 77.78, None],
    ["NI 158", "Homes", datetime(2009, 12, 1), "", "", "n/a", ""],
    ["NI 159", "Land", datetime(2009, 12, 1), "", "", 5.0, ""],
]


class Merged(tuple[Merge, ...]):
    """Merged cells that count how often somebody looks through all of them."""

    looks = 0

    def __iter__(self) -> Iterator[Merge]:
        self.looks += 1
        return super().__iter__()


def around(rows: list[list[Any]], roles: dict[str, str], **sheet: Any) -> Surroundings:
    """What stands around cells of a sheet."""
    drawn = surroundings(Workbook((Sheet("Return", rows, **sheet),)), "Return", roles)
    assert drawn
    return drawn


def test_the_cells_are_marked_and_their_neighbours_stand_as_they_were_written() -> None:
    drawn = around(RETURN, ROLES)

    assert drawn.place == "cells D6, E6 and F6"
    assert list(drawn.columns) == ["A", "B", "C", "D", "E", "F", "G"]
    assert [row.number for row in drawn.rows] == ["3", "4", "5", "6", "7"]
    [row] = [row for row in drawn.rows if row.number == "6"]
    assert [cell.text for cell in row.cells] == ["NI 157a", "Major", "1 Dec 2009", "7", "9", "77.78", ""]
    assert [cell.role for cell in row.cells] == ["", "", "", "numerator", "denominator", "figure", ""]
    assert "Snow stopped us" in [cell.text for row in drawn.rows for cell in row.cells]


def test_the_row_that_names_the_columns_is_shown_however_far_above_it_stands() -> None:
    rows = [*RETURN[:4], *(RETURN[4] for _ in range(40)), RETURN[5]]

    drawn = around(rows, {"F45": "figure"})

    assert [(row.number, row.is_head) for row in drawn.rows] == [
        ("3", True), ("", False), ("43", False), ("44", False), ("45", False),
    ]  # fmt: skip
    assert {cell.text for cell in drawn.rows[1].cells} == {GAP}


def test_columns_between_what_a_row_is_about_and_the_figure_are_left_out() -> None:
    months = [f"M{number}" for number in range(1, 13)]
    rows: list[list[Any]] = [["Code", "Name", *months], ["NI 1", "One", *range(12)]]

    drawn = around(rows, {"K2": "figure"})

    assert list(drawn.columns) == ["A", "B", GAP, "J", "K", "L"]


def test_a_heading_merged_over_its_columns_names_each_of_them() -> None:
    rows: list[list[Any]] = [["Code", "Contact Centre", ""], ["", "", ""], ["LPI 1", "", 5.0]]

    drawn = around(rows, {"C3": "figure"}, merged=(Merge(0, 1, 0, 2),))

    assert [row.number for row in drawn.rows if row.is_head] == ["1"]


def test_in_a_text_lines_are_counted_although_a_cell_runs_over_several() -> None:
    book = read_workbook(b'Code,Value,Period,Commentary\nNI 1,5,Nov-09,"one\ntwo"\nNI 1,6,Dec-09,\n')

    drawn = surroundings(book, "", {"B3": "figure"})

    assert drawn
    assert drawn.place == "line 4, column 2"
    assert drawn.rows[-1].number == "4"


def test_what_the_file_does_not_hold_is_not_drawn() -> None:
    book = Workbook((Sheet("Return", RETURN),))

    assert surroundings(book, "Another", ROLES) is None
    assert surroundings(book, "Return", {"F60": "figure"}) is None
    assert surroundings(book, "Return", {"the title": "figure"}) is None


def test_a_long_text_is_cut_and_a_hidden_sheet_is_said_to_be_one() -> None:
    drawn = around([["Code", "x" * 30_000], ["NI 1", 5.0]], {"B2": "figure"}, hidden=True)

    assert drawn.is_hidden
    assert max(len(cell.text) for row in drawn.rows for cell in row.cells) < 70


def test_a_sheet_of_blank_rows_and_thousands_of_merged_cells_is_looked_through_once() -> None:
    merged = Merged(Merge(row, 0, row, 1) for row in range(0, 6_000, 2))
    rows: list[list[Any]] = [["Name", ""], *([["", ""]] * 60_000), ["", "5"]]
    drawn = around(rows, {"B60002": "figure"}, merged=merged)
    assert merged.looks == 1
    assert drawn.rows[0].is_head
