from __future__ import annotations

import pytest

from tests.transforms.test_read_by_layout import MONTHS, read, sheet
from transforms.comment import read_comment
from transforms.workbook import Cell

ERRORS = ["#NAME?", "#REF!", "Err:508", "=Sheet2!A1 (not calculated)"]


@pytest.mark.parametrize("error", ERRORS)
def test_the_error_of_a_formula_is_no_comment_and_its_sender_is_told(error: str) -> None:
    words, [told] = read_comment(error)
    assert (words, told.field, told.written) == ("", "commentary", error)


@pytest.mark.parametrize("cell", ["On track; see #REF! in the log", "#1 in Kent", 5.0, "= as planned"])
def test_words_that_only_speak_of_an_error_are_a_comment(cell: Cell) -> None:
    words, told = read_comment(cell)
    assert (bool(words), told) == (True, ())


def test_a_comment_that_a_layout_finds_is_passed_over_where_it_is_an_error() -> None:
    layout = ["header,Measure", MONTHS[1], "series,Calls,CS 1,value", "commentary,Notes"]
    [row] = read(layout, sheet([["Measure", "Dec-09", "Notes"], ["Calls", 5, "#REF!"]])).rows
    assert (row.value, row.commentary, row.cell(row.assumed[0].field)) == (5, "", "C2")
