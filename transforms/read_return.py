"""Reads a return: the rows of every sheet that holds a table of figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.comment import read_comment
from transforms.errors import UnreadableReturn
from transforms.find_table import FIGURES, Table, find_tables, is_header_word
from transforms.finding import Finding
from transforms.indicator import Indicator, RollUp
from transforms.mark import key_of_marks
from transforms.merged import merged_over
from transforms.no_table import NO_ROWS, no_table, passed_over
from transforms.period import APRIL
from transforms.reading_limits import FIGURES as MOST_FIGURES
from transforms.row_period import finder_of_table, without_quarters_among_months
from transforms.stated_figures import read_figures
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Workbook, quoted, words_of
from transforms.written_figure import Assumption

NO = frozenset({"", "no", "n", "false", "0", "0.0", "final", "f", "-"})
NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+\s*%?", re.ASCII)
THOUSANDS_REST = re.compile(r"\d{3}(?:\.\d+)?", re.ASCII)
"""What a comment is of which `1,512` made two cells: no words, and the three digits behind the comma."""

LABEL = re.compile(
    r"(?:(?:grand|sub)[ -]?)?totals?|(?:overall )?(?:average|mean)|overall(?: total)?|(?:prepared|completed|checked) by\b.*"
)
"""What stands in a row that sums up the others, or says who filled in the form: nothing is told of an indicator."""

KnownIndicator = Callable[[str], Indicator | None]
"""Finds an indicator by its code; what it knows of the frequency settles `2009-10`."""


def _nobody(_code: str) -> Indicator | None:
    return None


class ReadReturn(NamedTuple):
    """The rows of a return, what is wrong with those of its sheets and rows that could not be read, and what is to be
    said of others.
    """

    rows: list[StatedRow]
    faults: list[UnreadableReturn]
    warnings: Sequence[Finding] = ()


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
    Raises `UnreadableReturn` where no sheet has a header that names a code and a figure, or no row under it, or
    where more rows have a code than any return has.
    """
    tables, faults = _tables(workbook)
    if not tables:
        raise next(iter(faults), None) or no_table(workbook)
    _refuse_too_many(tables)
    find = _Finder(known, meant)
    readers = [_Reader(table, source, find, workbook.epoch_1904, year_start) for table in tables]
    rows = without_quarters_among_months([row for reader in readers for row in reader.rows()])
    faults += [fault for reader in readers for fault in reader.faults]
    if not rows and not faults:
        message = "The header is there, but no row under it has a code with a figure or a comment."
        raise UnreadableReturn(NO_ROWS, message, "Fill in the figures and send the file again.", tables[0].sheet.name)
    return ReadReturn(rows, faults, passed_over(workbook, tables, faults, known))


def _tables(workbook: Workbook) -> tuple[list[Table], list[UnreadableReturn]]:
    """The tables of all sheets that are shown, and what is wrong with sheets whose header has a fault."""
    tables: list[Table] = []
    faults: list[UnreadableReturn] = []
    for sheet in workbook.sheets:
        try:
            tables += [] if sheet.hidden else find_tables(sheet)
        except UnreadableReturn as fault:
            faults.append(fault)
    return tables, faults


