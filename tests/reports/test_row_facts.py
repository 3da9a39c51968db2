"""What stands beside an indicator's row, in words that every format prints."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO

from docx import Document as Written

from reports.as_docx import as_docx
from reports.as_html import as_html
from reports.as_pdf import as_pdf
from reports.document import Document
from reports.row_facts import beside
from tests.reports.full import full
from tests.reports.tagged import Tagged
from transforms.code import code_key
from transforms.judged import JudgedRow
from transforms.period import Period


def row_of(document: Document, code: str = "LPI CS 1") -> JudgedRow:
    return next(row for row in document.rows if row.indicator.code == code)


def test_what_is_said_beside_a_figure_is_the_same_in_every_format(golden: Document) -> None:
    document = full(golden)
    facts = beside(row_of(document), document)
    told = [
        facts["against"], facts["comparison"]["told"], facts["three_years"]["since"],
        *(each["followed_up"] for each in facts["actions"]), *(each["told"] for each in facts["earlier"]),
    ]  # fmt: skip
    tagged = Tagged(as_pdf(document))
    page = unescape(re.sub(r"<[^>]+>", "", as_html(document).decode()))
    written = "".join(Written(BytesIO(as_docx(document))).element.body.itertext())
    for read in (page, written, tagged.text(tagged.root.StructTreeRoot)):
        assert [words for words in told if words not in read] == []


def test_an_earlier_figure_is_named_by_its_own_period_and_not_by_the_reports(golden: Document) -> None:
    monthly = replace(golden, period=Period.month(2009, 12))
    facts = beside(row_of(golden), monthly)
    assert [each["name"] for each in facts["earlier"]] == ["Previous quarter", "Previous year"]
    assert facts["figure_of"] == "figure of Q3 2009-10"


def test_a_years_figure_is_compared_with_the_year_before_once(golden: Document) -> None:
    annual = replace(row_of(golden), period=Period.year(2008))
    assert [each["name"] for each in beside(annual, golden)["earlier"]] == ["Previous year"]


def test_what_nobody_counted_yet_is_no_gap_and_what_is_missing_since_is(golden: Document) -> None:
    quarters = [Period.quarter(2008, number) for number in (1, 2, 3, 4)]
    series = list(zip(quarters, (None, Decimal(80), None, Decimal(70)), strict=True))
    facts = beside(row_of(golden), replace(golden, long_history={code_key("LPI CS 1"): series}))["three_years"]

    assert facts["by_year"]["rows"] == [["2008-09", "\N{EN DASH}", "80.00%", "[x]", "70.00%"]]
    assert facts["since"] == "No comparable figure before Q2 2008-09."


def test_what_was_done_says_when_and_what_came_of_it(golden: Document) -> None:
    document = full(golden)
    [action, _] = document.actions[code_key("LPI CS 1")]
    done = replace(action, done=date(2010, 1, 8), outcome="Both have begun.")
    told = beside(row_of(document), replace(document, actions={code_key("LPI CS 1"): [done]}))["actions"]
    assert told[0]["followed_up"] == "Head of CS, by 31 March 2010: Done, 8 January 2010. Both have begun."
