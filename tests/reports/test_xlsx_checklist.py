"""The Government Analysis Function's checklist for spreadsheets, "Making spreadsheets accessible", item by item."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.as_xlsx import as_xlsx
from reports.document import Document
from tests.reports.full import full, saying

HEAD_ROW = 4
NAMESPACES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def content(golden: Document) -> bytes:
    return as_xlsx(full(golden))


@pytest.fixture
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


@pytest.fixture
def sheets(book: Workbook) -> list[Worksheet]:
    """The sheets that hold a table: all but the cover."""
    return [sheet for sheet in book.worksheets if sheet.title != "Cover"]


def parts(content: bytes, of: str) -> Iterator[etree._Element]:
    """The parts of a workbook whose names hold a word, as trees."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from (etree.fromstring(archive.read(name)) for name in archive.namelist() if of in name)


def test_each_sheet_has_one_table_marked_as_one_from_its_head_to_its_end(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        [table] = sheet.tables.values()
        assert table.ref == f"A{HEAD_ROW}:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert table.headerRowCount == 1
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[HEAD_ROW]]


def test_every_table_has_a_name_of_its_own(sheets: list[Worksheet]) -> None:
    names = [name for sheet in sheets for name in sheet.tables]

    assert len(set(names)) == len(names) == len(sheets)


def test_no_cell_is_merged(content: bytes) -> None:
    assert not [
        found for sheet in parts(content, "worksheets/sheet") for found in sheet.findall(".//m:mergeCell", NAMESPACES)
    ]


def test_no_row_or_column_is_blank_and_nothing_hidden(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not [row.index for row in sheet.row_dimensions.values() if row.hidden]
        assert not [column.index for column in sheet.column_dimensions.values() if column.hidden]
        assert all(any(cell.value not in {None, ""} for cell in row) for row in sheet.rows)


def test_no_cell_of_a_table_is_blank(sheets: list[Worksheet]) -> None:
    blank = [f"{sheet.title}!{cell.coordinate}" for sheet in sheets for row in sheet.iter_rows(min_row=HEAD_ROW)
             for cell in row if cell.value in {None, ""}]  # fmt: skip

    assert not blank


def test_heads_stand_in_one_row_and_differ(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        heads = [cell.value for cell in sheet[HEAD_ROW]]
        assert all(isinstance(head, str) and head.strip() for head in heads)
        assert len(set(heads)) == len(heads)


def test_text_wraps_so_that_none_is_hidden(sheets: list[Worksheet]) -> None:
    for sheet in sheets:
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows(min_row=HEAD_ROW) for cell in row)


def test_nothing_is_frozen_and_nothing_filtered(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes is None
        assert not sheet.auto_filter.ref
        assert all(table.autoFilter is None for table in sheet.tables.values())


def test_shorthands_and_notes_are_explained_on_a_sheet_of_their_own(book: Workbook) -> None:
    key = {row[0]: row[2] for row in book["Notes and key"].iter_rows(min_row=HEAD_ROW + 1, values_only=True)}
    used = [cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row]

    for sign in ("[x]", "[z]", "[c]", "[p]", "[r]", "Good", "Caution", "Requires Attention", "Improving", "No trend"):
        assert str(key[sign]).endswith(".")
    heads = [cell.value for sheet in book.worksheets for cell in sheet[HEAD_ROW] if "[note" in str(cell.value)]
    assert (
        {str(head).split("[")[1].rstrip("]") for head in heads} == {"note 1", "note 2", "note 3", "note 4"} <= set(key)
    )
    assert "[x]" in used


def test_notes_are_referred_to_from_heads_and_never_from_data(sheets: list[Worksheet]) -> None:
    below = [row for sheet in sheets if sheet.title != "Notes and key"
             for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True)]  # fmt: skip

    assert not [cell for row in below for cell in row if "[note" in str(cell)]


def test_every_column_is_described(book: Workbook, sheets: list[Worksheet]) -> None:
    described = {row[0] for row in book["Notes and key"].iter_rows(min_row=HEAD_ROW + 1, values_only=True)}

    assert {cell.value for sheet in sheets if sheet.title != "Notes and key" for cell in sheet[HEAD_ROW]} <= described


def test_links_say_where_they_lead(book: Workbook) -> None:
    links = [(cell.value, cell.hyperlink.location) for sheet in book.worksheets for row in sheet.rows for cell in row
             if cell.hyperlink]  # fmt: skip

    assert {location for _, location in links} == {f"'{name}'!A1" for name in book.sheetnames if name != "Cover"}
    assert all(location.split("'")[1] in str(text) for text, location in links)


def test_a_light_is_told_by_its_word_and_never_by_colour_alone(book: Workbook) -> None:
    plain = {"00000000", "FFFFFFFF"}
    tinted = [cell for row in book["Indicators"].iter_rows(min_row=HEAD_ROW + 1) for cell in row
              if cell.fill.fill_type and cell.fill.fgColor.rgb not in plain]  # fmt: skip

    assert [cell.value for cell in tinted] == ["Requires Attention", "Caution", "Good"]


def test_the_title_stands_in_a1_and_says_what_the_sheet_is(book: Workbook) -> None:
    assert book["Cover"]["A1"].value == "P&G Committee - Quarter 3 Report, October to December 2009"
    assert book["Indicators"]["A1"].value == "Indicators, October to December 2009"
    assert all(sheet["A1"].value and sheet["A1"].font.b for sheet in book.worksheets)


def test_sheets_have_names_of_their_own_and_none_is_empty(book: Workbook) -> None:
    assert book.sheetnames == ["Cover", "Notes and key", "Indicators", "History", "Housekeeping", "Actions", "Benchmarks",
                               "Councils compared", "What changed", "Revisions"]  # fmt: skip
    assert all(sheet.max_row > HEAD_ROW for sheet in book.worksheets)


def test_a_table_without_rows_has_no_sheet(golden: Document) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(replace(golden, changes=[]))))

    assert book.sheetnames == ["Cover", "Notes and key", "Indicators", "History"]


