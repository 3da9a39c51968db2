"""Finds what a workbook lists beside its figures: actions and referrals, and the figures of other councils.

A list is known by its header row, wherever that stands, as a table of figures is. What is found is taken out of the
workbook, so that nobody reads a list as figures; the cells that are left keep their addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from transforms.comment import read_comment
from transforms.find_table import LONGEST_HEADING, header_field, heading_word
from transforms.workbook import Cell, Sheet, Workbook, column_letters, words_of


class ListKind(StrEnum):
    """What a list is of; one of figures is nobody's list, and ends the list above it."""

    ACTIONS = "actions"
    COMPARISONS = "comparisons"
    FIGURES = "figures"


def _by_word(fields: Mapping[str, str]) -> Mapping[str, str]:
    return {word: field for field, words in fields.items() for word in words.split("|")}


ACTION_WORDS = _by_word(
    {
        "action": "action|actions|action to be taken|actions to be taken|action taken|actions taken|action required|"
        "actions required|agreed action|planned action|proposed action|remedial action|remedial actions|"
        "improvement action|corrective action|what is being done|what will be done",
        "referral": "referral|referrals|issue referred|matter referred",
        "referred_to": "referred to|refer to|referral to",
        "issue": "issue|matter|reason|reason for referral",
        "who": "who|by whom|responsible|responsible officer|responsible person|person responsible|lead|lead officer|"
        "owner|action owner|officer|assigned to|action by",
        "by_when": "by when|when|due|due date|date due|target date|deadline|timescale|timescales|complete by|"
        "to be completed by|target completion date",
        "done": "done|done on|date done|completed|completed on|completion date|date completed|date of completion|"
        "complete|finished|closed|date closed",
        "outcome": "outcome|outcomes|progress|progress to date|progress made|update|latest update|latest position|"
        "position|result|results|what came of it|comment|comments|note|notes",
    }
)
"""Words seen over the columns of a list of actions, and the field each names."""

COMPARISON_WORDS = _by_word(
    {
        "authority": "authority|local authority|council|district|district council|borough|authority name|council name",
        "group": "group|family|comparison group|family group|benchmarking group|peer group|nearest neighbour group",
    }
)
"""Words seen over the columns of other councils' figures, beside those of any table of figures."""

STATES_ACTION = frozenset({"action", "referral", "referred_to"})
BESIDE_AUTHORITIES = frozenset({"code", "period", "value"})
VAGUE_CODES = frozenset({"ref", "reference"})
"""What stands over the codes of indicators, and over the numbers of risks and of audits too."""


