"""Finds the tables of figures on a sheet by the words of their header rows, wherever those rows stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.errors import UnreadableFigure, UnreadableReturn
from transforms.figure import read_figure
from transforms.gap import stated_gap
from transforms.reading_limits import TABLES
from transforms.workbook import Cell, Sheet, column_letters, quoted, words_of

FIGURES = ("value", "numerator", "denominator")
"""The fields that hold numbers."""

IN_BRACKETS = re.compile(r"\([^)]*\)")
HOW_TO_MARK = re.compile(r"\((?:y|yes|p|x|tick|mark)\b[^)]*\)")
"""What brackets behind Provisional say of a mark: `(Yes/No)`; `Estimate (year end)` is a column of numbers."""

SYNONYMS: Mapping[str, str] = {
    word: field
    for field, words in {
        "code": "code|pi code|indicator code|pi|kpi|kpi code|ref|pi ref|reference|indicator ref|indicator reference|"
        "indicator no|pi no|pi number|indicator number|code no|measure code",
        "period": "period|month|quarter|reporting period|period reported|date|period ending|month ending|"
        "quarter ending|return period|year|financial year",
        "numerator": "numerator|num|number meeting standard|no. achieved|no achieved|number met|number achieved|cases met|top line|top figure",
        "denominator": "denominator|denom|den|total cases|out of|base|bottom line|bottom figure",
        "value": "value|actual|figure|result|current value|performance|outturn|out-turn|actual value|score|"
        "this month|this quarter|actual performance|monthly actual",
        "commentary": "commentary|comment|comments|note|notes|explanation|narrative|remarks|manager's commentary",
        "provisional": "provisional|provisional?|prov|prov.|estimate|estimate?",
    }.items()
    for word in words.split("|")
}
"""Words seen in headers, and the field each names."""

JOINED = frozenset({"period", "commentary"})
"""Fields that may stand in several columns, such as Month and Year, or Notes and Comments."""

LONGEST_HEADING = 200
"""What is longer is a text; headings with all that is said of them in brackets are shorter."""

HEADER_WITHIN = 60
"""The header stands in the first rows of a sheet; notes above it are allowed, a report's length is not."""


@dataclass(frozen=True, slots=True)
class Table:
    """Where the fields of a return stand: the header's row and the columns by field, both counted from 0.

    `end` is the row at which the next table of the sheet begins, `title` the first of the rows over the header
    that are its own, `top` the header of the sheet's first table.
    """

    sheet: Sheet
    header: int
    columns: Mapping[str, Sequence[int]]
    end: int
    title: int = 0
    top: int = 0

    @property
    def body(self) -> Sequence[tuple[int, Sequence[Cell]]]:
        """The rows under the header with their row numbers as the sheet shows them."""
        return [(row + 1, self.sheet.rows[row]) for row in range(self.header + 1, self.end)]

    @property
    def heading(self) -> Sequence[Sequence[Cell]]:
        """The rows above the header that are this table's own."""
        return self.sheet.rows[self.title : self.header]

    @property
    def sheet_heading(self) -> Sequence[Sequence[Cell]]:
        """The rows above the first table of the sheet, which hold for all of them."""
        return self.sheet.rows[: self.top]

    def header_words(self, field: str) -> Sequence[str]:
        """What stands over the columns of a field, without case."""
        return [words_of(self.sheet.rows[self.header][at]).casefold() for at in self.columns.get(field, ())]

    def letters(self) -> Mapping[str, str]:
        """The column letters of each field, of its first column where it has several."""
        return {field: column_letters(columns[0]) for field, columns in self.columns.items()}


def find_table(sheet: Sheet) -> Table | None:
    """The first table of a sheet, or `None` where no row names a code and a figure.

    Raises `UnreadableReturn` where a header can be read in two ways.
    """
    return next(iter(find_tables(sheet)), None)


