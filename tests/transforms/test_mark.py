from __future__ import annotations

import pytest
from hypothesis import given

from tests.transforms.given import SCRIBBLES, few
from transforms.mark import split_marks


@pytest.mark.parametrize(
    ("written", "text", "meaning"),
    [
        ("54.34*", "54.34", "provisional"),
        ("54.3p", "54.3", "provisional"),
        ("54.3 (p)", "54.3", "provisional"),
        ("54.3% [p]", "54.3%", "provisional"),
        ("2016     ->", "2016", "provisional"),
        ("2006-07r", "2006-07", "revised"),
        ("6**", "6", ""),
        ("6 [note 1]", "6", ""),
        ("54.3¹", "54.3", ""),
    ],
)
def test_a_mark_is_taken_off_and_its_meaning_told(written: str, text: str, meaning: str) -> None:
    marks = split_marks(written)
    assert (marks.text, marks.meaning, marks.is_provisional) == (text, meaning, meaning == "provisional")
    assert marks.written


@pytest.mark.parametrize("written", ["", "*", "p", "Sep", "12 Sep", "Dec-09", "(5)", "2009-10", "54.34"])
def test_what_has_no_mark_behind_it_is_left_as_it_is(written: str) -> None:
    marks = split_marks(written)
    assert (marks.text, marks.written) == (written, "")


def test_only_marks_in_square_brackets_are_certain() -> None:
    assert [split_marks(text).is_certain for text in ("5 [p]", "5 [r][e]", "5 [note 2]", "5*", "5p", "5 (p)", "5 [p]*")] == [
        *[True] * 3, *[False] * 4,
    ]  # fmt: skip


@few
@given(SCRIBBLES)
def test_text_and_marks_are_what_was_written(written: str) -> None:
    marks = split_marks(written)
    assert "".join(marks.text.split()) + "".join(marks.written.split()) == "".join(written.split())
