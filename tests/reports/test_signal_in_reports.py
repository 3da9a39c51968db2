"""Whether a figure differs from its own past by more than chance is said in words, the same in every format."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document as WordDocument

from reports.as_docx import as_docx
from reports.as_html import as_html
from reports.as_pdf import as_pdf
from reports.document import Document
from reports.row_facts import beside
from tests.reports.conftest import Q3
from tests.reports.tagged import Tagged
from transforms.code import code_key
from transforms.figure import Unit
from transforms.indicator import CUMULATIVE, SEASONAL
from transforms.judged import JudgedRow

USUAL = "Within its usual range: no need to ask why."
LAST = Decimal("64.56")


def with_past(golden: Document, past: Sequence[Decimal], **said: object) -> Document:
    """The report with LPI CS 1 printed large, its figures up to the quarter's own being these."""
    row = next(row for row in golden.rows if row.indicator.code == "LPI CS 1")
    changed = replace(row, indicator=replace(row.indicator, **said))  # type: ignore[arg-type]
    figures = [*past, LAST]
    periods = [Q3.shifted(-3 * back) for back in range(len(figures) - 1, -1, -1)]
    history = {code_key("LPI CS 1"): list(zip(periods, figures, strict=True))}
    section = replace(golden.sections[0], rows=[changed, *golden.sections[0].rows[1:]])
    return replace(golden, sections=[section, *golden.sections[1:]], long_history=history, layout=("attention",))


def signal(document: Document) -> str:
    row: JudgedRow = document.rows[0]
    return str(beside(row, document)["signal"])


def wobbling(points: int) -> list[Decimal]:
    return [Decimal(64 + at % 3) for at in range(points)]


def test_a_figure_like_its_past_is_said_to_be_so_in_every_format(golden: Document) -> None:
    document = with_past(golden, wobbling(12))
    word = WordDocument(io.BytesIO(as_docx(document)))

    assert signal(document).startswith(USUAL)
    assert USUAL in as_html(document).decode()
    assert any(USUAL in paragraph.text for paragraph in word.paragraphs)
    tagged = Tagged(as_pdf(document))
    assert any(USUAL in tagged.text(paragraph) for paragraph in tagged.tagged("/P"))


def test_a_figure_that_broke_with_its_past_is_told_whichever_way_is_better(golden: Document) -> None:
    assert signal(with_past(golden, [Decimal(90 + at % 2) for at in range(12)])).startswith(
        "Below its usual range: something changed for the worse. All of its usual range meets the target"
    )


@pytest.mark.parametrize("points", [0, 1, 11])
def test_under_thirteen_figures_nothing_is_said(golden: Document, points: int) -> None:
    assert signal(with_past(golden, wobbling(points))) == ""


@pytest.mark.parametrize("said", [{"unit": Unit.GRADE}, {"unit": Unit.YES_NO}, {"themes": (CUMULATIVE,)}])
def test_what_is_no_measurement_that_varies_is_not_judged_so(golden: Document, said: dict[str, object]) -> None:
    assert signal(with_past(golden, wobbling(12), **said)) == ""


def test_what_goes_with_the_season_is_compared_with_its_own_season(golden: Document) -> None:
    summers = [Decimal((90 if at % 4 in {0, 1} else 65) + at % 3) for at in range(26)]
    assert "for the time of year" in signal(with_past(golden, summers, themes=(SEASONAL,)))
    assert signal(with_past(golden, wobbling(12), themes=(SEASONAL,))) == ""
