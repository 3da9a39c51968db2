"""Whether a figure differs from its own past by more than chance is said in words, the same in every format."""

from __future__ import annotations

import io
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
from tests.reports.signalled import broken, with_past, wobbling
from tests.reports.tagged import Tagged
from transforms.figure import Unit
from transforms.indicator import CUMULATIVE, SEASONAL
from transforms.rebasing import Rebasing

USUAL = "Within its usual range: no need to ask why."


def signal(document: Document) -> str:
    return str(beside(document.rows[0], document)["signal"])


def test_a_figure_like_its_past_is_said_to_be_so_in_every_format(golden: Document) -> None:
    document = replace(with_past(golden, wobbling(12)), layout=("attention",))
    word = WordDocument(io.BytesIO(as_docx(document)))

    assert signal(document).startswith(USUAL)
    assert USUAL in as_html(document).decode()
    assert any(USUAL in paragraph.text for paragraph in word.paragraphs)
    tagged = Tagged(as_pdf(document))
    assert any(USUAL in tagged.text(paragraph) for paragraph in tagged.tagged("/P"))


def test_a_figure_that_broke_with_its_past_is_told_whichever_way_is_better(golden: Document) -> None:
    assert signal(with_past(golden, broken())).startswith(
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


def test_since_when_a_range_is_set_anew_and_why_is_said(golden: Document) -> None:
    long_ago, lately = (Rebasing(Q3.shifted(-3 * back).start, "New contractor.") for back in (15, 5))
    assert signal(with_past(golden, wobbling(26), rebased=[long_ago])).endswith(
        "Range set anew since January 2006: New contractor."
    )
    assert signal(with_past(golden, wobbling(26), rebased=[lately])).startswith(
        "Six of the 13 figures since July to September 2008 that are needed"
    )


def test_a_date_on_which_no_range_is_set_anew_is_not_told(golden: Document) -> None:
    before, after = (Rebasing(Q3.shifted(months).start, "New contractor") for months in (-60, 3))
    assert "anew" not in signal(with_past(golden, wobbling(12), rebased=[before, after]))
