from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from transforms.errors import UnreadableReturn
from transforms.find_table import Table, find_table
from transforms.read_workbook import read_workbook
from transforms.workbook import Cell, Sheet, column_index, column_letters


def found(*rows: Sequence[Cell]) -> Table | None:
    return find_table(Sheet("Return", rows))


def columns(*header: Cell) -> dict[str, str]:
    table = found(header)
    assert table is not None
    return dict(table.letters())


def test_the_header_is_found_in_row_7_under_a_merged_title_and_notes() -> None:
    table = found(
        ["Sevenoaks District Council", "", ""], ["", "", ""], ["Return for December 2009", "", ""], [],
        ["Please fill in the white cells", "", ""], ["", "", ""], ["Code", "Numerator", "Denominator"], ["NI 157a", 7, 9],
    )  # fmt: skip
    assert table is not None
    assert (table.header, list(table.body)) == (6, [(8, ["NI 157a", 7, 9])])
    assert table.letters() == {"code": "A", "numerator": "B", "denominator": "C"}


def test_a_table_that_begins_in_column_b_keeps_the_letters_of_the_sheet() -> None:
    assert columns("", "Code", "", "Value") == {"code": "B", "value": "D"}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["Code", "PI code", "KPI", "Indicator Ref", "pi no.", "Measure code"], "code"),
        (["Value", "ACTUAL", "Out-turn", "This quarter", "Result", "Current value"], "value"),
    ],
)
def test_headings_are_known_by_their_synonyms_in_any_case(words: list[str], field: str) -> None:
    other = {"code": "Value", "value": "Code"}[field]
    assert all(columns(word, other)[field] == "A" for word in words)


def test_headings_may_be_broken_over_lines_and_carry_marks() -> None:
    assert columns("Indicator\nCode *", "This\r\nMonth:", " Manager's  Commentary ") == {
        "code": "A",
        "value": "B",
        "commentary": "C",
    }


@pytest.mark.parametrize(
    ("numerator", "denominator"), [("Numerator", "Denominator"), ("Num", "Denom"), ("Cases met", "Total cases")]
)
def test_numerator_and_denominator_do_without_a_value(numerator: str, denominator: str) -> None:
    assert columns("Code", numerator, denominator) == {"code": "A", "numerator": "B", "denominator": "C"}


@pytest.mark.parametrize(
    "header",
    [["Code", "Numerator"], ["Code", "Target"], ["Name", "Value"], ["Value", "Numerator"], [], [1, None, True]],
)
def test_a_row_that_does_not_name_a_code_and_a_figure_is_no_header(header: list[Cell]) -> None:
    assert found(header) is None


def test_a_sentence_that_speaks_of_codes_and_values_is_no_header() -> None:
    assert found(["Fill in code and value below"], ["code and value", "value of the code"]) is None


def test_of_two_headers_the_first_counts() -> None:
    table = found(["Code", "Value"], ["Code", "", "Value"])
    assert table is not None
    assert (table.header, table.letters()["value"]) == (0, "B")


def test_a_heading_further_down_than_any_notes_reach_is_not_searched_for() -> None:
    assert found(*([["note"]] * 500), ["Code", "Value"]) is None


def test_one_field_in_two_columns_is_sent_back_with_both_columns_named() -> None:
    with pytest.raises(UnreadableReturn) as raised:
        found(["PI return"], ["Code", "Value", "", "Actual"])
    assert (raised.value.rule, raised.value.sheet, raised.value.cell) == ("two-columns-alike", "Return", "D2")
    assert raised.value.message == "Columns B 'Value' and D 'Actual' could both be the value."


def test_columns_of_other_matters_are_passed_over() -> None:
    assert columns("Name", "Code", "Target", "Value", "Traffic light", "Code of conduct") == {"code": "B", "value": "D"}


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_that_a_spreadsheet_shows(index: int, letters: str) -> None:
    assert column_letters(index) == letters
    assert column_index(letters) == index


@pytest.mark.parametrize(
    "file", ["messy/rx_deaths.xlsx", "messy/mt_excel_pasting.csv", "backdrop/EVL_Channel_Volumetrics_Sample.xls"]
)
def test_a_spreadsheet_about_something_else_has_no_table(shared_data: Path, file: str) -> None:
    sheets = [sheet for sheet in read_workbook((shared_data / file).read_bytes()).sheets if sheet.rows]
    assert sheets
    assert find_table(sheets[0]) is None
