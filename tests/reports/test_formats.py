from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document as Written

from reports.as_csv import COLUMNS, as_csv, harmless
from reports.as_docx import as_docx
from reports.as_html import as_html
from reports.as_json import as_json
from reports.as_pdf import as_pdf
from reports.document import Document, Section
from reports.tables import book_of
from tests.reports.conftest import ASIDE, Q3, golden_figures
from tests.reports.parsed import parsed
from tests.reports.tagged import Tagged
from transforms.period import Period

GOLDEN_ROWS = {
    "LPI CS 1": ("64.56%", "80%", "Requires Attention", "62.93%", "Improving", "75.94%", "Getting Worse"),
    "LPI CS 3": ("63.73%", "65%", "Caution", "62.25%", "Improving", "60.54%", "Improving"),
    "NI 157a": ("82.61%", "80.00%", "Good", "85.71%", "Getting Worse", "70.37%", "Improving"),
}
"""The case study's quarter 3 report."""


def test_the_golden_rows_are_in_the_json(golden: Document) -> None:
    facts = json.loads(as_json(golden))
    rows = {row["code"]: row for section in facts["sections"] for row in section["rows"]}

    for code, expected in GOLDEN_ROWS.items():
        row = rows[code]
        earlier = [(row[when]["value_text"], row[when]["trend_label"]) for when in ("previous", "previous_year")]
        assert (row["value_text"], row["target_text"], row["status_label"], *earlier[0], *earlier[1]) == expected
    assert rows["NI 157a"]["commentary"] == "Commentary not required"
    assert (rows["LPI CS 1"]["value"], rows["LPI CS 1"]["target"]) == (64.56, 80)
    assert rows["LPI CS 1"]["previous"]["period"] == "2009-10 Q2"
    assert rows["LPI CS 1"]["previous_year"]["period"] == "2008-09 Q3"
    assert (facts["title"], facts["period"]) == ("P&G Committee - Quarter 3 Report", "2009-10 Q3")
    assert [section["service"] for section in facts["sections"]][:2] == ["Customer Services", "Development Services"]


def test_the_golden_rows_are_in_the_page(golden: Document) -> None:
    rows = {row[0]: row for row in parsed(golden).rows if row and row[0] in GOLDEN_ROWS}

    for code, expected in GOLDEN_ROWS.items():
        value, target, status, previous, short, year, long = rows[code][2:9]
        assert (value, target, status, previous, short, year, long) == expected
    assert rows["NI 157a"][-1] == "Commentary not required"
    assert rows["LPI CS 1"][-1] == f"Commentary {ASIDE}"


def test_the_golden_rows_are_in_the_csv(golden: Document) -> None:
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(as_csv(golden).decode()))}
    columns = (
        "value_text", "target_text", "status_label", "previous_value_text", "short_trend",
        "previous_year_value_text", "long_trend",
    )  # fmt: skip

    assert tuple(rows["NI 157a"]) == COLUMNS
    for code, expected in GOLDEN_ROWS.items():
        assert tuple(rows[code][column] for column in columns) == expected


def test_a_page_needs_no_script_and_nothing_from_elsewhere(golden: Document) -> None:
    page = as_html(golden).decode()

    assert "script" not in parsed(golden).tags
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "@import" not in page


def test_what_a_department_wrote_cannot_become_part_of_the_page(golden: Document) -> None:
    page = as_html(golden).decode()

    assert ASIDE not in page
    assert "&lt;script&gt;" in page


def test_a_gap_is_said_in_words_in_every_format(golden: Document) -> None:
    awaited = "Awaited from Development Services [x]"

    assert awaited in as_html(golden).decode()
    assert awaited in as_csv(golden).decode()
    facts = json.loads(as_json(golden))
    row = next(r for s in facts["sections"] for r in s["rows"] if r["code"] == "LPI RR 1")
    assert (row["value"], row["value_text"], row["missing"]) == (None, awaited, "awaiting")


