"""What holds for every cell, wherever it stands and whichever program wrote it."""

from __future__ import annotations

import io
from decimal import Decimal

import xlwt
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.transforms.given import few
from tests.transforms.made_files import ods, xlsx
from transforms.errors import UnreadableReturn
from transforms.figure import read_figure
from transforms.read_workbook import read_workbook
from transforms.reading_limits import CELLS, COLUMNS, ROWS
from transforms.workbook import Cell, column_letters

TEXTS = st.text("aZ09&<>\\\"'£%éﬁ–漢\U0001f4c8", min_size=1, max_size=12)
NUMBERS = st.decimals("-9999", "9999", places=4)
RULES = {"too-many-rows", "too-many-columns", "too-many-cells"}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def old(value: Cell, number_format: str = "General") -> bytes:
    book, sink = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("S1").write(0, 0, value, xlwt.easyxf(num_format_str=number_format))
    book.save(sink)
    return sink.getvalue()


def first_cell(content: bytes) -> Cell:
    return read_workbook(content).sheets[0].rows[0][0]


@few
@given(TEXTS)
def test_a_text_is_the_same_from_every_kind_of_file(text: str) -> None:
    in_xlsx = xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{escaped(text)}</t></is></c></row>')
    in_ods = ods(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{escaped(text)}</text:p></table:table-cell></table:table-row>'
    )
    assert first_cell(in_xlsx) == first_cell(in_ods) == first_cell(old(text)) == text


@few
@given(NUMBERS)
def test_a_percentage_has_the_points_that_are_shown_in_every_kind_of_file(points: Decimal) -> None:
    part = float(points / 100)
    in_ods = (
        f'<table:table-row><table:table-cell office:value-type="percentage" office:value="{part!r}"/></table:table-row>'
    )
    for content in (old(part, "0.00%"), ods(in_ods)):
        assert read_figure(first_cell(content)) == points


@few
@given(st.integers(1, 1048576), st.integers(0, 16383))
def test_a_cell_is_read_where_it_stands_or_refused_by_its_address(row: int, column: int) -> None:
    address = f"{column_letters(column)}{row}"
    assume(row * (column + 1) < 50_000 or row > ROWS or column >= COLUMNS or row * (column + 1) > CELLS)
    try:
        rows = read_workbook(xlsx(f'<row r="{row}"><c r="{address}"><v>1</v></c></row>')).sheets[0].rows
    except UnreadableReturn as refusal:
        assert refusal.rule in RULES
        assert refusal.cell in {address, ""}
        assert row > ROWS or column >= COLUMNS or row * (column + 1) > CELLS
    else:
        assert (len(rows), len(rows[-1]), rows[-1][-1]) == (row, column + 1, 1)


@few
@given(
    st.lists(
        st.lists(st.sampled_from(["", "a", "1", '"', "x y", "£5"]), min_size=2, max_size=4), min_size=1, max_size=8
    )
)
def test_a_csv_keeps_every_filled_cell_at_its_address(table: list[list[str]]) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in table)
    rows = read_workbook(text.encode()).sheets[0].rows
    found = {(at, column): cell for at, row in enumerate(rows) for column, cell in enumerate(row) if cell}
    assert found == {(at, column): cell for at, row in enumerate(table) for column, cell in enumerate(row) if cell}