def test_the_cursor_stands_in_a1_of_every_sheet_and_the_cover_is_open(content: bytes, book: Workbook) -> None:
    for sheet in parts(content, "worksheets/sheet"):
        assert {each.get("activeCell", "A1") for each in sheet.findall(".//m:selection", NAMESPACES)} <= {"A1"}
        assert sheet.find(".//m:sheetView", NAMESPACES).get("topLeftCell") is None
    assert book.active is not None
    assert book.active.title == "Cover"


def test_title_language_author_and_instant_are_set(book: Workbook) -> None:
    told = book.properties

    assert (told.title, told.language) == ("P&G Committee - Quarter 3 Report, October to December 2009", "en-GB")
    assert (told.creator, told.subject) == ("Sevenoaks District Council", "Performance and Governance Committee")
    assert told.created == told.modified == datetime(2010, 1, 18, 9, 5)


def test_there_are_no_macros_pictures_or_links_to_elsewhere(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()

    assert not [name for name in names if "media" in name or "vba" in name or "externalLink" in name]
    assert not [each for part in parts(content, ".rels") for each in part if each.get("TargetMode") == "External"]


def test_figures_are_numbers_printed_with_their_own_decimals(book: Workbook) -> None:
    rows = {row[1].value: row for row in book["Indicators"].iter_rows(min_row=HEAD_ROW + 1)}
    heads = [cell.value for cell in book["Indicators"][HEAD_ROW]]
    value, target = (heads.index(head) for head in ("Value [note 1]", "Target"))

    assert (rows["NI 157a"][value].value, rows["NI 157a"][value].number_format) == (82.61, "#,##0.00")
    assert (rows["NI 157a"][target].value, rows["NI 157a"][target].number_format) == (80, "#,##0.00")
    assert rows["LPI CS 1"][target].number_format == "#,##0"
    assert rows["LPI RR 1"][value].value == "[x]"


def test_no_cell_is_a_formula_and_what_looks_like_one_stays_words(golden: Document) -> None:
    texts = ["=1+1", "+44 1732", "@SUM(A1)"]
    book = load_workbook(io.BytesIO(as_xlsx(saying(golden, texts))))
    said = [cell for row in book["Indicators"].iter_rows() for cell in row if cell.value in texts]

    assert [cell.value for cell in said] == texts
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in said)
    assert not [cell for sheet in book.worksheets for row in sheet.rows for cell in row if cell.data_type == "f"]


def test_a_long_commentary_is_whole_and_its_row_high_enough(golden: Document) -> None:
    said = "Staff were short. " * 220
    sheet = load_workbook(io.BytesIO(as_xlsx(saying(golden, [said]))))["Indicators"]
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == said.strip()]

    height = sheet.row_dimensions[cell.row].height
    width = sheet.column_dimensions[cell.column_letter].width
    assert height and 12.5 * len(said) / width < height < 409
