"""Finds on the tables of a layout the figures of each series, and what around them nobody expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.found_figure import FoundFigure, Place
from transforms.layout import Part, Series, Where, matches, matches_any
from transforms.layout_periods import LayoutPeriods
from transforms.layout_table import BodyRow, Column, LayoutTable, looks_like_figure
from transforms.read_day import day_of
from transforms.register import Register
from transforms.workbook import words_of

Words = frozenset[str]


@dataclass
class FoundOnTable:
    """What was found on one table: figures, the labels seen, and those of figures that no series asks for.

    `rows` have figures, of which `rows_taken` are of the kind the layout wants.
    """

    figures: list[FoundFigure] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    new_labels: dict[str, Place] = field(default_factory=dict)
    met: set[Series] = field(default_factory=set)
    rows: int = 0
    rows_taken: int = 0


class FigureFinder:
    """Finds the figures of one table."""

    def __init__(self, table: LayoutTable, periods: LayoutPeriods, register: Register) -> None:
        self.table = table
        self.layout = table.layout
        self.periods = periods
        self.register = register
        self.columns = [each for each in table.data_columns if not _any_matches(each.labels, self.layout.leave)]
        self.code_column = table.column(self.layout.code_column)
        self.commentary = table.column(self.layout.commentary_column)
        self.asked: dict[tuple[Words, Words], Sequence[Series]] = {}
        self.used: set[int] = set()
        self.unused: dict[int, Column] = {}
        self.found = FoundOnTable()

    def find(self) -> FoundOnTable:
        """All figures of the table, row by row."""
        found = self.found
        found.labels |= {label for column in self.table.columns for label in column.labels}
        for row in self.table.rows():
            has_figures = self.table.figures(row.cells)
            found.labels |= row.labels
            found.rows += has_figures
            if self.table.is_wanted(row):
                found.rows_taken += has_figures
                self._read_row(row)
        for at, column in self.unused.items():
            if at not in self.used:
                self._note(column.labels, column.letters, self.table.header + len(self.layout.header))
        return found

    def _read_row(self, row: BodyRow) -> None:
        """Take the figures of a row; figures that no series asks for are noted by their row or their column."""
        code = words_of(row.cell(self.code_column.at)) if self.code_column else ""
        took: list[FoundFigure] = []
        is_asked = False
        for column in self.columns:
            asked = self._asked(row.labels, column)
            is_asked = is_asked or bool(asked)
            took += self._figures(row, column, asked, code)
            if asked:
                self.used.add(column.at)
            elif looks_like_figure(row.cell(column.at)):
                self.unused.setdefault(column.at, column)
        if not is_asked and row.own_label and any(looks_like_figure(row.cell(column.at)) for column in self.columns):
            letters = self.table.label_columns[0].letters
            self._note(frozenset({row.own_label}), letters, row.number)
        self.found.figures += [*took, *self._comments(row, took)]

    def _asked(self, around_row: Words, column: Column) -> Sequence[Series]:
        """The series all of whose words stand around a cell."""
        key = (around_row, column.labels)
        if key not in self.asked:
            around = around_row | column.labels
            is_period = self.layout.where != Where.ACROSS or words_of(self.periods.head(column))
            self.asked[key] = [each for each in self.layout.series if is_period and _all_stand(each, around)]
        return self.asked[key]

    def _figures(self, row: BodyRow, column: Column, asked: Sequence[Series], row_code: str) -> Iterator[FoundFigure]:
        for series in asked:
            self.found.met.add(series)
            code = series.code or row_code
            if not code:
                continue
            indicator = self.register.indicator(code)
            said = self.periods.cell_of(row, column)
            period = self.periods.of(said, indicator, value_only=not self.layout.has_parts(code))
            day = day_of(said, epoch_1904=self.periods.epoch_1904) if self.layout.days else None
            place = Place(self.table.sheet.name, row.number, f"{column.letters}{row.number}")
            yield FoundFigure(indicator.code if indicator else code, series, period, row.cell(column.at), place, day)

    def _comments(self, row: BodyRow, beside: Sequence[FoundFigure]) -> Iterator[FoundFigure]:
        """The commentary of a row, for each indicator that has figures in it."""
        if self.commentary is None or not words_of(comment := row.cell(self.commentary.at)):
            return
        place = Place(self.table.sheet.name, row.number, f"{self.commentary.letters}{row.number}")
        for code, period in dict.fromkeys((each.code, each.period) for each in beside):
            series = Series((self.layout.commentary_column,), code, Part.COMMENTARY, Decimal(1))
            yield FoundFigure(code, series, period, comment, place)

    def _note(self, labels: Words, letters: str, row: int) -> None:
        for label in sorted(labels)[:1]:
            self.found.new_labels.setdefault(label, Place(self.table.sheet.name, row, f"{letters}{row}"))


def _all_stand(series: Series, around: Words) -> bool:
    return all(any(matches(label, words) for label in around) for words in series.words)


def _any_matches(labels: Words, patterns: Sequence[str]) -> bool:
    return any(matches_any(label, patterns) for label in labels)
