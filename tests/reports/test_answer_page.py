"""The answer as its reader sees it."""

from __future__ import annotations

from reports.answer_page import LISTED, Attached, as_page, as_text
from transforms.answer import Answer, TakenFigure
from transforms.finding import Counts, Finding, Severity, Verdict


def an_answer(*findings: Finding, verdict: Verdict = Verdict.PARTLY, counts: Counts | None = None) -> Answer:
    """An answer to Development's return, of which one figure was taken."""
    taken = [TakenFigure("NI 157a", "Major applications", "December 2009", "82.61%", "Dec", "B5")]
    return Answer(
        "id", "dev", "dev@x.example", "a <b>.xlsx", "sha", verdict, counts or Counts(1, 0, 1), findings, taken
    )


def error(cell: str, message: str = "Wrong.", sheet: str = "Dec") -> Finding:
    """Something to mend."""
    return Finding(Severity.ERROR, "rule", message, "Do this.", sheet, cell)


def test_findings_stand_by_sheet_and_in_the_order_of_the_cells() -> None:
    text = as_text(an_answer(error("B10"), error("AA2"), error("B2"), error("A1", sheet="Nov")), "C", Attached.NOTHING)

    assert [line.split()[0] for line in text.splitlines() if "Wrong." in line] == ["B2", "AA2", "B10", "A1"]
    assert text.index('Sheet "Dec"') < text.index('Sheet "Nov"')


def test_what_others_wrote_is_text_on_the_page_and_no_markup() -> None:
    page = as_page(an_answer(error("B2", "'<script>' is not a number.")), "<i>Council</i>", Attached.NOTHING)

    assert "<script>" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;" in page


def test_of_thousands_of_findings_the_first_are_listed_and_the_rest_counted() -> None:
    many = [error(f"B{row}") for row in range(1, 3000)]

    text = as_text(an_answer(*many), "C", Attached.NOTHING)

    assert text.count("Wrong.") == LISTED
    assert "The first 100 of 2,999 are listed." in text


def test_what_goes_back_is_said_to_be_their_own_or_a_copy() -> None:
    answer = an_answer(error("B2"))

    assert "your own workbook" in as_text(answer, "C", Attached.THEIR_OWN)
    assert "copy of your file" in as_page(answer, "C", Attached.A_COPY)
    assert "Attached" not in as_text(answer, "C", Attached.NOTHING)


def test_each_verdict_is_said_in_one_sentence() -> None:
    said = {
        Verdict.ACCEPTED: (Counts(4), "4 figures were taken."),
        Verdict.HELD: (Counts(2, 1), "2 figures were taken and 1 waits for a check by the Policy Team."),
        Verdict.PARTLY: (Counts(1, 0, 2), "1 figure was taken and 2 were sent back to you."),
        Verdict.REFUSED: (Counts(), "Nothing could be taken from this file."),
        Verdict.DUPLICATE: (Counts(), "This is the same file that came before, so nothing has changed."),
    }
    for verdict, (counts, sentence) in said.items():
        assert an_answer(verdict=verdict, counts=counts).sentence == sentence
