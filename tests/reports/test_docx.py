"""The report as a Word document, as the clerk's program reads it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

import docx
import pytest
from docx.document import Document as Written
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.as_docx import as_docx
from reports.built import BUILDERS
from reports.document import Document
from reports.docx_blocks import PRINTED
from tests.reports.conftest import Q3
from tests.reports.full import full, saying
from tests.reports.read_back import words
from transforms.code import code_key
from transforms.report_plan import LAYOUTS

COMMITTEES = ("replaced", "summary", "key", "indicators", "attention", "actions", "benchmarks", "changes")
HAD = [layout for layout, blocks in LAYOUTS.items() if all(block in BUILDERS or block in PRINTED for block in blocks)]
FIGURES = [Decimal(text) for text in ("70.10", "71.20", "72.00", "75.94", "70.00", "66.00", "62.93", "64.56")]


def with_years(golden: Document) -> Document:
    """The full report with two years of figures of what Requires Attention."""
    periods = [Q3.shifted(-3 * back) for back in reversed(range(len(FIGURES)))]
    history = {code_key("LPI CS 1"): list(zip(periods, FIGURES, strict=True))}
    return replace(full(golden), layout=COMMITTEES, long_history=history)


@pytest.fixture
def written(golden: Document) -> Written:
    """The committee's report with all its blocks, opened again."""
    return docx.Document(io.BytesIO(as_docx(with_years(golden))))


def headings(written: Written) -> list[tuple[int, str]]:
    """The headings with their levels."""
    styled = [(paragraph.style.name, paragraph.text) for paragraph in written.paragraphs if paragraph.style]
    return [(int(name[-1]), text) for name, text in styled if name and name.startswith("Heading")]


def committee_tables(written: Written) -> list[Table]:
    """The tables of indicators, a section each."""
    return [table for table in written.tables if table.cell(0, 0).text == "Code"]


def test_headings_lead_through_it_without_a_skip(written: Written) -> None:
    levels = [level for level, _ in headings(written)]

    assert headings(written)[0] == (1, "P&G Committee - Quarter 3 Report")
    assert [text for level, text in headings(written) if level == 2] == [
        "What changed since version 1", "At a glance", "Key of symbols", "Indicators by service",
        "Requires Attention: behind the figures", "Actions and referrals", "Beside other councils", "Figures revised",
    ]  # fmt: skip
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_commentary_runs_across_the_row_beneath_its_figures(written: Written, golden: Document) -> None:
    rows = committee_tables(written)[0].rows
    at = next(at for at, row in enumerate(rows) if row.cells[0].text == "LPI CS 1")
    beneath = rows[at + 1].cells

    assert len({id(cell._tc) for cell in beneath[1:]}) == 1
    assert beneath[1].text == f"Commentary {golden.rows[0].commentary}"


def test_every_table_repeats_its_head_and_says_what_it_holds(written: Written) -> None:
    assert written.tables
    for table in written.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"


def test_a_light_is_a_sign_a_word_and_a_style_by_name(written: Written) -> None:
    cells = [row.cells[4] for table in committee_tables(written) for row in table.rows[1:] if row.cells[0].text]
    lights = {words(cell.text): (cell.text[0], cell.paragraphs[0].runs[0].style.name) for cell in cells}

    assert lights["Good"] == ("\N{BLACK CIRCLE}", "Light Good")
    assert lights["Caution"] == ("\N{BLACK UP-POINTING TRIANGLE}", "Light Caution")
    assert lights["Requires Attention"] == ("\N{BLACK SQUARE}", "Light Requires Attention")


def test_no_look_is_set_but_by_a_style(written: Written) -> None:
    runs = [run for table in written.tables for row in table.rows for cell in row.cells
            for paragraph in cell.paragraphs for run in paragraph.runs]  # fmt: skip
    runs += [run for paragraph in written.paragraphs for run in paragraph.runs]

    assert not [run.text for run in runs if run.font.size or run.font.color.rgb or run.font.bold or run.font.name]


def test_every_drawing_has_its_words_and_a_number_of_its_own(written: Written) -> None:
    told = [each.attrib for each in written.element.body.iter(qn("wp:docPr"))]

    assert len({each["id"] for each in told}) == len(told) == 4
    assert all("2009-10 Q3: " in each["descr"] for each in told)
    assert any("target 80%" in each["descr"] for each in told)


def test_three_years_of_what_requires_attention_have_a_table(written: Written) -> None:
    [years] = [table for table in written.tables if table.cell(0, 0).text == "Year"]

    assert [cell.text for cell in years.rows[-1].cells] == ["2009-10", "66.00%", "62.93%", "64.56%", "\N{EN DASH}"]


def test_actions_and_benchmarks_are_printed(written: Written) -> None:
    cells = [cell.text for table in written.tables for row in table.rows for cell in row.cells]

    assert {"Recruit two advisers", "Ask for an options paper", "2nd of 2", "Kent districts"} <= set(cells)


def test_language_title_author_and_instant_are_set(golden: Document, written: Written) -> None:
    told = written.core_properties
    languages = {each.get(qn("w:val")) for each in written.styles.element.iter(qn("w:lang"))}

    assert (told.title, told.language) == ("P&G Committee - Quarter 3 Report, October to December 2009", "en-GB")
    assert (told.author, told.comments) == (golden.council, "")
    assert told.created == told.modified
    assert told.created is not None
    assert told.created.replace(tzinfo=None) == datetime(2010, 1, 18, 9, 5)
    assert languages == {"en-GB"}


def test_the_foot_of_each_page_names_the_committee_and_the_page(written: Written) -> None:
    [foot] = written.sections[0].footer.paragraphs

    assert foot.text.startswith("Performance and Governance Committee \N{MIDDLE DOT} December 2009\tPage ")
    assert [each.get(qn("w:instr")).strip() for each in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_it_is_a4_on_its_side_and_a_form_for_the_wall_upright(golden: Document, written: Written) -> None:
    form = docx.Document(io.BytesIO(as_docx(replace(golden, layout=("form",)))))

    assert (round(written.sections[0].page_width.mm), round(written.sections[0].page_height.mm)) == (297, 210)
    assert (round(form.sections[0].page_width.mm), round(form.sections[0].page_height.mm)) == (210, 297)


@pytest.mark.parametrize("layout", HAD)
def test_every_layout_can_be_had(golden: Document, layout: str) -> None:
    made = docx.Document(io.BytesIO(as_docx(replace(with_years(golden), layout=LAYOUTS[layout]))))

    assert headings(made)[0] == (1, golden.title)
    assert len(headings(made)) > 1


def test_nothing_of_the_template_it_was_made_from_is_left(golden: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(golden))) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert b"thumbnail" not in archive.read("_rels/.rels")
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_at_all_makes_a_document_that_opens(golden: Document, text: str) -> None:
    [table, *_] = committee_tables(docx.Document(io.BytesIO(as_docx(saying(golden, [text])))))

    said = table.rows[2].cells[1].text
    assert re.sub(r"[\W_]", "", said) == "Commentary" + re.sub(r"[\W_]", "", text)
