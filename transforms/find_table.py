"""Finds the table of figures on a sheet by the words of its header row, wherever that row stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transforms.errors import UnreadableReturn
from transforms.workbook import Cell, Sheet, column_letters, words_of

IN_BRACKETS = re.compile(r"\([^)]*\)")

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

HEADER_WITHIN = 60
"""The header stands in the first rows of a sheet; notes above it are allowed, a report's length is not."""


@dataclass(frozen=True, slots=True)
class Table:
    """Where the fields of a return stand: the header's row and the columns by field, both counted from 0."""

    sheet: Sheet
    header: int
    columns: Mapping[str, Sequence[int]]

    @property
    def body(self) -> Sequence[tuple[int, Sequence[Cell]]]:
        """The rows under the header with their row numbers as the sheet shows them."""
        return [(row + 1, self.sheet.rows[row]) for row in range(self.header + 1, len(self.sheet.rows))]

    @property
    def heading(self) -> Sequence[Sequence[Cell]]:
        """The rows above the header."""
        return self.sheet.rows[: self.header]

    def header_words(self, field: str) -> Sequence[str]:
        """What stands over the columns of a field, without case."""
        return [words_of(self.sheet.rows[self.header][at]).casefold() for at in self.columns.get(field, ())]

    def letters(self) -> Mapping[str, str]:
        """The column letters of each field, of its first column where it has several."""
        return {field: column_letters(columns[0]) for field, columns in self.columns.items()}


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet, or `None` where no row names a code and a figure.

    Raises `UnreadableReturn` where a header names one field in two columns.
    """
    for number, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        fields = [header_field(cell) for cell in cells]
        if "code" in fields and ("value" in fields or {"numerator", "denominator"} <= set(fields)):
            return Table(sheet, number, _columns(sheet, number, fields))
    return None


def header_field(cell: Cell) -> str | None:
    """The field of which a cell is the heading, if of any."""
    return SYNONYMS.get(_word(cell))


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
    first_head, second_head = (f"{column_letters(at)} '{words_of(sheet.rows[header][at])}'" for at in (first, second))
    message = f"Columns {first_head} and {second_head} could both be the {field}."
    remedy = "Leave one of them, or give the other a heading of its own, and send the file again."
    cell = f"{column_letters(second)}{header + 1}"
    return UnreadableReturn("two-columns-alike", message, remedy, sheet.name, cell)


def _word(cell: Cell) -> str:
    """A header's word, without case, marks, and the unit in brackets."""
    return " ".join(IN_BRACKETS.sub("", cell.casefold()).split()).strip(" *:.%£") if isinstance(cell, str) else ""
