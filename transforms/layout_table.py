"""The tables that a layout finds on a sheet: rows and columns with the words around their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from transforms.figure import NOT_SUPPLIED
from transforms.layout import Layout, label_of, matches, matches_any
from transforms.merged import merged_over
from transforms.workbook import Cell, Sheet, column_letters, words_of

FIGURE = re.compile(r"[-+−(£\s]*[\d#]")
"""How a figure begins; the error of a formula stands where one should."""

LONGEST_FIGURE = 24

HEADER_WITHIN = 100
"""The header stands in the first rows of a sheet."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place, counted from 0, and the cells of the header over it, one per level, blanks filled."""

    at: int
    heads: tuple[Cell, ...]
    labels: frozenset[str]

    @property
    def letters(self) -> str:
        """The letters of the column."""
        return column_letters(self.at)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row under the header: its number, its cells, the labels around its figures and the section it is in."""

    number: int
    cells: Sequence[Cell]
    labels: frozenset[str]
    section: Cell
    own_label: str

    def cell(self, at: int) -> Cell:
        """The cell of a column; a short row has blanks at its end."""
        return self.cells[at] if at < len(self.cells) else ""


@dataclass(frozen=True)
class LayoutTable:
    """A header found at row `header`, counted from 0, and the rows under it up to `end`."""

    layout: Layout
    sheet: Sheet
    header: int
    end: int

    @cached_property
    def columns(self) -> Sequence[Column]:
        """Every column with a heading."""
        levels = [_filled(self.sheet, self.header + level, self._levels - level) for level in range(self._levels)]
        found = []
        for at in range(max(len(level) for level in levels)):
            heads = tuple(level[at] if at < len(level) else "" for level in levels)
            labels = frozenset(label for head in heads if (label := label_of(head)))
            found.append(Column(at, heads, labels))
        return found

    @cached_property
    def label_columns(self) -> Sequence[Column]:
        """The columns that hold the labels of rows: those declared, else the first one with words in it."""
        if self.layout.labels:
            return [
                column for column in self.columns if any(matches_any(one, self.layout.labels) for one in column.labels)
            ]
        body = self.sheet.rows[self.header + self._levels : self.end]
        with_words = (each for each in self.columns if any(_is_words(row, each.at) for row in body))
        first = next(with_words, None)
        return [first] if first and not self._is_named(first) else []

    @cached_property
    def data_columns(self) -> Sequence[Column]:
        """The columns whose figures may be taken: those with a heading that hold neither labels nor what is named."""
        labels = {column.at for column in self.label_columns}
        return [each for each in self.columns if each.labels and each.at not in labels and not self._is_named(each)]

    def column(self, words: str) -> Column | None:
        """The first column with a heading that matches."""
        found = (column for column in self.columns if any(matches(label, words) for label in column.labels))
        return next(found, None) if words else None

    def rows(self) -> Iterator[BodyRow]:
        """The rows under the header that have anything in them, labels filled down, sections carried down."""
        outer: dict[int, Cell] = {}
        section: Cell = ""
        for at in range(self.header + self._levels, self.end):
            cells = self.sheet.rows[at]
            if not any(words_of(cell) for cell in cells):
                continue
            own = [label_of(_at(cells, column.at)) for column in self.label_columns]
            name = next(filter(None, own), "")
            if matches_any(name, self.layout.sections) and not self.figures(cells):
                section = next(cell for column in self.label_columns if label_of(cell := _at(cells, column.at)))
                continue
            labels = {label_of(cell) for cell in self._filled_down(at, cells, outer)}
            yield BodyRow(at + 1, cells, frozenset(filter(None, {*labels, label_of(section)})), section, name)

    def is_wanted(self, row: BodyRow) -> bool:
        """Whether the layout wants a row: it is not to be left out, and says what it must."""
        if any(matches_any(label, self.layout.leave) for label in row.labels):
            return False
        return all(column and matches_any(words_of(row.cell(column.at)), values) for column, values in self._only)

    @cached_property
    def _only(self) -> Sequence[tuple[Column | None, Sequence[str]]]:
        return [(self.column(column), values) for column, values in self.layout.wanted.items()]

    def figures(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has a figure in its columns of data; a sign for nothing is none, nor are words."""
        return any(looks_like_figure(_at(cells, column.at)) for column in self.data_columns)

    def _filled_down(self, at: int, cells: Sequence[Cell], outer: dict[int, Cell]) -> Iterator[Cell]:
        """The labels of a row; one that stands only at its first row, or is merged over several, is filled down."""
        innermost = self.label_columns[-1].at if self.label_columns else -1
        for column in self.label_columns:
            cell = _at(cells, column.at)
            if not words_of(cell):
                cell = merged_over(self.sheet, at, column.at) or (
                    outer.get(column.at, "") if column.at != innermost else ""
                )
            outer[column.at] = cell
            yield cell

    @property
    def _levels(self) -> int:
        return len(self.layout.header)

    def _is_named(self, column: Column) -> bool:
        layout = self.layout
        named = [
            layout.code_column,
            layout.commentary_column,
            layout.period_column,
            *(each.column for each in layout.only),
        ]
        return any(matches(label, words) for label in column.labels for words in named if words)


