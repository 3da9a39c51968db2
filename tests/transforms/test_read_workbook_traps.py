"""What readers of spreadsheets pass over in silence: errors, percentages, what is hidden, merged or not calculated."""

from __future__ import annotations

import io
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import xlwt

from tests.transforms.made_files import MAIN, ods, xlsx, xlsx_parts, zipped
from transforms.errors import UnreadableFigure
from transforms.figure import read_figure
from transforms.read_workbook import read_workbook
from transforms.workbook import Cell, Merge, Sheet

PERCENT = 'office:value-type="percentage" office:value="0.6456"'
FLOAT = 'office:value-type="float" office:value="0"'
ERROR = 'office:value-type="string" office:string-value="" calcext:value-type="error"'


def sheet(content: bytes) -> Sheet:
    return read_workbook(content).sheets[0]


def xlsx_cell(cell: str) -> Cell:
    return sheet(xlsx(f'<row r="1">{cell}</row>')).rows[0][0]


def ods_cell(attributes: str, inside: str = "") -> Cell:
    filled = f"<table:table-row><table:table-cell {attributes}>{inside}</table:table-cell></table:table-row>"
    rows = sheet(ods(filled)).rows
    return rows[0][0] if rows else ""


def xls(*cells: tuple[Cell, str], hidden_row: int | None = None, dates_1904: bool = False) -> bytes:
    """An .xls with cells below one another, each in its number format."""
    book, sink = xlwt.Workbook(), io.BytesIO()
    book.dates_1904 = dates_1904
    page = book.add_sheet("S1")
    for row, (value, number_format) in enumerate(cells):
        page.write(row, 0, value, xlwt.easyxf(num_format_str=number_format))
    if hidden_row is not None:
        page.row(hidden_row).hidden = True
    book.save(sink)
    return sink.getvalue()


def xls_column(content: bytes) -> list[Cell]:
    return [row[0] for row in sheet(content).rows]


def broken(cell: Cell) -> str:
    """What a sender is told of a figure."""
    with pytest.raises(UnreadableFigure) as raised:
        read_figure(cell)
    return raised.value.message


@pytest.mark.parametrize(
    "cell", ['<c r="A1"><f>B1/C1</f></c>', '<c r="A1"><f>B1/C1</f><v></v></c>', '<c r="A1"><f>B1/C1</f><v/></c>']
)
def test_a_formula_that_was_never_calculated_is_no_blank(cell: str) -> None:
    assert xlsx_cell(cell) == "=B1/C1 (not calculated)"
    assert broken(xlsx_cell(cell)) == "'=B1/C1 (not calculated)' is not a number."


def test_a_formula_with_a_result_is_its_result() -> None:
    assert xlsx_cell('<c r="A1"><f>B1/C1</f><v>0.5</v></c>') == 0.5
    assert xlsx_cell('<c r="A1" t="str"><f>B1</f><v>NI 157a</v></c>') == "NI 157a"
    assert (
        sheet(xlsx('<row r="1"><c r="A1" t="str"><f>IF(B1,1,"")</f><v></v></c><c r="B1"><v>1</v></c></row>')).rows[0][0]
        == ""
    )