def find_tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet, one under another, each with the columns of its own header.

    Raises `UnreadableReturn` where a header can be read in two ways, or names a code and no figure under a table
    whose columns its rows would otherwise be read by.
    """
    headers = list(_headers(sheet))
    tables: list[Table] = []
    for at, (number, columns) in enumerate(headers):
        _refuse_two_levels(sheet, number, columns)
        end = headers[at + 1][0] if at + 1 < len(headers) else len(sheet.rows)
        title = _title(sheet, number, tables[-1]) if tables else 0
        tables.append(Table(sheet, number, columns, end, title, headers[0][0]))
    return tables


def _headers(sheet: Sheet) -> Iterator[tuple[int, Mapping[str, Sequence[int]]]]:
    """The header rows of a sheet with their columns; the first stands near its top."""
    found = code = 0
    for number, cells in enumerate(sheet.rows):
        if not found and number >= HEADER_WITHIN:
            return
        fields = [header_field(cell) for cell in cells]
        if "code" not in fields:
            continue
        if "value" in fields or {"numerator", "denominator"} <= set(fields):
            found += 1
            if found > TABLES:
                raise _too_many_tables(sheet, number)
            code = fields.index("code")
            yield number, _columns(sheet, number, fields)
        elif found and fields.index("code") == code and sum(bool(words_of(cell)) for cell in cells) > 1:
            raise _half_a_header(sheet, number, code)


def _title(sheet: Sheet, header: int, before: Table) -> int:
    """The first of the rows over a header that are no rows of the table before it: they have neither a figure nor a comment."""
    columns = [column for field, several in before.columns.items() if field != "code" for column in several]
    first = header
    while first > before.header + 1 and not any(words_of(_cell(sheet, first - 1, column)) for column in columns):
        first -= 1
    return first


def header_field(cell: Cell) -> str | None:
    """The field of which a cell is the heading, if of any."""
    return _field_of(cell) if isinstance(cell, str) and len(cell) <= LONGEST_HEADING else None


@lru_cache(maxsize=8192)
def _field_of(heading: str) -> str | None:
    field = SYNONYMS.get(heading_word(heading))
    if field == "provisional" and IN_BRACKETS.search(HOW_TO_MARK.sub("", heading.casefold())):
        return None
    return field


def is_header_word(cell: Cell, field: str) -> bool:
    """Whether a cell is a heading of the field, as where a header is repeated down the sheet."""
    return header_field(cell) == field


def _columns(sheet: Sheet, header: int, fields: Sequence[str | None]) -> Mapping[str, Sequence[int]]:
    columns: dict[str, list[int]] = {}
    for column, field in enumerate(fields):
        if field in columns and field not in JOINED:
            raise _two_alike(sheet, header, field, columns[field][0], column)
        if field:
            columns.setdefault(field, []).append(column)
    return columns


def _two_alike(sheet: Sheet, header: int, field: str, first: int, second: int) -> UnreadableReturn:
    first_head, second_head = (
        f"{column_letters(at)} '{quoted(words_of(sheet.rows[header][at]))}'" for at in (first, second)
    )
    message = f"Columns {first_head} and {second_head} could both be the {field}."
    remedy = "Leave one of them, or give the other a heading of its own, and send the file again."
    cell = f"{column_letters(second)}{header + 1}"
    return UnreadableReturn("two-columns-alike", message, remedy, sheet.name, cell)


def _refuse_two_levels(sheet: Sheet, header: int, columns: Mapping[str, Sequence[int]]) -> None:
    """Refuse a header of which one heading stands over several columns: the first of them need not be the figure."""
    named = [column for field in FIGURES for column in columns.get(field, ())]
    for merge in sheet.merged:
        others = range(merge.first_column + 1, merge.last_column + 1)
        if merge.first_row <= header <= merge.last_row and merge.first_column in named:
            for row in range(merge.last_row + 1, len(sheet.rows)):
                if any(words_of(_cell(sheet, row, column)) for column in others):
                    raise _two_levels(sheet, header, merge.first_column)
    if not words_of(_cell(sheet, header + 1, columns["code"][0])):
        for column in named:
            if _are_words(_cell(sheet, header + 1, column)):
                raise _two_levels(sheet, header, column)


def _are_words(cell: Cell) -> bool:
    """Whether a cell where a figure should be has words, as a second row of headings has."""
    if not isinstance(cell, str) or not any(map(str.isalpha, cell)) or stated_gap(cell):
        return False
    try:
        read_figure(cell)
    except UnreadableFigure:
        return True
    return False


def _two_levels(sheet: Sheet, header: int, column: int) -> UnreadableReturn:
    heading = quoted(words_of(_cell(sheet, header, column)))
    message = f"The heading '{heading}' is divided by a second row of headings or stands over several columns."
    remedy = (
        "Give each column one heading of its own, in one row, and send the file again; "
        "or ask the Policy Team to have your own layout read as it is."
    )
    return UnreadableReturn("two-level-header", message, remedy, sheet.name, f"{column_letters(column)}{header + 1}")


def _half_a_header(sheet: Sheet, header: int, column: int) -> UnreadableReturn:
    message = f"The headings of row {header + 1} begin another table, and name no column for a figure."
    remedy = "Head the column of its figures Value, or put that table on a sheet of its own, and send the file again."
    return UnreadableReturn("half-a-header", message, remedy, sheet.name, f"{column_letters(column)}{header + 1}")


def _too_many_tables(sheet: Sheet, header: int) -> UnreadableReturn:
    message = f"There are more than {TABLES} tables on one sheet."
    remedy = "Put all figures into one table, with the period in a column of its own, and send the file again."
    return UnreadableReturn("too-many-tables", message, remedy, sheet.name, f"A{header + 1}")


def _cell(sheet: Sheet, row: int, column: int) -> Cell:
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return cells[column] if column < len(cells) else ""


def heading_word(heading: str) -> str:
    """A header's word, without case, marks, and the unit in brackets."""
    return " ".join(IN_BRACKETS.sub("", words_of(heading).casefold()).split()).strip(" *:.%£")