def _refuse_too_many(tables: Sequence[Table]) -> None:
    """Refuse at once what would take minutes to check row by row, and is a list of something else."""
    columns = [(table, table.columns["code"][0]) for table in tables]
    count = sum(at < len(cells) and bool(words_of(cells[at])) for table, at in columns for _, cells in table.body)
    if count > MOST_FIGURES:
        message = (
            f"The file has {count:,} rows with a code; a return has hundreds, and up to {MOST_FIGURES:,} are read."
        )
        remedy = "Send only the figures of the indicators that are yours, and a long past in several files."
        raise UnreadableReturn("too-many-figures", message, remedy)


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
        self.faults: list[UnreadableReturn] = []
        self.key = key_of_marks(table.sheet.rows)
        self.periods = finder_of_table(table, source.file, year_start, epoch_1904=epoch_1904)

    def rows(self) -> Iterator[StatedRow]:
        for number, cells in self.table.body:
            if self._has_too_many_cells(cells):
                self.faults.append(_row_too_long(number))
                continue
            fields = {field: _field(cells, columns) for field, columns in self.table.columns.items()}
            if self.table.sheet.merged and not words_of(fields.get("period")):
                fields["period"] = self._merged_period(number)
            if row := self._row(number, fields, cells):
                yield row

    def _has_too_many_cells(self, cells: Sequence[Cell]) -> bool:
        """Whether a row of a text file, whose sheet has no name, has a comma where none parts two cells."""
        if self.table.sheet.name:
            return False
        header = self.table.sheet.rows[self.table.header]
        width = max(at for at, cell in enumerate(header, start=1) if words_of(cell))
        if len(cells) <= width:
            return False
        comments = (words_of(cells[at]) for at in self.table.columns.get("commentary", ()))
        return sum(bool(words_of(cell)) for cell in cells) > width or any(map(THOUSANDS_REST.fullmatch, comments))

    def _row(self, number: int, fields: Mapping[str, Cell], cells: Sequence[Cell]) -> StatedRow | None:
        """The row, or `None` where it is blank, a note under the table, a total, or the header once more."""
        code = words_of(fields.get("code", ""))
        said = {field: fields[field] for field in FIGURES if words_of(fields.get(field))}
        commentary, passed_over = read_comment(fields.get("commentary", ""))
        indicator, mended = self.find.of(code)
        if indicator is None:
            label = code or next(filter(None, (words_of(cell) for cell in cells if isinstance(cell, str))), "")
            if _is_note(code, said, commentary) or is_header_word(code, "code") or _is_label(label):
                return None
        read = read_figures(said, indicator, self.key)
        if read.is_blank and not code and not commentary:
            return None
        period = self.periods.of(fields.get("period", ""), indicator, value_only="numerator" not in said)
        return StatedRow(
            self.source, self.table.sheet.name, number, self._cells(number), indicator.code if indicator else quoted(code),
            period.period, period.text, period.fault, period.assumed, period.is_part,
            read.figures.get("value"), read.figures.get("numerator"), read.figures.get("denominator"),
            read.gap, read.fault, read.fault_field or self._owed_field(indicator, is_blank=read.is_blank), read.is_blank,
            read.provisional or period.provisional or _is_yes(words_of(fields.get("provisional", ""))),
            commentary, (*mended, *period.marked, *read.assumed, *passed_over), read.revised or period.revised,
        )  # fmt: skip

    def _owed_field(self, indicator: Indicator | None, *, is_blank: bool) -> str:
        """Where a figure that is missing belongs: what is rolled up from its parts is asked for by them."""
        by_parts = indicator is not None and indicator.rollup == RollUp.RATIO and "numerator" in self.letters
        return "numerator" if is_blank and by_parts else ""

    def _merged_period(self, number: int) -> Cell:
        """The period of a cell merged over several rows, which stands in the first of them alone."""
        columns = self.table.columns.get("period", ())
        return next((cell for at in columns if words_of(cell := merged_over(self.table.sheet, number - 1, at))), "")

    def _cells(self, number: int) -> Mapping[str, str]:
        return {field: f"{letters}{number}" for field, letters in self.letters.items()}


def _is_yes(text: str) -> bool:
    """Whether a mark is set: people write yes, P, x, "provisional figure" and much else, but few things for no.

    A number other than 1 is an estimate that somebody made, and no mark.
    """
    return text.casefold() not in NO and (text == "1" or not NUMBER.fullmatch(text))


def _is_label(text: str) -> bool:
    return LABEL.fullmatch(text.casefold().strip(" :.")) is not None


def _row_too_long(number: int) -> UnreadableReturn:
    message = f"Row {number} has more cells than the header has columns, so that its figures may have shifted."
    remedy = 'Put quotation marks around texts and numbers that have commas, such as "1,512", and send the file again.'
    return UnreadableReturn("row-too-long", message, remedy, "", f"A{number}")


def _field(cells: Sequence[Cell], columns: Sequence[int]) -> Cell:
    """The cell of a field; of one in several columns the words of all, such as December and 2009."""
    said = [cells[at] for at in columns if at < len(cells) and words_of(cells[at])]
    if len(said) < 2:
        return said[0] if said else ""
    return " ".join(words_of(cell) for cell in said)


def _is_note(code: str, said: Mapping[str, Cell], commentary: str) -> bool:
    """Whether a row of no known indicator is a note: something no department means to send."""
    return not (said or (code and commentary))
