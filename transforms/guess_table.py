"""Guesses where on a sheet a table of figures stands, for the draft of a layout that a person then reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from transforms.errors import AmbiguousPeriod, UnreadablePeriod
from transforms.layout import label_of
from transforms.layout_periods import part_of_year
from transforms.layout_table import looks_like_figure
from transforms.mark import split_marks
from transforms.period import Period
from transforms.read_day import day_of
from transforms.read_period import read_period
from transforms.workbook import Cell, Sheet, words_of

HEADER_WITHIN = 60
MOST_ARE = 0.7
"""What holds for so large a share of a column holds for the column."""

FEWEST_HEADS = 2
YEARS = range(1900, 2100)


@dataclass(frozen=True)
class GuessedTable:
    """A sheet and the row, counted from 0, that looks like the header of its figures."""

    sheet: Sheet
    header: int

    @cached_property
    def heads(self) -> Sequence[Cell]:
        """The cells of the header."""
        return self.sheet.rows[self.header]

    @cached_property
    def body(self) -> Sequence[Sequence[Cell]]:
        """The rows under the header that have a figure under one of its headings."""
        rows = self.sheet.rows[self.header + 1 :]
        named = [at for at, head in enumerate(self.heads) if words_of(head)]
        return [row for row in rows if any(looks_like_figure(cell_at(row, at)) for at in named)]

    def column(self, at: int) -> list[Cell]:
        """What stands in a column of the body, without blanks."""
        return [cell for row in self.body if words_of(cell := cell_at(row, at))]

    @cached_property
    def across(self) -> list[int]:
        """The columns whose headings name periods."""
        return [at for at, head in enumerate(self.heads) if names_period(head)]

    @cached_property
    def down(self) -> int | None:
        """The first column most of whose cells name periods."""
        named = [
            at for at, head in enumerate(self.heads) if words_of(head) and not _are_years_by_chance(self.column(at))
        ]
        return next((at for at in named if _most(map(names_period, self.column(at)))), None)

    @cached_property
    def labels(self) -> list[int]:
        """The columns that hold words, but no periods."""
        columns = range(max((len(row) for row in self.body), default=0))
        return [at for at in columns if at != self.down and _most(map(_is_label, self.column(at)))]

    @cached_property
    def figures(self) -> list[int]:
        """The columns with a heading that hold figures."""
        named = [at for at, head in enumerate(self.heads) if words_of(head) and at != self.down]
        return [at for at in named if any(map(looks_like_figure, self.column(at))) and at not in self.labels]


def guess_table(sheet: Sheet) -> GuessedTable | None:
    """The table of a sheet: the row with most headings that has figures right below."""
    best: tuple[int, int] = (FEWEST_HEADS - 1, 0)
    for at in range(min(len(sheet.rows), HEADER_WITHIN)):
        heads = [cell for cell in sheet.rows[at] if words_of(cell)]
        is_header = all(_is_label(cell) or names_period(cell) for cell in heads)
        if is_header and len(heads) > best[0] and _has_figures_below(sheet, at):
            best = (len(heads), at)
    found = GuessedTable(sheet, best[1])
    return found if best[0] >= FEWEST_HEADS and found.body else None


def names_period(cell: Cell) -> bool:
    """Whether a cell looks like a period: a date, a month, a quarter, a year."""
    if day_of(cell) or (isinstance(cell, int | float) and not isinstance(cell, bool) and cell in YEARS):
        return True
    if not isinstance(cell, str) or not cell.strip():
        return False
    if part_of_year(label_of(cell), Period.year(2000)):
        return True
    try:
        read_period(split_marks(cell).text)
    except AmbiguousPeriod:
        return True
    except UnreadablePeriod:
        return False
    return True


def cell_at(row: Sequence[Cell], at: int) -> Cell:
    """The cell of a column; a short row has blanks at its end."""
    return row[at] if at < len(row) else ""


def _has_figures_below(sheet: Sheet, at: int) -> bool:
    below = [row for row in sheet.rows[at + 1 : at + 8] if any(words_of(cell) for cell in row)][:3]
    return any(looks_like_figure(cell) for row in below for cell in row)


def _is_label(cell: Cell) -> bool:
    has_words = isinstance(cell, str) and any(letter.isalpha() for letter in cell)
    return has_words and not looks_like_figure(cell) and not names_period(cell)


def _are_years_by_chance(cells: Sequence[Cell]) -> bool:
    """Whether numbers only look like years or dates: figures of which some are outside their range."""
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    return bool(numbers) and not all(cell in YEARS for cell in numbers)


def _most(held: Iterator[bool]) -> bool:
    answers = list(held)
    return bool(answers) and sum(answers) >= MOST_ARE * len(answers)
