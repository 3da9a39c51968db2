from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few, table
from transforms.errors import UnreadableReturn
from transforms.mark import split_marks
from transforms.read_workbook import read_workbook
from transforms.reading_limits import ROWS
from transforms.workbook import Workbook

AREA, MONTH, KIND = "National - Regional - LA - OAs", "Month", "Family Type"
MEASURE = "Households on Universal Credit"


def answer(**changes: Any) -> dict[str, Any]:
    """A small answer: two areas, two months, of which the second is provisional."""
    whole = {
        "query": {},
        "database": {"label": "Claims", "annotationKeys": ["V"]},
        "measures": [{"uri": "count", "label": "Claims in payment"}],
        "fields": [
            {
                "label": "Area",
                "items": [
                    {"uris": ["str:value:E07000111"], "labels": ["Sevenoaks"]},
                    {"type": "Total", "labels": ["Total"]},
                ],
            },
            {
                "label": "Month",
                "items": [{"labels": ["November 2009"]}, {"labels": ["December 2009"], "annotationKeys": ["p", "I"]}],
            },
        ],
        "cubes": {"count": {"values": [[12.0, 13.5], [0.0, None]], "precision": 0}},
        "annotationMap": {"V": '".." denotes a nil or negligible number', "p": "Provisional", "I": "A note"},
    }
    return {**whole, **changes}


def read(said: object) -> Workbook:
    """The workbook of an answer."""
    return read_workbook(json.dumps(said).encode())


def refused(content: bytes) -> UnreadableReturn:
    """Why an answer is not read."""
    with pytest.raises(UnreadableReturn) as raised:
        read_workbook(content)
    return raised.value


def test_the_recorded_answer_is_the_table_that_was_recorded_with_it(shared_data: Path) -> None:
    folder = shared_data / "statxplore"
    book = read_workbook((folder / "example_a_response.json").read_bytes())
    recorded = table(folder / "example_a_expected_tidy_1.csv")

    head, *rows = (list(map(str, row)) for row in book.sheets[0].rows)
    figures = [split_marks(row[3]) for row in rows]

    assert (book.sheets[0].name, head) == (MEASURE, [AREA, MONTH, KIND, MEASURE, f"{AREA} code"])
    assert len(rows) == len(recorded) == 240
    assert [row[:3] for row in rows] == [[each[AREA], each[MONTH], each[KIND]] for each in recorded]
    assert [Decimal(figure.text) for figure in figures] == [Decimal(each[MEASURE]) for each in recorded]
    assert [row[4] for row in rows] == [each["Codes"] for each in recorded]


def test_every_month_of_it_is_revised_and_its_noughts_are_nil_or_negligible(shared_data: Path) -> None:
    book = read_workbook((shared_data / "statxplore" / "example_a_response.json").read_bytes())
    cells = [str(row[3]) for row in book.sheets[0].rows[1:]]

    assert all(split_marks(cell).is_revised and split_marks(cell).is_certain for cell in cells)
    assert {cell for cell in cells if "[low]" in cell} == {"0 [r] [low]"}
    assert sum("[low]" in cell for cell in cells) == 40


def test_totals_stand_as_they_came_though_they_are_not_the_sum(shared_data: Path) -> None:
    book = read_workbook((shared_data / "statxplore" / "example_a_response.json").read_bytes())
    first = [row[2:4] for row in book.sheets[0].rows[1:7]]
    parts = sum(Decimal(split_marks(str(cell)).text) for _, cell in first[:-1])

    assert (parts, first[-1]) == (50007, ["Total", "50001 [r]"])


def test_marks_go_behind_the_figures_and_notes_onto_a_sheet_of_their_own() -> None:
    book = read(answer())

    assert [list(row) for row in book.sheets[0].rows] == [
        ["Area", "Month", "Claims in payment", "Area code"],
        ["Sevenoaks", "November 2009", "12", "E07000111"],
        ["Sevenoaks", "December 2009", "13.5 [p]", "E07000111"],
        ["Total", "November 2009", "0 [low]", "Total"],
        ["Total", "December 2009", "..", "Total"],
    ]
    assert [list(row) for row in book.sheets[1].rows][:2] == [
        ["Claims"],
        ["V", '".." denotes a nil or negligible number'],
    ]


def test_a_figure_has_the_decimals_of_its_cube() -> None:
    cubes = {"count": {"values": [[12.0, 13.125], [1e3, -0.5]], "precision": 2}}

    cells = [row[2] for row in read(answer(cubes=cubes)).sheets[0].rows[1:]]

    assert cells == ["12.00", "13.125 [p]", "1000.00", "-0.50 [p]"]


def test_each_measure_has_a_sheet_with_a_name_of_its_own() -> None:
    measures = [{"uri": uri, "label": "Claims"} for uri in ("a", "b")]
    cubes = {uri: {"values": [[1, 2], [3, 4]]} for uri in ("a", "b")}

    book = read(answer(measures=measures, cubes=cubes))

    assert [sheet.name for sheet in book.sheets] == ["Claims", "Claims (2)", "Notes"]


@pytest.mark.parametrize(
    "changes",
    [
        {"cubes": {"count": {"values": [[1, 2]]}}},
        {"cubes": {"count": {"values": [[1], [2]]}}},
        {"cubes": {"count": {"values": [[1, 2, 3], [4, 5, 6]]}}},
        {"cubes": {"count": {"values": [["1", "2"], ["3", "4"]]}}},
        {"cubes": {"count": {"values": [[True, 2], [3, 4]]}}},
        {"cubes": {"other": {}}},
        {"cubes": []},
        {"fields": {"items": []}},
        {"fields": [{"label": "Area"}]},
        {"measures": [{}]},
        {"database": None},
    ],
)
def test_an_answer_that_is_not_as_it_was_is_refused_in_words(changes: dict[str, Any]) -> None:
    error = refused(json.dumps(answer(**changes)).encode())

    assert error.rule == "statxplore-changed"
    assert "register/queries" in error.remedy


def test_half_an_answer_one_without_end_and_one_that_is_no_number_are_refused() -> None:
    whole = json.dumps(answer()).encode()
    deep = b'{"cubes":' + b"[" * 100_000 + b'"fields"'

    for content in (whole[:-40], deep, whole.replace(b"13.5", b"NaN"), whole.replace(b"13.5", b"1e999999999")):
        assert refused(content).rule == "statxplore-changed"


def test_more_cells_than_a_sheet_has_rows_are_not_laid_out() -> None:
    items = [{"labels": [str(number)]} for number in range(400)]
    fields = [{"label": name, "items": items} for name in "abcd"]

    assert 400**4 > ROWS
    assert refused(json.dumps(answer(fields=fields)).encode()).rule == "too-many-rows"


def test_other_json_is_still_no_spreadsheet() -> None:
    assert refused(b'{"error": "no such cubes or fields"}').rule == "not-a-spreadsheet"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["items", "labels", "uris", "label", "uri", "values", "precision", "count", "annotationKeys"]
            ),
            inner,
        )
    ),
    max_leaves=20,
)


@few
@given(st.sampled_from(["database", "measures", "fields", "cubes", "annotationMap"]), JSON)
def test_whatever_else_stands_in_a_part_it_is_read_or_refused(part: str, said: Any) -> None:
    try:
        read(answer(**{part: said}))
    except UnreadableReturn as error:
        assert error.rule in {"statxplore-changed", "too-many-rows"}
