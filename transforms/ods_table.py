"""One table of an .ods as it is gathered: rows and cells that are written once and said to repeat."""

from __future__ import annotations

from transforms.reading_limits import COLUMNS, ROWS
from transforms.refused_file import too_many_columns, too_many_rows
from transforms.workbook import Cell, Merge, Sheet, column_letters, even_out


class OdsTable:
    """A table on its way; blanks count only once something follows them, for they repeat to the sheet's far end."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[Cell]] = []
        self.merged: list[Merge] = []
        self.hidden: list[range] = []
        self.blank_rows = self.widest = 0
        self.start_row(1, hidden=False)

    @property
    def reach(self) -> int:
        """How many cells lie between A1 and the last one filled."""
        return len(self.rows) * self.widest

    @property
    def row(self) -> int:
        """The row that is gathered, counted from 0."""
        return len(self.rows) + self.blank_rows

    def start_row(self, repeat: int, *, hidden: bool) -> None:
        """A row, standing for so many alike."""
        self.cells: list[Cell] = []
        self.blank_cells = 0
        self.repeat = repeat
        if hidden:
            self.hidden.append(range(self.row + 1, self.row + repeat + 1))

    def add(self, value: Cell, repeat: int, spans: tuple[int, int]) -> None:
        """A cell of the row, standing for so many alike, that spans so many rows and columns.

        Raises `UnreadableReturn` where it holds something beyond the limits.
        """
        column = len(self.cells) + self.blank_cells
        if max(spans) > 1:
            self.merged.append(Merge(self.row, column, self.row + spans[0] - 1, column + spans[1] - 1))
        if value == "":
            self.blank_cells += repeat
            return
        if column + repeat > COLUMNS:
            raise too_many_columns(self.name, f"{column_letters(max(column, COLUMNS))}{self.row + 1}")
        self.cells += [*[""] * self.blank_cells, *[value] * repeat]
        self.blank_cells = 0

    def end_row(self) -> None:
        """The row is whole. Raises `UnreadableReturn` where it is filled and beyond the limits."""
        if not self.cells:
            self.blank_rows += self.repeat
            return
        if self.row + self.repeat > ROWS:
            raise too_many_rows(self.name, f"A{max(self.row, ROWS) + 1}")
        self.rows += [*([] for _ in range(self.blank_rows)), *[self.cells] * self.repeat]
        self.widest = max(self.widest, len(self.cells))
        self.blank_rows = 0

    def sheet(self, *, hidden: bool) -> Sheet:
        """What was gathered."""
        rows = len(self.rows)
        hidden_rows = frozenset(number for span in self.hidden for number in span[: max(0, rows + 1 - span.start)])
        return Sheet(self.name, even_out(self.rows), hidden, tuple(self.merged), hidden_rows)
