"""Reads a return: the rows of every sheet that holds a table of figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.errors import UnreadableReturn
from transforms.find_table import Table, find_table, is_header_word
from transforms.indicator import Indicator
from transforms.mark import key_of_marks
from transforms.merged import merged_over
from transforms.no_table import no_table
from transforms.period import APRIL
from transforms.row_period import finder_of_table
from transforms.stated_figures import read_figures
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Workbook, words_of
from transforms.written_figure import Assumption

FIGURES = ("value", "numerator", "denominator")
NO = frozenset({"", "no", "n", "false", "0", "final", "f", "-"})

KnownIndicator = Callable[[str], Indicator | None]
"""Finds an indicator by its code; what it knows of the frequency settles `2009-10`."""


def _nobody(_code: str) -> Indicator | None:
    return None


class ReadReturn(NamedTuple):
    """The rows of a return, and what is wrong with those of its sheets that could not be read."""

    rows: list[StatedRow]
    faults: list[UnreadableReturn]


def read_return(
    workbook: Workbook,
    source: Source,
    known: KnownIndicator,
    *,
    meant: KnownIndicator = _nobody,
    year_start: int = APRIL,
) -> ReadReturn:
    """The rows of a workbook, with every cell's address; a sheet that cannot be read does not hinder the others.

    `meant` finds the one indicator whose code a spreadsheet may have spoilt, where `known` knows none.
    Raises `UnreadableReturn` where no sheet has a header that names a code and a figure, or no row under it.
    """
    tables, faults = _tables(workbook)
    if not tables:
        raise next(iter(faults), None) or no_table(workbook)
    find = _Finder(known, meant)
    rows = [row for table in tables for row in _Reader(table, source, find, workbook.epoch_1904, year_start).rows()]
    if not rows and not faults:
        message = "The header is there, but no row under it has a code with a figure or a comment."
        raise UnreadableReturn("no-rows", message, "Fill in the figures and send the file again.", tables[0].sheet.name)
    return ReadReturn(rows, faults)


def _tables(workbook: Workbook) -> tuple[list[Table], list[UnreadableReturn]]:
    """The tables of all sheets that are shown, and what is wrong with sheets whose header has a fault."""
    tables: list[Table] = []
    faults: list[UnreadableReturn] = []
    for sheet in workbook.sheets:
        try:
            table = None if sheet.hidden else find_table(sheet)
        except UnreadableReturn as fault:
            faults.append(fault)
        else:
            tables += [table] if table else []
    return tables, faults


class _Finder(NamedTuple):
    """Finds the indicator a code means, and says what was assumed of the code."""

    known: KnownIndicator
    meant: KnownIndicator

    def of(self, code: str) -> tuple[Indicator | None, tuple[Assumption, ...]]:
        if not code:
            return None, ()
        if indicator := self.known(code):
            return indicator, ()
        if indicator := self.meant(code):
            return indicator, (Assumption("code", code, indicator.code, "a spreadsheet drops zeros before a number"),)
        return None, ()


class _Reader:
    """Reads one table: what holds for all its rows is found once."""

    def __init__(self, table: Table, source: Source, find: _Finder, epoch_1904: bool, year_start: int) -> None:
        self.table = table
        self.source = source
        self.find = find
        self.letters = table.letters()
        self.key = key_of_marks(table.sheet.rows)
        self.periods = finder_of_table(table, source.file, year_start, epoch_1904=epoch_1904)

    def rows(self) -> Iterator[StatedRow]:
        for number, cells in self.table.body:
            fields = {field: _field(cells, columns) for field, columns in self.table.columns.items()}
            if self.table.sheet.merged and not words_of(fields.get("period")):
                fields["period"] = self._merged_period(number)
            if row := self._row(number, fields):
                yield row

    def _row(self, number: int, fields: Mapping[str, Cell]) -> StatedRow | None:
        """The row, or `None` where it is blank, a note under the table, or the header once more."""
        code = words_of(fields.get("code", ""))
        said = {field: fields[field] for field in FIGURES if words_of(fields.get(field))}
        commentary = words_of(fields.get("commentary", ""))
        indicator, mended = self.find.of(code)
        if indicator is None and (_is_note(code, said, commentary) or is_header_word(code, "code")):
            return None
        read = read_figures(said, indicator, self.key)
        if read.is_blank and not code and not commentary:
            return None
        period = self.periods.of(fields.get("period", ""), indicator, value_only="numerator" not in said)
        return StatedRow(
            self.source, self.table.sheet.name, number, self._cells(number), indicator.code if indicator else code,
            period.period, period.text, period.fault, period.assumed, period.is_part,
            read.figures.get("value"), read.figures.get("numerator"), read.figures.get("denominator"),
            read.gap, read.fault, read.fault_field, read.is_blank,
            read.provisional or period.provisional or _is_yes(words_of(fields.get("provisional", ""))),
            commentary, (*mended, *period.marked, *read.assumed),
        )  # fmt: skip

    def _merged_period(self, number: int) -> Cell:
        """The period of a cell merged over several rows, which stands in the first of them alone."""
        columns = self.table.columns.get("period", ())
        return next((cell for at in columns if words_of(cell := merged_over(self.table.sheet, number - 1, at))), "")

    def _cells(self, number: int) -> Mapping[str, str]:
        return {field: f"{letters}{number}" for field, letters in self.letters.items()}


def _is_yes(text: str) -> bool:
    """Whether a mark is set: people write yes, P, x, "provisional figure" and much else, but few things for no."""
    return text.casefold() not in NO


def _field(cells: Sequence[Cell], columns: Sequence[int]) -> Cell:
    """The cell of a field; of one in several columns the words of all, such as December and 2009."""
    said = [cells[at] for at in columns if at < len(cells) and words_of(cells[at])]
    if len(said) < 2:
        return said[0] if said else ""
    return " ".join(words_of(cell) for cell in said)


def _is_note(code: str, said: Mapping[str, Cell], commentary: str) -> bool:
    """Whether a row of no known indicator is a note: something no department means to send."""
    return not (said or (code and commentary))