def find_tables(layout: Layout, sheet: Sheet) -> list[LayoutTable]:
    """The tables of a sheet under the header of a layout; the same header further down begins another table."""
    first = next((at for at in range(min(len(sheet.rows), HEADER_WITHIN)) if _is_header(layout, sheet, at)), None)
    if first is None:
        return []
    head = [label_of(cell) for cell in sheet.rows[first]]
    again = [
        at
        for at in range(first + 1, len(sheet.rows))
        if _is_again(sheet.rows[at], head) and _is_header(layout, sheet, at)
    ]
    starts = [first, *again]
    return [LayoutTable(layout, sheet, at, end) for at, end in zip(starts, [*again, len(sheet.rows)], strict=True)]


def looks_like_figure(cell: Cell) -> bool:
    """Whether a cell holds a number, or a text that begins as one does."""
    if isinstance(cell, str):
        return len(cell) <= LONGEST_FIGURE and FIGURE.match(cell) is not None
    return cell is not None and not isinstance(cell, bool)


def is_filled(cell: Cell) -> bool:
    """Whether a cell says anything other than that there is nothing."""
    return words_of(cell).casefold() not in NOT_SUPPLIED


def missing_words(layout: Layout, sheet: Sheet) -> list[str]:
    """The header's words that stand in no row, where the row with most of them is taken for the header."""
    best: list[str] = list(layout.header[0])
    for cells in sheet.rows[:HEADER_WITHIN]:
        labels = {label_of(cell) for cell in cells}
        missing = [words for words in layout.header[0] if not any(matches(label, words) for label in labels)]
        best = min(best, missing, key=len)
    return best


def _is_header(layout: Layout, sheet: Sheet, at: int) -> bool:
    return all(
        at + level < len(sheet.rows) and _has_all(sheet.rows[at + level], words)
        for level, words in enumerate(layout.header)
    )


def _has_all(cells: Sequence[Cell], words: Sequence[str]) -> bool:
    labels = {label_of(cell) for cell in cells}
    return all(any(matches(label, word) for label in labels) for word in words)


def _is_again(cells: Sequence[Cell], head: Sequence[str]) -> bool:
    return bool(cells) and label_of(cells[0]) == head[0] and [label_of(cell) for cell in cells] == list(head)


def _filled(sheet: Sheet, at: int, levels_left: int) -> list[Cell]:
    """The cells of a header's row; what is merged, or stands over several columns of a lower level, over each."""
    cells = list(sheet.rows[at])
    merges = [merge for merge in sheet.merged if merge.first_row <= at <= merge.last_row]
    for merge in merges:
        cells += [""] * (merge.last_column + 1 - len(cells))
        for column in range(merge.first_column, merge.last_column + 1):
            cells[column] = _at(sheet.rows[merge.first_row], merge.first_column)
    if levels_left > 1 and not merges:
        for column in range(1, len(cells)):
            cells[column] = cells[column] if words_of(cells[column]) else cells[column - 1]
    return cells


def _is_words(cells: Sequence[Cell], at: int) -> bool:
    cell = _at(cells, at)
    return isinstance(cell, str) and any(letter.isalpha() for letter in cell) and is_filled(cell)


def _at(cells: Sequence[Cell], at: int) -> Cell:
    return cells[at] if at < len(cells) else ""
