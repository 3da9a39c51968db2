"""Every real file of the public sector at hand, read to the cells a person would read in it, or refused as they would."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from transforms.errors import UnreadableReturn
from transforms.read_workbook import read_workbook
from transforms.workbook import Cell, Sheet, Workbook, column_index

FOLDERS = ("backdrop", "counciltax", "hostile", "lait", "lgbf", "messy", "oflog", "trafford", "waste")

CELLS: dict[str, dict[str, Cell]] = {
    "backdrop/EVL_Channel_Volumetrics_Sample.xls": {
        "B2": date(2013, 7, 29), "A3": "Agent \nsuccessful", "B3": 100, "D3": "", "D6": 0, "B12": "50%",
    },
    "backdrop/LPA_MI_EXAMPLE.xls": {"A2": date(2013, 7, 1), "D2": 351, "A4": "", "E2": " From Dispatch Stats Combined + Individuals"},
    "backdrop/dates.xlsx": {"A2": datetime(2013, 12, 3, 13, 30), "A3": date(2013, 12, 4)},
    "backdrop/error.xlsx": {"C2": 12, "D2": "#VALUE!", "D3": "#VALUE!"},
    "backdrop/multiple_sheets.xlsx": {"Second!A2": "Sheet Name", "Second!B4": 1},
    "hostile/cal_any_sheets.xlsx": {"Visible!A1": 1},
    "hostile/cal_date_1904.xlsx": {
        "A1": date(2021, 1, 1), "A2": date(2021, 1, 2), "A3": timedelta(hours=255, minutes=10, seconds=10),
    },
    "hostile/cal_date_iso.xlsx": {"A1": date(2021, 1, 1), "A2": datetime(2021, 1, 1, 10, 10, 10)},
    "hostile/cal_empty_sheet.xlsx": {},
    "hostile/cal_has_x000D_.xlsx": {"A1": "ABC\r\nDEF"},
    "hostile/cal_merged_range.xlsx": {"C1": "C1", "D1": "", "A2": ""},
    "hostile/cal_no-header.xlsx": {"A1": "", "A3": "a", "B4": 1},
    "hostile/cal_strict_iso_paths.xlsx": {"A1": "Item", "B2": 1.5},
    "hostile/cal_temperature-in-middle.xlsx": {"A1": "", "B4": "label", "C5": 22.2222},
    "hostile/cal_too_small.xls": {"A1": r"Attachment f:\attachcus\arnold-j\Summer trading shots.xls not found!"},
    "hostile/cal_vba.xlsm": {},
    "hostile/poi_TwoSheetsOneHidden.xlsx": {"Sheet2!A1": "Sheet2A1"},
    "hostile/poi_bug66215.xlsx": {"A1": "", "B7": "Ergebnis", "F7": "100%"},
    "hostile/poi_workbookProtection-workbook_password-2013.xlsx": {"A1": "testcontent"},
    "hostile/sj_ErrorTypes.xlsx": {
        "A2": "#NULL!", "A3": "#DIV/0!", "A4": "#VALUE!", "A5": "#REF!", "A6": "#NAME?", "A7": "#NUM!", "A8": "#N/A",
    },
    "hostile/sj_merge_cells.ods": {"A1": "A1:B2", "B2": "", "D1": "Separate blocks"},
    "hostile/sj_merge_cells.xlsx": {"A1": "A1:B2", "B2": "", "D1": "Separate blocks"},
    "hostile/sj_number_format.xlsm": {"Implied!B7": "1234567.89%"},
    "lait/la_code_list.xlsx": {"A2": 301, "C172": "NA"},
    "lait/lait_data_dictionary.csv": {"A449": "375", "F2": "Low"},
    "lgbf/Family Groups.csv": {"A1": "Family_Group", "C2": "Environmental, Culture & Leisure, Economic Development, Corporate and Property indicators"},
    "lgbf/Indicator Information.csv": {"A1": "Title", "B2": "ENV01a", "F109": '0.00 "tCO2"'},
    "lgbf/Metadata_Shiny.xlsx": {"A211": "ECON12b", "F211": "Annually"},
    "lgbf/MissingData_Real.csv": {"E2": "803.0321859", "F1889": ""},
    "lgbf/README.md": {},
    "lgbf/SIMDvalues.xlsx": {"D1": "AUDIT_2013 "},
    "messy/cl_cr-line-endings.csv": {"A1": "Foo", "C3": "Doge"},
    "messy/cl_inconsistent-line-endings.csv": {"A1": "Foo", "C3": "Doge"},
    "messy/cl_spreadsheet.xls": {"C1": "c"},
    "messy/cl_spreadsheet.xlsx": {"C1": "c"},
    "messy/cl_title-row.csv": {"A1": "This is a title row", "A2": "Foo"},
    "messy/databaker_ott.xls": {"Table 1!Q2": "thousands", "Table 1!E39": 2900, "Table 1!D39": ""},
    "messy/fr_blank-rows-multiple.csv": {"A2": "1101", "A3": "1102"},
    "messy/fr_defective-rows.csv": {"B2": "John", "D3": "Potatoes"},
    "messy/fr_duplicate-headers.csv": {"A1": "id", "C1": "id", "E2": "001101"},
    "messy/fr_issue-1232.csv": {"B2": "03", "D4": "0580"},
    "messy/fr_leading-zeros.csv": {"A2": "01", "A4": "00003"},
    "messy/fr_matrix-with-comment.csv": {"A1": "# comment", "A2": "f1", "D3": "14"},
    "messy/gpt_expected_workbook.xlsx": {"Label!A1": "Title[note 1]", "Label!B11": 1},
    "messy/mt_blank_line.ods": {"C2": date(2010, 10, 10), "A4": "", "B5": 34},
    "messy/mt_complex.csv": {"C4": "6,000,000", "B4": "", "B2": "24 October 2011"},
    "messy/mt_excel_pasting.csv": {"B4": "2000", "B5": "2,666"},
    "messy/mt_multilineods.ods": {"A1": "1\n2\n3\n4"},
    "messy/mt_null.csv": {"B1": "null", "C1": "0", "C3": ""},
    "messy/mt_skip_initials.csv": {"B2": "goodbye"},
    "messy/mt_spanish_chars.csv": {"G2": "229,932.50", "D2": "Gobierno"},
    "messy/mt_utf8bom.csv": {"A1": "kitten"},
    "messy/ons_data-markers.csv": {"A2": "Trucks", "B5": "6*"},
    "messy/ons_dates-times.ods": {"A2": date(2023, 1, 11)},
    "messy/ons_dates.xlsx": {"B16": "27.08.2022", "B31": "8/27/22"},
    "messy/ons_householddebtdataset.xls": {"Table 21!C38": 4225000},
    "messy/ons_monthlygdptablesapril2023.xls": {"GVA!A148": "2023 Apr", "GVA!D148": -0.3},
    "messy/ons_ons-oic.xlsx": {"Table 4!A508": "Apr 2023", "Table 4!B508": 533, "Table 5a!B9": "-4.5%"},
    "messy/rx_dates-1904.xls": {"A1": date(2000, 1, 1), "E1": date(2000, 1, 1)},
    "messy/rx_deaths.xls": {"C10": 57, "D10": True, "E10": date(1958, 6, 7), "F19": "too!"},
    "messy/rx_deaths.xlsx": {"C10": 57, "D10": True, "E10": date(1958, 6, 7), "F19": "too!"},
    "messy/rx_missing-values-xlsx.xlsx": {"A2": "NA", "C2": ""},
    "messy/rx_skipping.xlsx": {"two_blank_rows!A1": "", "two_blank_rows!B7": "v4,2"},
    "messy/rx_unnamed-duplicated-columns.xlsx": {"A1": "", "B1": "var2", "D1": "var2"},
    "messy/tab_accent.csv": {"A1": "n_amenageur", "G2": "06090"},
    "messy/tab_adjust_floating_point_error.xlsx": {"C3": 274.65999999999997},
    "messy/tab_latin1.csv": {"B3": "©"},
    "messy/tab_long.csv": {"A7": "6", "B7": "f"},
    "messy/tab_merged-cells.xlsx": {"A1": "data"},
    "messy/tab_multiline-headers.xlsx": {"A1": "Region", "B5": "(%)", "D1": "", "A6": "A"},
    "messy/tab_preserve-formatting-percentage.xlsx": {"B2": "52%", "B3": "30%"},
    "messy/tab_table-with-ints-floats-dates.ods": {"A2": 2013, "B2": 3.3, "D2": datetime(2009, 8, 16, 5, 43, 21)},
    "messy/unp_purpose.xlsx": {"NZ.Stat export!A1": "#NAME?", "Tidy!E41": 17000},
    "messy/unp_worked-examples.xlsx": {"pivot-header-within-data!C2": "Classics"},
    "oflog/ASC_dynamic_template.xlsx": {"E29": "MADsFromMedian"},
    "trafford/cipfalga0724.csv": {"B16": "Halton"},
    "trafford/fuel_poverty.csv": {"C171": "2023"},
    "trafford/household_waste_recycling.csv": {"C2": "2013/14", "F366": "Tonnes"},
    "trafford/planning_applications_major.csv": {"C2": "2022/23 Q3"},
    "trafford/social_care_satisfaction.csv": {"C2": "2014/15"},
    "trafford/universal_credit.csv": {"D2": "March 2023", "A1301": "E05015259"},
    "waste/2020_Remaining_Landfill_Capacity_v2.xlsx": {"E1": "Version 2", "A542": "ZP3933LD"},
    "waste/LA_and_Regional_Spreadsheet_2021_rev.ods": {"Table_3!C1985": "E07000012", "Table_2a!B9": "79%"},
    "waste/trafford_uk_recycling.csv": {"C2": "2015/16"},
}  # fmt: skip
"""By file, what stands in cells of its first sheet, or of the one named; what is special about the file stands in them."""

REFUSED = {
    **{
        f"counciltax/{council}_collection_rates.json": "not-a-spreadsheet"
        for council in ("burnley", "chorley", "hyndburn", "pendle", "ribble_valley", "rossendale", "south_ribble")
    },
    "hostile/cal_pass_protected.xlsx": "password",
    "hostile/poi_54764.xlsx": "document-type",
    "hostile/poi_invalid.xlsx": "damaged-file",
    "hostile/poi_password.xls": "password",
    "hostile/poi_protect.xlsx": "password",
    "hostile/poi_xlsx-corrupted.xlsx": "damaged-file",
    "hostile/sj_password_2002_40_xor.xls": "password",
    "oflog/NN.json": "not-a-spreadsheet",
}

SLOW = {"messy/ons_ons-oic.xlsx", "waste/LA_and_Regional_Spreadsheet_2021_rev.ods"}
ADDRESS = re.compile(r"(?:(?P<sheet>.*)!)?(?P<letters>[A-Z]+)(?P<row>\d+)")


@cache
def book(path: Path) -> Workbook:
    return read_workbook(path.read_bytes())


def sheet_of(workbook: Workbook, name: str | None) -> Sheet:
    return next(sheet for sheet in workbook.sheets if name in {sheet.name, None})


def cell_of(workbook: Workbook, address: str) -> Cell:
    match = ADDRESS.fullmatch(address)
    assert match
    column = column_index(match["letters"])
    row = sheet_of(workbook, match["sheet"]).rows[int(match["row"]) - 1]
    return row[column] if column < len(row) else ""


def test_a_file_that_is_at_hand_and_not_listed_here_is_read_or_refused_in_words(shared_data: Path) -> None:
    paths = [path for folder in FOLDERS for path in (shared_data / folder).iterdir()]
    for path in paths:
        if f"{path.parent.name}/{path.name}" not in CELLS.keys() | REFUSED.keys():
            try:
                read_workbook(path.read_bytes())
            except UnreadableReturn as refusal:
                assert refusal.remedy


@pytest.mark.parametrize("file", [pytest.param(file, marks=[pytest.mark.slow] * (file in SLOW)) for file in CELLS])
def test_a_real_file_is_read_as_a_person_reads_it(shared_data: Path, file: str) -> None:
    workbook = book(shared_data / file)
    assert {address: cell_of(workbook, address) for address in CELLS[file]} == CELLS[file]


@pytest.mark.parametrize("file", REFUSED)
def test_a_real_file_that_cannot_be_read_is_refused_by_what_is_wrong_with_it(shared_data: Path, file: str) -> None:
    with pytest.raises(UnreadableReturn) as raised:
        read_workbook((shared_data / file).read_bytes())
    assert raised.value.rule == REFUSED[file]


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("lgbf/MissingData_Real.csv", 1889),
        ("lait/lait_data_dictionary.csv", 449),
        ("trafford/planning_applications_major.csv", 222),
        ("messy/fr_blank-rows-multiple.csv", 3),
        ("lgbf/Metadata_Shiny.xlsx", 211),
        ("hostile/cal_empty_sheet.xlsx", 0),
    ],
)
def test_a_sheet_is_as_long_as_what_stands_on_it(shared_data: Path, file: str, rows: int) -> None:
    assert len(book(shared_data / file).sheets[0].rows) == rows


def test_texts_that_look_like_errors_stay_what_they_are_beside_true_ones(shared_data: Path) -> None:
    shown = Counter(cell for row in book(shared_data / "hostile/sj_ErrorTypes.xlsx").sheets[0].rows for cell in row)
    assert shown["#N/A"] >= 7
    assert any(str(cell).startswith("#") and str(cell) not in {"#N/A", "#NULL!"} for cell in shown)


def test_the_total_of_the_landfill_returns_is_the_sum_of_its_column(shared_data: Path) -> None:
    rows = book(shared_data / "waste/2020_Remaining_Landfill_Capacity_v2.xlsx").sheets[0].rows
    figures = [row[9] for row in rows[9:] if isinstance(row[9], float)]
    total = next(cell for cell in rows[5] if isinstance(cell, float))
    assert round(total, 1) == round(sum(figures), 1) == 388366504.3


@pytest.mark.slow
def test_the_county_feed_shows_percentages_marks_and_the_rows_its_filter_hides(shared_data: Path) -> None:
    workbook = book(shared_data / "waste/LA_and_Regional_Spreadsheet_2021_rev.ods")
    table = sheet_of(workbook, "Table_3")
    sevenoaks = {row[0]: row for row in table.rows if "E07000111" in row}
    assert any(str(cell).startswith("31.4") and str(cell).endswith("%") for cell in sevenoaks["2010-11"])
    assert any(str(cell).startswith("36.6") and str(cell).endswith("%") for cell in sevenoaks["2020-21"])
    marks = Counter(cell for sheet in workbook.sheets for row in sheet.rows for cell in row if cell in {"-", ":"})
    assert marks == {"-": 1828, ":": 707}
    assert sheet_of(workbook, "Table_1").hidden_rows


@pytest.mark.parametrize(
    ("file", "merged"),
    [
        ("backdrop/EVL_Channel_Volumetrics_Sample.xls", 1),
        ("hostile/cal_merged_range.xlsx", 9),
        ("hostile/sj_merge_cells.xlsx", 5),
        ("hostile/sj_merge_cells.ods", 5),
        ("messy/tab_merged-cells.xlsx", 1),
        ("messy/tab_multiline-headers.xlsx", 5),
        ("messy/rx_deaths.xls", 1),
        ("messy/rx_deaths.xlsx", 1),
    ],
)
def test_merged_cells_are_told_and_not_filled(shared_data: Path, file: str, merged: int) -> None:
    sheet = book(shared_data / file).sheets[0]
    assert len(sheet.merged) == merged
    for first_row, first_column, last_row, last_column in sheet.merged:
        covered = [cell for row in sheet.rows[first_row : last_row + 1] for cell in row[first_column : last_column + 1]]
        assert not any(covered[1:])
