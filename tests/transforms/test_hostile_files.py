"""Files made to do harm, or by accident alike: each is refused by a rule of its own, or read."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import pytest
import xlwt

from tests.transforms.made_files import HEADER, lying_zip, ods, ods_xml, xlsx, xlsx_parts, zipped
from transforms.errors import UnreadableReturn
from transforms.read_workbook import read_workbook
from transforms.reading_limits import COLUMNS, FILE_BYTES, PARTS, ROWS, SHEETS, UNZIPPED_BYTES

DOCTYPE = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
SHEET = "xl/worksheets/sheet1.xml"


def refusal(content: bytes) -> UnreadableReturn:
    with pytest.raises(UnreadableReturn) as raised:
        read_workbook(content)
    assert raised.value.message.endswith((".", "?"))
    assert raised.value.remedy.endswith(".")
    return raised.value


def rule(content: bytes) -> str:
    return refusal(content).rule


def cell(reference: str) -> str:
    return f'<row><c r="{reference}"><v>1</v></c></row>'


def xls(*cells: tuple[int, int, object]) -> bytes:
    book, sink = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("S1")
    for row, column, value in cells:
        sheet.write(row, column, value)
    book.save(sink)
    return sink.getvalue()


def test_a_value_in_the_last_cell_of_a_sheet_is_refused_before_it_can_bring_the_reader_down() -> None:
    found = refusal(xlsx(HEADER + cell("XFD1048576")))
    assert (found.rule, found.sheet, found.cell) == ("too-many-rows", "S1", "XFD1048576")
    assert "XFD1048576" in found.message


@pytest.mark.parametrize(
    ("reference", "named"),
    [(f"A{ROWS + 1}", "too-many-rows"), ("XFD1", "too-many-columns"), ("ALL50000", "too-many-cells")],
)
def test_cells_beyond_the_limits_are_refused_by_what_they_are_beyond(reference: str, named: str) -> None:
    assert rule(xlsx(HEADER + cell(reference))) == named


def test_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    assert rule(xlsx(f"<row>{'<c><v>1</v></c>' * (COLUMNS + 1)}</row>")) == "too-many-columns"
    assert rule(xlsx(f'<row r="{ROWS}"/><row><c><v>1</v></c></row>')) == "too-many-rows"


def test_an_error_or_a_formula_far_away_counts_as_any_value_does() -> None:
    assert rule(xlsx(HEADER + '<row><c r="XFD1" t="e"><v>#N/A</v></c></row>')) == "too-many-columns"
    assert rule(xlsx(HEADER + '<row><c r="A1048576"><f>1+1</f></c></row>')) == "too-many-rows"


def test_rows_that_are_only_formatted_are_passed_over_to_the_last_one() -> None:
    blank = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/></row>' for n in range(2, 3000))
    last = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert len(read_workbook(xlsx(HEADER + blank + last)).sheets[0].rows) == 1


def test_a_sheet_with_more_columns_in_an_open_document_is_refused() -> None:
    many = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    assert rule(ods(f"<table:table-row>{many}</table:table-row>")) == "too-many-columns"


def test_a_row_said_to_repeat_a_million_times_is_refused_where_it_holds_anything() -> None:
    one = '<table:table-cell office:value-type="float" office:value="1"/>'
    found = refusal(ods(f'<table:table-row table:number-rows-repeated="1048576">{one}</table:table-row>'))
    assert (found.rule, found.sheet) == ("too-many-rows", "S1")


def test_blanks_said_to_repeat_to_the_end_of_the_sheet_are_nothing() -> None:
    row = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert read_workbook(ods(row)).sheets[0].rows == []


def test_an_open_document_with_too_many_cells_is_refused() -> None:
    cells = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{COLUMNS}"><text:p>x</text:p></table:table-cell>'
    assert (
        rule(ods(f'<table:table-row table:number-rows-repeated="3000">{cells}</table:table-row>')) == "too-many-cells"
    )


@pytest.mark.slow
def test_a_value_in_the_far_corner_of_an_old_workbook_is_no_million_cells() -> None:
    assert rule(xls((0, 0, "Code"), (65535, 255, 1))) == "too-many-cells"
    assert len(read_workbook(xls((0, 0, "Code"), (5000, 255, 1))).sheets[0].rows) == 5001


def test_a_csv_beyond_the_limits_is_refused_and_its_blank_end_passed_over() -> None:
    assert rule(b"a,b\r\n" * (ROWS + 1)) == "too-many-rows"
    assert rule(b"a,b\r\n" + b"x," * COLUMNS + b"x\r\n") == "too-many-columns"
    assert rule((b"x," * COLUMNS)[:-1] + b"\r\n" + b"a,b\r\n" * 3000) == "too-many-cells"
    assert len(read_workbook(b"Code,Value\r\n" + b",\r\n" * (ROWS + 1)).sheets[0].rows) == 1


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert rule(b"a" * (FILE_BYTES + 1)) == "file-too-large"


def test_a_zip_that_swells_is_refused_by_what_it_says_of_itself() -> None:
    assert rule(lying_zip(xlsx(), SHEET, UNZIPPED_BYTES + 1)) == "unpacks-too-large"


@pytest.mark.slow
def test_a_true_bomb_is_refused_unopened() -> None:
    bomb = zipped({**xlsx_parts(), "xl/media/image1.png": bytes(UNZIPPED_BYTES)})
    assert len(bomb) < FILE_BYTES / 10
    assert rule(bomb) == "unpacks-too-large"


@pytest.mark.parametrize("size", [10, 10_000])
def test_a_zip_that_lies_about_the_size_of_a_part_is_refused(size: int) -> None:
    content = xlsx()
    lying = lying_zip(content, SHEET, size)
    assert lying != content
    assert rule(lying) == "damaged-part"


def test_a_zip_of_a_workbook_with_changed_content_is_refused() -> None:
    content = zipped({**xlsx_parts(), "xl/sharedStrings.xml": "<sst/>"})
    assert rule(lying_zip(content, "xl/sharedStrings.xml", 7)) == "damaged-part"


def test_too_many_parts_or_sheets_are_refused() -> None:
    assert rule(zipped({f"p{n}": "" for n in range(PARTS + 1)})) == "too-many-parts"
    assert rule(xlsx(sheets=SHEETS + 1)) == "too-many-sheets"


@pytest.mark.parametrize("name", ["../../etc/passwd", "xl/../../evil.xml", "..\\evil.dll"])
def test_parts_named_as_paths_out_of_the_file_are_refused(name: str) -> None:
    assert rule(zipped({**xlsx_parts(), name: "x"})) == "odd-parts"


def test_a_part_that_is_there_twice_is_refused_because_nobody_knows_which_counts() -> None:
    sink = io.BytesIO(xlsx())
    with warnings.catch_warnings(), zipfile.ZipFile(sink, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, "<worksheet/>")
    assert rule(sink.getvalue()) == "odd-parts"


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"])
def test_a_document_type_is_refused_wherever_it_stands(part: str) -> None:
    parts = xlsx_parts()
    assert rule(zipped({**parts, part: DOCTYPE + str(parts.get(part, "<sst/>"))})) == "document-type"


def test_a_document_type_is_refused_in_styles_and_in_an_open_document() -> None:
    assert rule(zipped({**xlsx_parts(), "xl/styles.xml": f"{DOCTYPE}<styleSheet/>"})) == "document-type"
    assert rule(zipped({"content.xml": DOCTYPE + ods_xml("")})) == "document-type"


def test_an_open_document_with_a_password_is_called_protected() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert rule(zipped({"content.xml": b"\x93\x00", "META-INF/manifest.xml": manifest})) == "password"


def test_a_zip_with_a_password_is_called_protected() -> None:
    content = bytearray(xlsx())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    assert rule(bytes(content)) == "password"


def test_a_workbook_with_macros_is_read_and_they_are_only_bytes(shared_data: Path) -> None:
    book = read_workbook((shared_data / "hostile" / "cal_vba.xlsm").read_bytes())
    assert len(book.sheets) == 3


@pytest.mark.parametrize(
    ("start", "named"),
    [
        (b"<html><table><tr><td>Code</td></tr></table></html>", "web-page"),
        (b'\xef\xbb\xbf\r\n<!DOCTYPE html>\r\n<HTML xmlns:x="urn:schemas-microsoft-com:office:excel">', "web-page"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "web-page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xml-spreadsheet"),
        (ods_xml("").replace("document-content", "document").encode(), "flat-opendocument"),
        (b'<?xml version="1.0"?><figures/>', "not-a-spreadsheet"),
        (b'{"code": "NI 157a"}', "not-a-spreadsheet"),
        (b'[\n {"code": "NI 157a"}]', "not-a-spreadsheet"),
        (b"%PDF-1.4", "not-a-spreadsheet"),
        (b"{\\rtf1\\ansi Dear all}", "not-a-spreadsheet"),
        (b"\x89PNG\r\n\x1a\n", "not-a-spreadsheet"),
        (zipped({"word/document.xml": "<w/>"}), "not-a-spreadsheet"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<o/>"}), "not-a-spreadsheet"),
        (zipped({"xl/workbook.bin": ""}), "binary-workbook"),
        (zipped({"xl\\workbook.xml": "<workbook/>"}), "damaged-file"),
        (b"\x01\x02\x03\x04 no text at all", "damaged-file"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused_by_the_name_of_its_kind(start: bytes, named: str) -> None:
    assert rule(start) == named


def test_a_sheet_the_workbook_speaks_of_and_does_not_have_is_damage() -> None:
    parts = xlsx_parts(sheets=2)
    del parts["xl/worksheets/sheet2.xml"]
    assert rule(zipped(parts)) == "damaged-file"


def test_more_elements_than_can_be_passed_over_in_time_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("xlsx_marks", "read_ods"):
        monkeypatch.setattr(f"transforms.{module}.ELEMENTS", 100)
    assert rule(xlsx("<row/>" * 100)) == "too-many-cells"
    assert rule(ods("<table:table-row/>" * 100)) == "too-many-cells"
