"""Marks that stand raised behind a figure, in each kind of workbook: 512¹ is 512 and a note, never 5121."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
import xlwt

from tests.transforms.given import a_register, an_indicator
from tests.transforms.made_files import MAIN, RELATED, ods, xlsx, xlsx_parts, zipped
from transforms.figure import Unit
from transforms.raised import Raised, joined_text
from transforms.read_return import read_return
from transforms.read_workbook import read_workbook
from transforms.stated_row import Source
from transforms.workbook import Cell

RUNS = '<r><t>512</t></r><r><rPr><sz val="8"/><vertAlign val="superscript"/></rPr><t>1</t></r>'


def first(content: bytes) -> Cell:
    return read_workbook(content).sheets[0].rows[0][0]


def in_shared_texts(texts: str) -> bytes:
    row = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1"><v>1</v></c></row>'
    parts = xlsx_parts(row)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>plain</t></si><si>{texts}</si></sst>'
    related = f'<Relationship Id="t" Type="{RELATED}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    key = "xl/_rels/workbook.xml.rels"
    parts[key] = str(parts[key]).replace("</Relationships>", related)
    return zipped(parts)


def in_an_open_document(position: str, inside: str = "512<text:span text:style-name='T1'>1</text:span>") -> bytes:
    styles = f'<style:style style:name="T1" style:family="text"><style:text-properties style:text-position="{position}"/></style:style>'
    cell = f'<table:table-cell office:value-type="string"><text:p>{inside}</text:p></table:table-cell>'
    return ods(f"<table:table-row>{cell}</table:table-row>", styles)


def in_an_old_workbook(*runs: str | tuple[str, xlwt.Font]) -> bytes:
    book, sink = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("S1").write_rich_text(0, 0, runs)
    book.save(sink)
    return sink.getvalue()


def raised_font() -> xlwt.Font:
    font = xlwt.Font()
    font.escapement = xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    return font


def test_a_raised_number_of_a_shared_text_is_a_mark_and_its_neighbours_stay() -> None:
    assert read_workbook(in_shared_texts(RUNS)).sheets[0].rows == [["512¹", "plain", 1]]


def test_a_raised_number_of_a_text_in_its_own_cell_is_a_mark_and_its_neighbours_stay() -> None:
    cells = f'<c r="A1" t="inlineStr"><is>{RUNS}</is></c><c r="B1" t="inlineStr"><is><t>plain</t></is></c>'
    row = f'<row r="1">{cells}<c r="C1"><f>1/0</f></c></row>'
    assert read_workbook(xlsx(row)).sheets[0].rows == [["512¹", "plain", "=1/0 (not calculated)"]]


def test_how_a_text_is_spoken_is_no_part_of_it() -> None:
    assert first(in_shared_texts(f'{RUNS}<rPh sb="0" eb="1"><t>five</t></rPh>')) == "512¹"


@pytest.mark.parametrize("position", ["super 58%", "33% 58%"])
def test_a_raised_number_of_an_open_document_is_a_mark(position: str) -> None:
    assert first(in_an_open_document(position)) == "512¹"
    after = "512<text:span text:style-name='T1'><text:span>1</text:span></text:span> so far"
    assert first(in_an_open_document(position, after)) == "512¹ so far"


@pytest.mark.parametrize("position", ["sub 58%", "-33% 58%", "0% 100%", ""])
def test_letters_of_an_open_document_that_are_not_raised_are_plain(position: str) -> None:
    assert first(in_an_open_document(position)) == "5121"


def test_a_raised_number_of_an_old_workbook_is_a_mark() -> None:
    assert first(in_an_old_workbook("512", ("1", raised_font()))) == "512¹"
    assert first(in_an_old_workbook(("1", raised_font()), ("512", xlwt.Font()))) == "¹512"
    assert first(in_an_old_workbook("51", ("2", xlwt.Font()))) == "512"


@pytest.mark.parametrize(
    ("raised", "text"),
    [("1", "512¹"), ("(2)", "512²"), ("10", "512 [note 10]"), ("1, 2", "512 [note 1] [note 2]"), ("r", "512r"), ("-1", "512-1")],
)  # fmt: skip
def test_only_numbers_that_stand_raised_are_notes(raised: str, text: str) -> None:
    assert joined_text(["512", Raised(raised)]) == text


def test_the_figure_is_what_stands_before_the_mark_and_its_sender_is_told() -> None:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink) as made:
        raised = made.add_format({"font_script": 1})
        page = made.add_worksheet()
        page.write_row(0, 0, ["Code", "Value", "Period"])
        page.write_row(1, 0, ["CS 1", "", "Dec-09"])
        page.write_rich_string(1, 1, "512", raised, "1")
    register = a_register(an_indicator(code="CS 1", unit=Unit.NUMBER))
    [row] = read_return(read_workbook(sink.getvalue()), Source(0, "dev", "return.xlsx"), register.indicator).rows
    assert (row.value, [each.written for each in row.assumed]) == (512, ["512¹"])
