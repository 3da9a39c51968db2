"""Reads a return: the rows of every sheet that holds a table of figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from transforms.errors import AmbiguousPeriod, UnreadableFigure, UnreadablePeriod, UnreadableReturn
from transforms.figure import is_withheld, read_figure
from transforms.find_table import Table, find_table
from transforms.gap import Gap
from transforms.indicator import Indicator
from transforms.period import APRIL, Length, Period
from transforms.read_period import find_periods, read_period
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Workbook

FIGURES = ("value", "numerator", "denominator")
YES = frozenset({"yes", "y", "true", "1", "p", "prov", "provisional", "x", "1.0", "estimate"})

PERIOD_LABEL = re.compile(r"\b(?:month|period|quarter|year|return for)\b")

KnownIndicator = Callable[[str], Indicator | None]
"""Finds an indicator by its code; what it knows of the frequency settles `2009-10`."""


def read_return(
    workbook: Workbook, source: Source, known: KnownIndicator, *, year_start: int = APRIL
) -> list[StatedRow]:
    """The rows of a workbook, with every cell's address.

    Raises `UnreadableReturn` where no sheet has a header that names a code and a figure.
    """
    tables = [table for sheet in workbook.sheets if not sheet.hidden and (table := find_table(sheet))]
    if not tables:
        message = "No sheet has a header row with Code and either Value or Numerator and Denominator."
        remedy = "Put those headings over the columns, in one row, and send the file again."
        raise UnreadableReturn("no-table", message, remedy)
    return [row for table in tables for row in _Reader(table, source, known, workbook.epoch_1904, year_start).rows()]


class ReadPeriod(NamedTuple):
    """The period of a row and the text that gave it; or the fault where there is none."""

    period: Period | None = None
    text: str = ""
    fault: str = ""
    assumed: bool = False


class _Reader:
    """Reads one table: what holds for all its rows is found once."""

    def __init__(self, table: Table, source: Source, known: KnownIndicator, epoch_1904: bool, year_start: int) -> None:
        self.table = table
        self.source = source
        self.known = known
        self.letters = table.letters()
        self.epoch_1904 = epoch_1904
        self.year_start = year_start
        self.periods = _periods_around(table, source.file, year_start)

    def rows(self) -> Iterator[StatedRow]:
        for number, cells in self.table.body:
            fields = {field: cells[at] for field, at in self.table.columns.items() if at < len(cells)}
            if row := self._row(number, fields):
                yield row

    def _row(self, number: int, fields: Mapping[str, Cell]) -> StatedRow | None:
        """The row, or `None` where it is blank or a note under the table."""
        code = _words(fields.get("code", ""))
        said = {field: fields[field] for field in FIGURES if _is_said(fields.get(field))}
        commentary = _words(fields.get("commentary", ""))
        indicator = self.known(code) if code else None
        if not said and indicator is None:
            return None
        period = self._period(fields.get("period", ""), indicator)
        figures, gap, number_fault, fault_field = _figures(said)
        return StatedRow(
            self.source, self.table.sheet.name, number, self.letters, indicator.code if indicator else code,
            *period, figures.get("value"), figures.get("numerator"),
            figures.get("denominator"), gap, number_fault, fault_field,
            is_blank=not any(figure is not None for figure in figures.values()) and not gap and not number_fault,
            provisional=_words(fields.get("provisional", "")).casefold() in YES, commentary=commentary,
        )  # fmt: skip

    def _period(self, cell: Cell, indicator: Indicator | None) -> ReadPeriod:
        if text := _words(cell):
            return self._stated_period(cell, text, indicator)
        meant = _meant(self.periods, indicator)
        if len(meant) == 1:
            return ReadPeriod(meant[0])
        if meant:
            told = " and ".join(period.label for period in meant)
            return ReadPeriod(fault=f"is not given, and the heading or the file's name tell more than one: {told}")
        return ReadPeriod(fault="is not given, neither beside the figure nor in the heading or the file's name")

    def _stated_period(self, cell: Cell, text: str, indicator: Indicator | None) -> ReadPeriod:
        try:
            return ReadPeriod(read_period(cell, year_start=self.year_start, epoch_1904=self.epoch_1904), text)
        except AmbiguousPeriod as error:
            if chosen := _by_frequency(error.candidates, indicator):
                return ReadPeriod(chosen, text, assumed=True)
            return ReadPeriod(None, text, error.message.removesuffix("."))
        except UnreadablePeriod as error:
            return ReadPeriod(None, text, error.message.removesuffix("."))


def _periods_around(table: Table, file: str, year_start: int) -> Sequence[Period]:
    """Every period told by the heading, the sheet's name or the file's name."""
    texts = [_heading_text(table), table.sheet.name, file.rpartition(".")[0]]
    told = [period for text in texts for period in find_periods(text, year_start=year_start)]
    return list(dict.fromkeys(told))


def _heading_text(table: Table) -> str:
    """The words above the table; a true date counts where the cell before it says that it is the period."""
    texts: list[str] = []
    for row in table.heading:
        for before, cell in zip(("", *row), row, strict=False):
            is_period = isinstance(cell, date) and PERIOD_LABEL.search(_words(before).casefold())
            texts.append(f"{cell:%B %Y}" if is_period and isinstance(cell, date) else _words(cell))
    return "\n".join(texts)


def _meant(told: Sequence[Period], indicator: Indicator | None) -> Sequence[Period]:
    """The periods told that fit the indicator's frequency, else the shortest ones told.

    A month within a quarter agrees with it; two months contradict each other, and both are given.
    """
    fitting = [period for period in told if indicator and period.months == indicator.frequency.length]
    shortest = min((period.months for period in told), default=0)
    return fitting or [period for period in told if period.months == shortest]


def _by_frequency(candidates: Sequence[Period], indicator: Indicator | None) -> Period | None:
    """The one candidate that fits the indicator's frequency: 2009-10 of a monthly one is October."""
    if indicator is None:
        return None
    fitting = [period for period in candidates if period.months == indicator.frequency.length]
    return fitting[0] if len(fitting) == 1 and _lengths(candidates) == {Length.MONTH, Length.YEAR} else None


def _lengths(periods: Sequence[Period]) -> set[int]:
    return {period.months for period in periods}


def _figures(said: Mapping[str, Cell]) -> tuple[dict[str, Decimal | None], Gap | None, str, str]:
    """The numbers of a row, the gap it states, and the first cell that is no number with its field."""
    figures: dict[str, Decimal | None] = {}
    for field, cell in said.items():
        if is_withheld(cell):
            return {}, Gap.WITHHELD, "", ""
        try:
            figures[field] = read_figure(cell)
        except UnreadableFigure:
            return {}, None, _words(cell), field
    no_cases = figures.get("denominator") == 0 and not figures.get("numerator")
    return figures, Gap.NO_CASES if no_cases else None, "", ""


def _is_said(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _words(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).replace("\0", "").strip()