def test_what_follows_the_cells_is_not_taken_for_a_formula_of_the_last_one() -> None:
    after = '<extLst><ext><f xmlns="x">A1</f></ext></extLst>'
    assert sheet(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', after=after)).rows == [[1]]


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!"])
def test_an_error_is_its_text_with_and_without_a_formula(error: str) -> None:
    assert xlsx_cell(f'<c r="A1" t="e"><f>1/0</f><v>{error}</v></c>') == error
    assert xlsx_cell(f'<c r="A1" t="e"><v>{error}</v></c>') == error
    assert broken(error) == f"'{error}' is not a number."


def test_an_error_in_the_last_row_and_column_has_its_place() -> None:
    rows = sheet(xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3" t="e"><v>#N/A</v></c></row>')).rows
    assert rows == [[1, "", ""], ["", "", ""], ["", "", "#N/A"]]


def test_rows_hidden_in_a_workbook_are_read_and_told() -> None:
    found = sheet(xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'))
    assert (found.rows, found.hidden_rows) == ([[1], [2]], {2})


def test_merged_cells_of_a_workbook_are_told() -> None:
    merges = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    assert sheet(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', after=merges)).merged == (Merge(0, 0, 1, 1),)


@pytest.mark.parametrize(("says", "epoch"), [("1", True), ("true", True), ("0", False)])
def test_a_workbook_says_from_which_year_its_dates_count(says: str, epoch: bool) -> None:
    assert read_workbook(xlsx(book=f'<workbookPr date1904="{says}"/>')).epoch_1904 is epoch


def test_a_workbook_whose_parts_have_other_names_is_read_all_the_same() -> None:
    parts = {name.replace("xl/", "book/"): content for name, content in xlsx_parts().items()}
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("xl/", "/book/")
    parts["book/styles.xml"] = f'<styleSheet xmlns="{MAIN}"/>'
    assert sheet(zipped(parts)).rows == [["Code", "Value"]]


@pytest.mark.parametrize("number_format", ["0%", "0.00%", "0.0%;[Red]-0.0%"])
def test_per_cent_in_an_old_workbook_is_read_as_it_is_shown(number_format: str) -> None:
    assert xls_column(xls((0.6456, number_format), (0.6456, "0.00"), ("text", number_format))) == [
        "64.56%",
        0.6456,
        "text",
    ]


def test_an_error_in_an_old_workbook_is_its_text() -> None:
    book, sink = xlwt.Workbook(), io.BytesIO()
    page = book.add_sheet("S1")
    for row, error in enumerate([0x07, 0x2A, 0x0F]):
        page.row(row).set_cell_error(0, error)
    book.save(sink)
    assert xls_column(sink.getvalue()) == ["#DIV/0!", "#N/A", "#VALUE!"]


@pytest.mark.parametrize("dates_1904", [False, True])
def test_dates_of_an_old_workbook_are_dates_from_either_year(dates_1904: bool) -> None:
    content = xls((40178 - 1462 * dates_1904, "dd/mm/yyyy"), (0.5, "hh:mm"), dates_1904=dates_1904)
    assert xls_column(content) == [date(2009, 12, 31), time(12)]
    assert read_workbook(content).epoch_1904 is dates_1904


def test_a_date_no_calendar_has_stays_a_number() -> None:
    assert xls_column(xls((1e7, "dd/mm/yyyy"))) == [1e7]


def test_true_and_false_and_hidden_rows_of_an_old_workbook_are_told() -> None:
    found = sheet(xls((True, "General"), (2, "General"), hidden_row=1))
    assert (found.rows, found.hidden_rows) == ([[True], [2]], {2})


def test_cells_that_are_only_formatted_make_an_old_sheet_no_larger() -> None:
    book, sink = xlwt.Workbook(), io.BytesIO()
    page = book.add_sheet("S1")
    page.write(0, 0, "Code")
    page.write(6000, 200, None, xlwt.easyxf("font: bold on"))
    book.save(sink)
    assert sheet(sink.getvalue()).rows == [["Code"]]


@pytest.mark.parametrize(
    ("attributes", "text", "cell"),
    [
        (PERCENT, "65%", "64.56%"),
        (ERROR, "#DIV/0!", "#DIV/0!"),
        (f'table:formula="of:=1/0" {FLOAT}', "#DIV/0!", "#DIV/0!"),
        (f'table:formula="of:=X" {FLOAT}', "Err:509", "Err:509"),
        ('table:formula="of:=[.A1]"', "", "=[.A1] (not calculated)"),
        (FLOAT, "0", 0),
        ('office:value-type="currency" office:value="5"', "£5.00", 5),
        ('office:value-type="date" office:date-value="2009-12-31"', "31/12/09", date(2009, 12, 31)),
        ('office:value-type="date" office:date-value="-0044-03-15"', "15 March", "15 March"),
        ('office:value-type="time" office:time-value="PT13H30M00S"', "13:30", time(13, 30)),
        ('office:value-type="time" office:time-value="PT255H10M10.5S"', "255:10", timedelta(hours=255, minutes=10, seconds=10)),
        ('office:value-type="time" office:time-value="PT999999999999999H"', "long", "long"),
        ('office:value-type="boolean" office:boolean-value="true"', "TRUE", True),
        ('office:value-type="string"', "#N/A as a text", "#N/A as a text"),
        ("", "no type at all", "no type at all"),
    ],
)  # fmt: skip
def test_cells_of_an_open_document_are_read_as_they_are_shown(attributes: str, text: str, cell: Cell) -> None:
    assert ods_cell(attributes, f"<text:p>{text}</text:p>" if text else "") == cell


def test_a_formula_of_an_open_document_whose_result_is_no_text_at_all_was_calculated() -> None:
    assert ods_cell('table:formula="of:=IF(TRUE();&quot;&quot;)"', "<text:p/>") == ""


def test_texts_of_an_open_document_keep_lines_and_spaces_and_leave_out_notes() -> None:
    said = '<text:p>On<text:s text:c="2"/>track,\n  as <text:span>planned</text:span></text:p><text:p>by<text:line-break/>Ann</text:p>'
    note = "<office:annotation><text:p>ask Tom</text:p></office:annotation>"
    assert ods_cell('office:value-type="string"', note + said) == "On  track, as planned\nby\nAnn"


def test_hidden_sheets_and_rows_of_an_open_document_are_told() -> None:
    styles = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    cell = f"<table:table-cell {FLOAT}/>"
    rows = (
        f'<table:table-row>{cell}</table:table-row><table:table-row table:visibility="filter">{cell}</table:table-row>'
    )
    end = '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    found = sheet(ods(rows + end, styles, 'table:style-name="ta2"'))
    assert (found.hidden, found.hidden_rows, len(found.rows)) == (True, {2}, 2)


def test_a_value_under_a_merged_cell_of_an_open_document_is_not_read_again() -> None:
    cells = f'<table:table-cell {FLOAT} table:number-columns-spanned="2"/><table:covered-table-cell {FLOAT}/>'
    found = sheet(ods(f"<table:table-row>{cells}<table:table-cell {FLOAT}/></table:table-row>"))
    assert (found.rows, found.merged) == ([[0, "", 0]], (Merge(0, 0, 0, 1),))


def test_a_table_drawn_into_an_open_document_is_no_sheet_of_it() -> None:
    drawn = "<table:shapes><table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table></table:shapes>"
    row = f"<table:table-row><table:table-cell {FLOAT}/></table:table-row>"
    assert [page.rows for page in read_workbook(ods(drawn + row)).sheets] == [[[0]]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_noughts(encoding: str) -> None:
    assert sheet("Code\tValue\r\nNI 157a\t82.61\r\n".encode(encoding)).rows == [["Code", "Value"], ["NI 157a", "82.61"]]


def test_line_breaks_in_quotes_do_not_mislead_about_the_mark_between_cells() -> None:
    text = "".join(f'PI {n},{n},"all well;\nnothing; to; add",2009\n' for n in range(20))
    assert {len(row) for row in sheet(text.encode()).rows} == {4}


def test_a_blank_before_a_quotation_mark_does_not_part_a_number() -> None:
    assert sheet(b'Code,Value\nNI 157a, "6,000,000"\n').rows[1] == ["NI 157a", "6,000,000"]


@pytest.mark.parametrize("name", ["messy/cl_spreadsheet.xls", "messy/rx_deaths.xlsx", "messy/mt_blank_line.ods"])
def test_what_a_file_is_called_does_not_matter(shared_data: Path, name: str) -> None:
    assert sheet((shared_data / name).read_bytes()).rows