@dataclass(frozen=True, slots=True)
class ListTable:
    """Where the fields of a list stand: the header's row and the columns by field, counted from 0; `end` is the first
    row that is none of its own. `is_beside_figures` where the same rows are a table of figures too.
    """

    kind: ListKind
    sheet: Sheet
    header: int
    columns: Mapping[str, Sequence[int]]
    end: int
    is_beside_figures: bool = False

    @property
    def body(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows under the header with their row numbers as the sheet shows them."""
        for row in range(self.header + 1, self.end):
            yield row + 1, self.sheet.rows[row]

    @property
    def has_vague_codes(self) -> bool:
        """Whether the codes may be those of something else."""
        return _is_vague(self.sheet.rows[self.header][self.columns["code"][0]])

    def cell(self, cells: Sequence[Cell], field: str) -> Cell:
        """What a row has in the column of a field, in the first that is filled in where there are several."""
        return next((cells[at] for at in self.columns.get(field, ()) if at < len(cells) and words_of(cells[at])), "")

    def words(self, cells: Sequence[Cell], field: str) -> str:
        """What a row says in all the columns of a field, without what a formula's error says."""
        said = (read_comment(cells[at])[0] for at in self.columns.get(field, ()) if at < len(cells))
        return " ".join(" ".join(words.split()) for words in said if words)

    def addresses(self, row: int) -> Mapping[str, str]:
        """The address of each field's cell in a row by its number."""
        return {field: f"{column_letters(columns[0])}{row}" for field, columns in self.columns.items()}


class FoundLists(NamedTuple):
    """The lists of a workbook, and the workbook without them."""

    lists: Sequence[ListTable]
    rest: Workbook


class _Header(NamedTuple):
    kind: ListKind
    row: int
    columns: Mapping[str, Sequence[int]]
    is_figures: bool


def find_lists(workbook: Workbook) -> FoundLists:
    """The lists on the sheets of a workbook, hidden ones too, and the workbook as it is without them."""
    found = {at: of_sheet for at, sheet in enumerate(workbook.sheets) if (of_sheet := _lists_of(sheet))}
    if not found:
        return FoundLists((), workbook)
    sheets = [_without(sheet, found.get(at, ())) for at, sheet in enumerate(workbook.sheets)]
    return FoundLists([each for of_sheet in found.values() for each in of_sheet], replace(workbook, sheets=sheets))


def _lists_of(sheet: Sheet) -> list[ListTable]:
    headers = [header for row, cells in enumerate(sheet.rows) if (header := _header(row, cells))]
    if all(header.kind == ListKind.FIGURES for header in headers):
        return []
    ends = [*(header.row for header in headers[1:]), len(sheet.rows)]
    return [
        ListTable(header.kind, sheet, header.row, header.columns, _end(sheet, header, end), header.is_figures)
        for header, end in zip(headers, ends, strict=True)
        if header.kind != ListKind.FIGURES
    ]


def _end(sheet: Sheet, header: _Header, end: int) -> int:
    """Where a list ends before the next header: rows with nothing but their first words are the next one's title."""
    columns = [at for field, columns in header.columns.items() if field != "code" for at in columns]
    while header.row + 1 < end < len(sheet.rows) and not _has_any(sheet.rows[end - 1], columns):
        end -= 1
    return end


def _has_any(cells: Sequence[Cell], columns: Sequence[int]) -> bool:
    return any(at < len(cells) and words_of(cells[at]) for at in columns)


def _header(row: int, cells: Sequence[Cell]) -> _Header | None:
    """What a row is the header of, if of anything."""
    if not any(_head(cell).field == "code" for cell in cells):
        return None
    heads = [_head(cell) for cell in cells]
    fields = {head.field for head in heads}
    if STATES_ACTION & {head.action for head in heads}:
        return _action_header(row, heads)
    if "value" in fields and "authority" in {head.comparison for head in heads}:
        named = [head.comparison or (head.field if head.field in BESIDE_AUTHORITIES else "") for head in heads]
        return _Header(ListKind.COMPARISONS, row, _columns(named, heads), is_figures=False)
    are_figures = "value" in fields or {"numerator", "denominator"} <= fields
    return _Header(ListKind.FIGURES, row, {}, is_figures=True) if are_figures else None


def _action_header(row: int, heads: Sequence[_Head]) -> _Header:
    """The header of a list of actions. A Result beside them is what came of them, unless it has a period beside it."""
    fields = {head.field for head in heads}
    has_period = any(head.field == "period" and head.word != "date" for head in heads)
    has_value = any(head.field == "value" and (has_period or not head.action) for head in heads)
    is_figures = has_value or {"numerator", "denominator"} <= fields
    named = ["code" if head.field == "code" else "" if is_figures and head.field else head.action for head in heads]
    return _Header(ListKind.ACTIONS, row, _columns(named, heads), is_figures)


def _columns(named: Sequence[str], heads: Sequence[_Head]) -> Mapping[str, Sequence[int]]:
    """The columns of each field; where several could hold the code, those that can hold nothing else come first."""
    columns: dict[str, list[int]] = {}
    for at, name in enumerate(named):
        if name:
            columns.setdefault(name, []).append(at)
    return columns | {"code": sorted(columns["code"], key=lambda at: heads[at].word in VAGUE_CODES)[:1]}


class _Head(NamedTuple):
    """The word of a heading, and what it would name in a table of figures, in a list of actions, and in one of other
    councils' figures.
    """

    word: str = ""
    field: str = ""
    action: str = ""
    comparison: str = ""


NOTHING = _Head()


def _head(cell: Cell) -> _Head:
    return _head_of(cell) if isinstance(cell, str) and 0 < len(cell) <= LONGEST_HEADING else NOTHING


@lru_cache(maxsize=8192)
def _head_of(heading: str) -> _Head:
    word = heading_word(heading).rstrip(" ?")
    return _Head(word, header_field(heading) or "", ACTION_WORDS.get(word, ""), COMPARISON_WORDS.get(word, ""))


def _is_vague(heading: Cell) -> bool:
    return _head(heading).word in VAGUE_CODES


def _without(sheet: Sheet, lists: Sequence[ListTable]) -> Sheet:
    """A sheet with blanks where its lists stand."""
    own = [each for each in lists if not each.is_beside_figures]
    if not own:
        return sheet
    rows = list(sheet.rows)
    for each in own:
        for row in range(each.header, each.end):
            rows[row] = [""] * len(rows[row])
    return replace(sheet, rows=rows)
