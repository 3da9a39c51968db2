"""The draft of a layout for a survey: its questions and answers, and nothing of who gave them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tests.transforms.given import an_indicator
from tests.transforms.layouts import register_with
from transforms.propose_layout import Draft, propose_layout
from transforms.read_by_layout import read_by_layout
from transforms.register_table import LAYOUT_COLUMNS
from transforms.stated_row import Source
from transforms.workbook import Cell, Sheet, Workbook

QUESTION = "How satisfied were you?"
HEADER = ["Name", "E-mail", "Date", QUESTION, "What could be better?"]
SATISFIED = an_indicator(code="QUAL 1", name="How satisfied were you")


def survey(answers: Sequence[str], header: Sequence[Cell] = HEADER) -> Workbook:
    body = [
        [f"Jane Doe{at}", f"j{at}@example.org", "12 Nov 2009", answer, f"Words of {at}"]
        for at, answer in enumerate(answers)
    ]
    return Workbook([Sheet("Survey", [["Exit survey"], header, *body])])


ANSWERS = [*["Very satisfied"] * 8, *["Dissatisfied"] * 4, *["Don't know"] * 2]


def propose(book: Workbook) -> Draft:
    return propose_layout(book, "survey 2009.xlsx", "cs", [SATISFIED])


def test_a_survey_is_drafted_as_answers_and_without_its_personal_columns() -> None:
    draft = propose(survey(ANSWERS))
    rows = [(row["words"], row["code"], row["part"], row["value"]) for row in draft.rows if row["item"] == "answer"]
    assert rows == [
        (QUESTION, "QUAL 1", "denominator", "Very satisfied"),
        (QUESTION, "QUAL 1", "denominator", "Dissatisfied"),
        (QUESTION, "QUAL 1", "leave", "Don't know"),
    ]
    assert [(row["item"], row["words"], row["value"]) for row in draft.rows if row["item"] in {"periods", "least"}] == [
        ("periods", "Date", "down"),
        ("least", "", "10"),
    ]
    assert "2 columns look personal and are left out: Name and E-mail" in draft.unsure
    assert not any(word in str(draft.rows) for word in ("Name", "mail", "Doe", "example", "Words of"))


def test_the_draft_of_a_survey_reads_its_file() -> None:
    book, sink = survey(ANSWERS), io.StringIO()
    writer = csv.DictWriter(sink, LAYOUT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(propose(book).rows)
    register = register_with({"layouts/draft": sink.getvalue()})
    [row] = read_by_layout(book, register.layouts["draft"], Source(0, "cs", "survey 2009.xlsx"), register).rows
    assert (str(row.period), row.numerator, row.denominator) == ("2009-11", 0, 12)


def test_a_survey_without_personal_columns_or_figures_is_known_by_its_question() -> None:
    book = Workbook([Sheet("S", [["Ward", QUESTION], *[["Aycliffe", answer] for answer in ANSWERS]])])
    assert {row["words"] for row in propose(book).rows if row["item"] == "answer"} == {QUESTION}


def test_a_table_of_figures_is_no_survey() -> None:
    status = ["Green", "Red"] * 20
    named = [["Name", "Status", "Value"], *[[f"Measure {at}", said, at] for at, said in enumerate(status)]]
    across = [["Surname", "Status", "Dec-09"], *named[1:]]
    for rows in (named, across):
        assert not any(row["item"] == "answer" for row in propose(Workbook([Sheet("S", rows)])).rows)
