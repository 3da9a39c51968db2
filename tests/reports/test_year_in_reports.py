"""The year to date and the year's likely end are said in words, the same in every format."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document as WordDocument

from reports.as_docx import as_docx
from reports.as_html import as_html
from reports.as_json import as_json
from reports.as_pdf import as_pdf
from reports.as_xlsx import as_xlsx
from reports.built import blocks_of
from reports.document import Document
from reports.parts import Grid, Prose
from tests.reports.conftest import Q3
from tests.reports.tagged import Tagged
from transforms.code import code_key
from transforms.forecast import Forecast, Outlook
from transforms.period import Period
from transforms.rollup import Figure
from transforms.status import Status
from transforms.target import read_target
from transforms.year_so_far import YearSoFar
from transforms.year_to_date import YearToDate

TO_DATE = "April to December 2009: 64.10% (8 of 9 months), against 80% by then. Not judged."
YEAR_END = "About 65.00% (61.20% to 68.80% in four years of five), target 80%: likely to be missed."
SPAN = Period(Period.year(2009).start, 9)
TARGET = read_target("80")
SO_FAR = YearSoFar(
    YearToDate(SPAN, Figure(SPAN, Decimal("64.1"), parts_in=8, parts_of=9), TARGET, Status.NOT_JUDGED),
    Forecast(Period.year(2009), Decimal("65.00"), Decimal("61.20"), Decimal("68.80"), False, TARGET, Outlook.MISSED),
)


@pytest.fixture
def told(golden: Document) -> Document:
    """The committee's report with the year so far of LPI CS 1, which it prints large, and a block about it."""
    row = next(row for row in golden.rows if row.indicator.code == "LPI CS 1")
    history = {code_key("LPI CS 1"): [(Q3, row.value)]}
    layout = ("attention", "year")
    return replace(golden, long_history=history, years={code_key("LPI CS 1"): SO_FAR}, layout=layout)


def test_both_are_said_beside_what_is_printed_large_in_every_format(told: Document) -> None:
    word = WordDocument(io.BytesIO(as_docx(told)))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    page, tagged = as_html(told).decode(), Tagged(as_pdf(told))
    printed = " ".join(tagged.text(paragraph) for paragraph in tagged.tagged("/P"))
    for words in (TO_DATE, YEAR_END):
        assert words in page
        assert any(words in paragraph for paragraph in paragraphs)
        assert words in printed


def test_the_block_has_a_row_for_each_indicator_and_says_how_it_was_reckoned(told: Document) -> None:
    grid, how = blocks_of(told)["year"].parts
    assert isinstance(grid, Grid)
    assert isinstance(how, Prose)
    [row] = grid.rows
    assert [cell.text for cell in row][1:] == [
        "64.10% (8 of 9 months)", "80%", "Not judged", "65.00%", "61.20% to 68.80%", "80%", "Likely to be missed",
    ]  # fmt: skip
    assert how.texts[0] == "Months to come are taken as the mean of the last twelve."
    assert as_xlsx(told)


def test_programs_find_both_as_numbers_and_words(told: Document) -> None:
    rows = [row for section in json.loads(as_json(told))["sections"] for row in section["rows"]]
    by_code = {row["code"]: row["year"] for row in rows}
    year = by_code["LPI CS 1"]
    assert (year["to_date"]["value"], year["to_date"]["status"]) == (64.1, "not-judged")
    assert (year["forecast"]["low"], year["forecast"]["high"], year["forecast"]["outlook"]) == (
        61.2,
        68.8,
        "likely to be missed",
    )
    assert by_code["NI 157a"] is None


def test_a_report_of_which_nothing_can_be_told_has_no_such_block(golden: Document) -> None:
    assert "year" not in blocks_of(replace(golden, layout=("year",)))
