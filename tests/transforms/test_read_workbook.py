from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few
from transforms.errors import UnreadableReturn
from transforms.read_workbook import read_workbook
from transforms.workbook import Workbook

ROWS = [["Code", "Value", "Commentary"], ["NI 157a", "82.61", "On track, as planned"]]


def xlsx(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rows(content: bytes) -> list[list[object]]:
    return [list(row) for row in read_workbook(content).sheets[0].rows]


def rule(content: bytes) -> str:
    with pytest.raises(UnreadableReturn) as raised:
        read_workbook(content)
    assert raised.value.message
    assert raised.value.remedy
    return raised.value.rule


def test_a_workbook_is_read_with_its_sheets_in_order_and_cells_where_they_stood() -> None:
    book = read_workbook(xlsx(Notes=[["read me"]], Return=[[None, None], [None, "Code"], ["x", 1.5]]))
    assert [sheet.name for sheet in book.sheets] == ["Notes", "Return"]
    assert [list(row) for row in book.sheets[1].rows] == [["", ""], ["", "Code"], ["x", 1.5]]


def test_true_dates_arrive_as_dates_and_numbers_as_numbers() -> None:
    assert rows(xlsx(S=[[date(2009, 12, 1), 64.56, 7, "7"]])) == [[date(2009, 12, 1), 64.56, 7, "7"]]


def test_a_hidden_sheet_is_known_to_be_hidden(shared_data: Path) -> None:
    book = read_workbook((shared_data / "hostile" / "poi_TwoSheetsOneHidden.xlsx").read_bytes())
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Sheet1", True), ("Sheet2", False)]


def test_chart_sheets_are_no_sheets_of_figures(shared_data: Path) -> None:
    book = read_workbook((shared_data / "hostile" / "cal_any_sheets.xlsx").read_bytes())
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Visible", False),
        ("Hidden", True),
        ("VeryHidden", True),
    ]


def test_a_workbook_says_that_its_dates_count_from_1904(shared_data: Path) -> None:
    assert read_workbook((shared_data / "hostile" / "cal_date_1904.xlsx").read_bytes()).epoch_1904
    assert not read_workbook(xlsx(S=[["x"]])).epoch_1904


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_is_read_by_the_mark_it_is_written_with(delimiter: str) -> None:
    text = f"Code{delimiter}Value{delimiter}Name\r\nNI 157a{delimiter}82.61{delimiter}Major applications\r\n"
    assert rows(text.encode()) == [["Code", "Value", "Name"], ["NI 157a", "82.61", "Major applications"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_csv_is_read_whatever_program_wrote_it(encoding: str) -> None:
    text = "Code,Value,Commentary\r\nLPI 1,£5,Café – “closed”\r\n"
    assert rows(text.encode(encoding)) == [["Code", "Value", "Commentary"], ["LPI 1", "£5", "Café – “closed”"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_whatever_its_lines_end_with(end: str) -> None:
    text = end.join(["Code,Value,Commentary", 'NI 157a,82.61,"On track, as planned"', ""])
    assert rows(text.encode()) == ROWS


def test_a_comma_or_line_break_in_quotes_does_not_end_a_cell() -> None:
    assert rows(b'Code,Value\r\n"NI\n157a","1,234"\r\n') == [["Code", "Value"], ["NI\n157a", "1,234"]]


def test_cells_of_a_csv_stay_text_so_that_codes_keep_their_noughts() -> None:
    assert rows(b"value\n01\n002\n") == [["value"], ["01"], ["002"]]


def test_an_empty_file_is_called_empty() -> None:
    assert rule(b"") == "empty-file"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"PK\x03\x04 and no more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"Code,Value\0\0"],
    ids=["cut zip", "no zip", "cut xls", "nul"],
)
def test_a_damaged_file_is_called_damaged(content: bytes) -> None:
    assert rule(content) == "damaged-file"


def test_half_a_workbook_is_called_damaged() -> None:
    whole = xlsx(S=[["Code", "Value"], ["NI 157a", 1]])
    assert rule(whole[: len(whole) // 2]) == "damaged-file"


def test_a_zip_that_is_no_workbook_is_called_no_spreadsheet() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("holiday.txt", "a photograph")
    assert rule(content.getvalue()) == "not-a-spreadsheet"


def test_a_binary_workbook_is_refused_by_name_because_columns_vanish_from_it() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    assert rule(content.getvalue()) == "binary-workbook"


@pytest.mark.parametrize("file", ["poi_protect.xlsx", "cal_pass_protected.xlsx"])
def test_a_password_is_called_a_password_and_not_damage(shared_data: Path, file: str) -> None:
    assert rule((shared_data / "hostile" / file).read_bytes()) == "password"


@pytest.mark.parametrize("file", ["poi_invalid.xlsx", "poi_xlsx-corrupted.xlsx"])
def test_broken_workbooks_of_other_projects_are_refused_and_do_not_crash(shared_data: Path, file: str) -> None:
    assert rule((shared_data / "hostile" / file).read_bytes()) == "damaged-file"


def test_a_workbook_whose_structure_alone_is_protected_opens(shared_data: Path) -> None:
    file = shared_data / "hostile" / "poi_workbookProtection-workbook_password-2013.xlsx"
    assert read_workbook(file.read_bytes()).sheets


def test_strict_workbooks_of_excel_are_read_and_not_taken_for_empty(shared_data: Path) -> None:
    book = read_workbook((shared_data / "hostile" / "cal_strict_iso_paths.xlsx").read_bytes())
    assert book.sheets[0].rows[0][:2] == ["Item", "Thickness"]


@pytest.mark.parametrize(
    ("file", "cell"),
    [
        ("mt_utf8bom.csv", "kitten"),
        ("cl_cr-line-endings.csv", "Foo"),
        ("cl_inconsistent-line-endings.csv", "Foo"),
        ("fr_issue-1232.csv", "comune"),
        ("cl_spreadsheet.xls", "a"),
        ("mt_blank_line.ods", "Name"),
    ],
)
def test_messy_files_of_other_projects_are_read(shared_data: Path, file: str, cell: str) -> None:
    assert rows((shared_data / "messy" / file).read_bytes())[0][0] == cell


def test_blank_rows_between_the_data_keep_their_place() -> None:
    assert rows(b"Code,Value\r\n,\r\n\r\nNI 157a,1\r\n") == [["Code", "Value"], [], [], ["NI 157a", "1"]]


def test_a_stray_comma_does_not_shift_the_rows_below(shared_data: Path) -> None:
    found = rows((shared_data / "messy" / "fr_defective-rows.csv").read_bytes())
    assert found == [["id", "name", "age"], ["1101", "John"], ["1102", "Julie", "26", "Potatoes"]]


@few
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]))
def test_any_bytes_at_all_are_a_workbook_or_refused_in_words(content: bytes, start: bytes) -> None:
    try:
        assert isinstance(read_workbook(start + content), Workbook)
    except UnreadableReturn as refusal:
        assert refusal.message
        assert refusal.remedy


@few
@given(st.just(0) | st.integers(3, 4000))
def test_a_workbook_cut_off_anywhere_is_refused(length: int) -> None:
    """Its first one or two bytes alone are letters, and no different from a text of one cell."""
    assert rule(xlsx(S=[["Code", "Value"], ["NI 157a", 1]])[:length]) in {"empty-file", "damaged-file"}
