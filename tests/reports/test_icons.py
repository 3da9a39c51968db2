"""The icons beside lights: drawn or in words in every format, told by more than colour, and nowhere where nothing is known."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx import Document as WordDocument

from reports.as_csv import as_csv
from reports.as_docx import as_docx
from reports.as_html import as_html
from reports.as_json import as_facts, as_json
from reports.as_ods import as_ods
from reports.as_pdf import as_pdf
from reports.as_xlsx import as_xlsx
from reports.blocks.beside_lights import LIGHT
from reports.built import blocks_of
from reports.document import Document
from reports.icon import ICONS
from reports.key import ICON_MEANINGS, ICONS_TELL
from reports.parts import NO_VERDICT, SIGNAL, Grid
from tests.reports.read_back import table
from tests.reports.signalled import broken, with_past, wobbling
from tests.reports.tagged import Tagged
from transforms.variation import Assurance, Variation

WORSE, SURE = Variation.CONCERNING_LOW.label, Assurance.PASSING.label


@pytest.fixture
def report(golden: Document) -> Document:
    """The committee's report with one figure that broke with its past."""
    return with_past(golden, broken())


def test_every_format_has_the_words_of_the_icons(report: Document) -> None:
    drawn = [*WordDocument(io.BytesIO(as_docx(report))).element.body.iter("{*}docPr")]
    tagged = Tagged(as_pdf(report))

    assert f"{WORSE}. {SURE}" in as_html(report).decode()
    assert {WORSE, SURE} <= {each.get("descr") for each in drawn}
    assert {WORSE, SURE} <= {str(each.get("/Alt")) for each in tagged.tagged("/Figure")}
    for content in (as_xlsx(report), as_ods(report)):
        assert {WORSE, SURE} <= set(table(content)[0].values())
    assert f'"{WORSE}"' in as_csv(report).decode()
    assert SURE in as_csv(report).decode()


def test_programs_read_icons_by_name_with_words_and_a_sentence(report: Document) -> None:
    told, *others = [row for section in json.loads(as_json(report))["sections"] for row in section["rows"]]

    assert (told["variation"], told["assurance"]) == ("concerning-low", "consistently-passing")
    assert (told["variation_label"], told["assurance_label"]) == (WORSE, SURE)
    assert told["variation_sentence"] == "Below its usual range: something changed for the worse."
    assert told["assurance_sentence"].startswith("All of its usual range meets the target")
    assert others[0]["variation"] is None
    assert others[0]["variation_label"] == ""


def test_a_report_without_a_verdict_is_as_calm_as_ever(golden: Document) -> None:
    few = with_past(golden, wobbling(5))
    for content in (as_html(few).decode(), *(paragraphs(few))):
        assert SIGNAL not in content
    assert "use href" not in as_html(few).decode()
    assert as_facts(few)["sections"][0]["rows"][0]["variation"] == "too-few-figures"


def paragraphs(document: Document) -> Iterator[str]:
    word = WordDocument(io.BytesIO(as_docx(document)))
    yield from (paragraph.text for paragraph in word.paragraphs)
    yield from (cell.text for table in word.tables for cell in table.rows[0].cells)


def test_beside_a_verdict_what_has_none_has_a_dash(report: Document) -> None:
    grid = blocks_of(replace(report, layout=("form",)))["form"].parts[0]
    assert isinstance(grid, Grid)
    heads = [head.text for head in grid.heads]
    at = heads.index(SIGNAL)

    assert heads[at - 1] == LIGHT
    assert [row[at].variation for row in grid.rows[:2]] == ["concerning-low", ""]
    assert grid.rows[1][at].text == NO_VERDICT


def test_every_icon_that_is_drawn_is_in_the_page_once_and_in_the_key(report: Document) -> None:
    page = as_html(report).decode()
    used, known = set(re.findall(r'href="#icon-([\w-]+)"', page)), re.findall(r'<symbol id="icon-([\w-]+)"', page)

    assert len(known) == len(set(known))
    assert used <= set(known)
    assert {name for each in ICON_MEANINGS for name in each.icons} == set(ICONS)


def test_a_page_without_a_key_explains_its_icons_beneath_them(report: Document) -> None:
    form = replace(report, sections=report.sections[:1], layout=("form",))
    pdf = Tagged(as_pdf(form))

    assert form.explains_icons_apart
    assert ICONS_TELL in as_html(form).decode()
    assert ICONS_TELL in set(paragraphs(form))
    assert any(ICONS_TELL in pdf.text(paragraph) for paragraph in pdf.tagged("/P"))
    assert len(pdf.pdf.pages) == 1
    for layout in (("key", "indicators"), ("digest",), ("exceptions",)):
        assert not replace(report, layout=layout).explains_icons_apart


def test_no_two_icons_are_alike_but_for_their_colour() -> None:
    assert len({icon.strokes for icon in ICONS.values()}) == len(ICONS)


def test_every_verdict_has_its_icon_and_nothing_else_has() -> None:
    assert set(ICONS) == {each.value for each in Variation if each.has_icon} | {each.value for each in Assurance}


def test_an_incomplete_figure_has_no_icon(report: Document) -> None:
    row = report.rows[0]
    section = replace(report.sections[0], rows=[replace(row, value=None), *report.sections[0].rows[1:]])
    assert replace(report, sections=[section]).signal_of(section.rows[0]) is None