def test_the_line_below_the_title_says_for_whom_it_is_unless_the_title_begins_with_that(golden: Document) -> None:
    when = "Performance monitoring, October to December 2009"
    assert golden.subtitle == f"Performance and Governance Committee · {when}"
    cabinet = replace(golden, title="Cabinet - Quarter 3 Report", audience="Cabinet")
    assert f'<p class="lede">{when}</p>' in as_html(cabinet).decode()


@pytest.mark.parametrize("write", [as_html, as_pdf, as_docx])
def test_of_a_year_the_year_before_stands_once(golden: Document, write: Callable[[Document], bytes]) -> None:
    annual = replace(golden, period=Period.year(2008))
    read = read_aloud(write(annual))
    assert read.count("Short trend") == read.count("Short term trend") == 0
    assert read.count("Long trend") >= len([section for section in annual.sections if section.measured])
    assert "Short trend" in read_aloud(write(golden))


def read_aloud(report: bytes) -> str:
    """The words of a report."""
    if report.startswith(b"%PDF"):
        tagged = Tagged(report)
        return tagged.text(tagged.root.StructTreeRoot)
    if report.startswith(b"PK"):
        return "".join(Written(io.BytesIO(report)).element.body.itertext())
    return report.decode()


def test_the_revisions_of_an_indicator_are_one_sentence(golden: Document) -> None:
    [change] = golden.changes
    again = replace(change, period=Period.month(2009, 11), was="80.00%", now="80.50%")
    [told] = json.loads(as_json(replace(golden, changes=[change, again])))["revised"]

    assert told == {
        "code": "NI 157a",
        "told": ", Major applications: December 2009, 66.67% became 77.78%; November 2009, 80.00% became 80.50%.",
    }
    assert told["told"] in as_html(replace(golden, changes=[change, again])).decode()


def test_where_nothing_is_judged_no_lights_are_counted(golden: Document) -> None:
    rows = [row for row in golden.rows if row.missing]
    document = replace(golden, sections=[Section("All", rows)])
    assert "of 0" not in as_html(document).decode()
    assert "Good: 0" not in book_of(document).cover


def test_a_revision_is_listed_with_what_it_was_and_is(golden: Document) -> None:
    assert "66.67% became 77.78%" in as_html(golden).decode()
    assert json.loads(as_json(golden))["changes"][0] | {"changed_at": ""} == {
        "code": "NI 157a", "name": "Major applications", "period": "2009-12", "period_label": "December 2009",
        "was": "66.67%", "now": "77.78%",
        "changed_at": "",
    }  # fmt: skip


@pytest.mark.parametrize("write", [as_html, as_json, as_csv])
def test_the_same_document_gives_the_same_bytes(golden: Document, write: Callable[[Document], bytes]) -> None:
    assert write(golden) == write(golden)


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("+44 1732", "'+44 1732"), ("-5.00%", "-5.00%"), ("-£1,200", "-£1,200"), ("-cmd|x", "'-cmd|x"),
     ("@SUM(A1)", "'@SUM(A1)"), ("Good", "Good"), (-5.5, -5.5), (None, None)],
)  # fmt: skip
def test_a_text_that_would_be_a_formula_is_made_harmless(cell: object, written: object) -> None:
    assert harmless(cell) == written


def test_a_formula_in_a_commentary_stays_text_in_the_csv(make_report: Callable[..., Document]) -> None:
    document = make_report(golden_figures(), {"LPI CS 1": {Period.month(2009, 12): "=HYPERLINK(1)"}})

    rows = list(csv.DictReader(io.StringIO(as_csv(document).decode())))

    assert next(row for row in rows if row["code"] == "LPI CS 1")["commentary"] == "'=HYPERLINK(1)"
    assert document.period == Q3


def test_what_an_incomplete_figure_lacks_is_in_every_format(make_report: Callable[..., Document]) -> None:
    figures = golden_figures()
    del figures["NI 157a"][Period.month(2009, 12)]
    document = make_report(figures, {})

    rows = list(csv.DictReader(io.StringIO(as_csv(document).decode())))
    lacks = "December 2009: awaited from Development Services [x]"
    assert next(row for row in rows if row["code"] == "NI 157a")["note"] == lacks
    assert lacks in as_html(document).decode()
    assert lacks in as_json(document).decode()
