"""What stands around a cell: the piece of a sheet that shows at a glance where a figure was taken from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter

from transforms.errors import UnreadableFigure
from transforms.figure import EXCEL_DIGITS, plain, read_figure
from transforms.workbook import Cell, Merge, Sheet, Workbook, column_letters, place_of, quoted, seen_of

ABOVE, BELOW = 2, 1
"""Rows shown around a marked one."""

LABELS = 2
"""Cells at the beginning of a row that say what it is about: a code and a name."""

GAP = "\N{HORIZONTAL ELLIPSIS}"
"""What stands for columns or rows that are left out."""

Place = tuple[int, int]
"""A row and a column, counted from 0."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as it was written; `role` says what it holds of the figure, and is empty for its neighbours."""

    text: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row under its number; `number` is empty for rows left out, `is_head` marks that which names the columns."""

    number: str
    cells: Sequence[ShownCell]
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A piece of a sheet: the letters of its columns, or `GAP` where some are left out, and its rows.

    `place` says in words where the figure stands.
    """

    sheet: str
    place: str
    columns: Sequence[str]
    rows: Sequence[ShownRow]
    is_hidden: bool = False


def surroundings(book: Workbook, sheet_name: str, roles: Mapping[str, str]) -> Surroundings | None:
    """What stands around some cells of a sheet, given by their addresses with what each holds; `None` where it has no
    such cells.
    """
    sheet = next((each for each in book.sheets if each.name == sheet_name), None)
    marked = {place: role for address, role in roles.items() if (place := place_of(address))}
    if sheet is None or not marked or any(row >= len(sheet.rows) for row, _ in marked):
        return None
    seen = _Seen(sheet)
    head = _head(seen, marked)
    rows = _with_gaps({*_rows_around(marked, len(sheet.rows)), *([] if head is None else [head])})
    columns = _with_gaps(_columns_around(seen, marked))
    return Surroundings(
        sheet.name,
        _place_words(seen, marked),
        [GAP if column is None else column_letters(column) for column in columns],
        [_shown_row(seen, row, columns, marked, head) for row in rows],
        sheet.hidden,
    )


class _Seen:
    """A sheet as its reader sees it: a merged cell shows its text where it begins."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.is_text = not sheet.name
        self._merges: dict[int, Sequence[Merge]] = {}

    def cell(self, row: int, column: int) -> Cell:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def text(self, row: int, column: int) -> str:
        return _written(self.cell(row, column))

    def over(self, row: int, column: int) -> Cell:
        """The cell itself, or that of which it is a part by merging."""
        merges = self._merges_over(column)
        at = bisect_right(merges, row, key=attrgetter("first_row")) - 1
        if at < 0 or row > merges[at].last_row:
            return self.cell(row, column)
        return self.cell(merges[at].first_row, merges[at].first_column)

    def _merges_over(self, column: int) -> Sequence[Merge]:
        """The merges that take in a column, from the top down; no cell is in two."""
        if column not in self._merges:
            over = (each for each in self.sheet.merged if each.first_column <= column <= each.last_column)
            self._merges[column] = sorted(over, key=attrgetter("first_row"))
        return self._merges[column]

    def number(self, row: int) -> int:
        """The number of a row, or of its line in a text, in which a cell may run over several."""
        if not self.is_text:
            return row + 1
        return row + 1 + sum(str(cell).count("\n") for cells in self.sheet.rows[:row] for cell in cells)


def _place_words(seen: _Seen, marked: Mapping[Place, str]) -> str:
    """`cell D7`, `cells D7 and E7`; in a text, which has no cells, `line 7, columns 4 and 5`."""
    places = sorted(marked)
    if not seen.is_text:
        names = [f"{column_letters(column)}{row + 1}" for row, column in places]
        return f"cell{'s' if len(names) > 1 else ''} {_listed(names)}"
    columns = [str(column + 1) for _, column in places]
    lines = list(dict.fromkeys(str(seen.number(row)) for row, _ in places))
    return f"line {_listed(lines)}, column{'s' if len(columns) > 1 else ''} {_listed(columns)}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _rows_around(marked: Iterable[Place], height: int) -> set[int]:
    around = {near for row, _ in marked for near in range(row - ABOVE, row + BELOW + 1)}
    return {row for row in around if 0 <= row < height}


def _columns_around(seen: _Seen, marked: Mapping[Place, str]) -> set[int]:
    """The marked columns, one on either side, and those that say what the row is about."""
    columns = {column for _, column in marked}
    row = min(row for row, _ in marked)
    width = max(len(cells) for cells in seen.sheet.rows)
    labels = [column for column in range(min(columns)) if seen.text(row, column)][:LABELS]
    beside = {min(columns) - 1, max(columns) + 1}
    return {column for column in {*columns, *labels, *beside} if 0 <= column < width}


def _with_gaps(numbers: Iterable[int]) -> list[int | None]:
    """The numbers in order, `None` where several are left out; a single one that would be is taken in."""
    result: list[int | None] = []
    last: int | None = None
    for number in sorted(numbers):
        if last is not None and number - last == 2:
            result.append(number - 1)
        elif last is not None and number - last > 2:
            result.append(None)
        result.append(number)
        last = number
    return result


def _head(seen: _Seen, marked: Mapping[Place, str]) -> int | None:
    """The row that names the columns: the nearest above a marked cell that says words or a date there, and no number."""
    row, column = min(marked)
    for above in range(row - 1, -1, -1):
        if _names(seen.over(above, column)) and not any(map(_is_number, seen.sheet.rows[above])):
            return above
    return None


def _names(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(cell.strip()) and not _is_number(cell))


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
        return False
    try:
        return read_figure(cell) is not None if isinstance(cell, str) else True
    except UnreadableFigure:
        return False


def _shown_row(
    seen: _Seen, row: int | None, columns: Sequence[int | None], marked: Mapping[Place, str], head: int | None
) -> ShownRow:
    if row is None:
        return ShownRow("", [ShownCell(GAP) for _ in columns])
    cells = [
        ShownCell(GAP) if column is None else ShownCell(seen.text(row, column), marked.get((row, column), ""))
        for column in columns
    ]
    return ShownRow(str(seen.number(row)), cells, row == head)


def _written(cell: Cell) -> str:
    """A cell in words, as near to how it was typed as the file tells.

    >>> _written(0.6456), _written(datetime(2009, 12, 1)), _written(True)
    ('0.6456', '1 Dec 2009', 'TRUE')
    """
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime) and (cell.hour or cell.minute):
        return f"{cell.day} {cell:%b %Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b %Y}"
    if isinstance(cell, float):
        return plain(Decimal(f"{cell:.{EXCEL_DIGITS}g}"))
    if isinstance(cell, Decimal):
        return plain(cell)
    return "" if cell is None else quoted(" ".join(seen_of(str(cell)).split()))
