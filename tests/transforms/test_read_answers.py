from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from tests.transforms.given import NOVEMBER, number
from tests.transforms.layouts import example_register
from transforms.gap import Gap
from transforms.read_by_layout import LayoutReading, read_by_layout
from transforms.stated_row import Source
from transforms.workbook import Cell, Sheet, Workbook

QUESTION = "How satisfied were you?"
HEADER = ["Name", "E-mail address", "Date", QUESTION, "What could be better?"]


def read(answers: Sequence[tuple[str, Cell]], header: Sequence[Cell] = HEADER) -> LayoutReading:
    """The survey with these answers, each with its month."""
    body = [["Jane Doe", "jane@example.org", month, answer, "Ask for Jane Doe"] for month, answer in answers]
    register = example_register()
    book = Workbook([Sheet("Survey", [["Exit survey"], header, *body])])
    return read_by_layout(book, register.layouts["exit-survey"], Source(0, "cs", "exit survey.xlsx"), register)


def november(*counts: tuple[str, int]) -> list[tuple[str, Cell]]:
    return [("12 Nov 2009", answer) for answer, number in counts for _ in range(number)]


def test_answers_are_counted_and_those_who_do_not_know_are_left_out() -> None:
    said = november(
        ("Very satisfied", 40), ("FAIRLY  satisfied", 26), ("Very dissatisfied", 34), ("Don't know", 5), ("", 3)
    )
    [row] = read(said).rows
    assert (row.code, row.period, row.numerator, row.denominator) == ("QUAL 1", NOVEMBER, 66, 100)
    assert (row.cell("numerator"), row.cell("code")) == ("D3:D107", "D2")
    assert row.commentary.startswith("100 answers, 5 more left out; plus or minus 9.3 points at 95% confidence")


def test_where_an_answer_is_rare_the_interval_is_wilsons() -> None:
    [row] = read(november(("Very satisfied", 19), ("Very dissatisfied", 1))).rows
    assert "between 76.4% and 99.1% (Wilson's interval)" in row.commentary


def test_each_month_is_a_figure_of_its_own_and_fewer_answers_than_allowed_are_withheld() -> None:
    said = [*november(("Very satisfied", 9)), *(("3/12/2009", "Very satisfied") for _ in range(10))]
    withheld, december = read(said).rows
    assert (withheld.gap, withheld.numerator, withheld.denominator) == (Gap.WITHHELD, None, None)
    assert (december.gap, december.numerator) == (None, number(10))


def test_an_answer_nobody_listed_is_asked_about_and_no_figure_is_made() -> None:
    reading = read(november(("Very satisfied", 12), ("Quite happy", 3)))
    findings = [finding for finding in reading.findings if finding.rule == "layout-drift"]
    assert (reading.rows, [finding.cell for finding in findings]) == ([], ["D15"])
    assert "'Quite happy'" in findings[0].message


def test_columns_that_look_personal_are_asked_about_and_nothing_of_them_is_kept() -> None:
    reading = read(november(("Very satisfied", 12)))
    personal = [
        (finding.cell, finding.severity.value) for finding in reading.findings if finding.rule == "personal-data"
    ]
    assert personal == [("A2", "warning"), ("B2", "warning")]
    kept = repr([reading.rows, [astuple(finding) for finding in reading.findings], reading.taken])
    assert "Doe" not in kept
    assert "jane" not in kept.casefold()


def test_ordinary_headings_are_not_taken_for_personal_ones() -> None:
    header = ["Centre name and ward", "Address of complaint answered", "Date", QUESTION, "Named officer was helpful"]
    assert read(november(("Very satisfied", 12)), header).findings == []


def test_a_question_that_is_gone_is_told() -> None:
    [finding] = read(november(("Very satisfied", 12)), [*HEADER[:3], "Were you content?", "More"]).findings[:1]
    assert "How satisfied were you?" in finding.message
