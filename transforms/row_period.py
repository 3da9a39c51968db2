"""The period of a row: stated beside the figure, or told by the heading, the sheet's name or the file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from transforms.errors import AmbiguousPeriod, UnreadablePeriod
from transforms.find_periods import find_periods
from transforms.find_table import Table
from transforms.indicator import Indicator, RollUp
from transforms.mark import Marks, split_marks
from transforms.period import Length, Period
from transforms.read_period import PLAUSIBLE_SERIALS, read_period
from transforms.workbook import Cell, words_of
from transforms.written_figure import Assumption

LABEL = re.compile(r"\b(?:month|period|quarter|year|return for)\b")

QUARTER_ENDING = re.compile(r"\bquarter end")


class RowPeriod(NamedTuple):
    """The period of a row and the text that gave it; or the fault where there is none.

    `assumed` where the text alone could be read otherwise, `is_part` where the indicator is measured in
    longer periods and this is taken for one part of such a one. `marked` is what a mark behind it was read as.
    """

    period: Period | None = None
    text: str = ""
    fault: str = ""
    assumed: bool = False
    is_part: bool = False
    provisional: bool = False
    marked: tuple[Assumption, ...] = ()


class PeriodFinder:
    """Finds the periods of the rows of one table, whose surroundings tell periods in `texts`."""

    def __init__(
        self, texts: Sequence[str], year_start: int, *, epoch_1904: bool = False, ends_quarters: bool = False
    ) -> None:
        self.year_start = year_start
        self.epoch_1904 = epoch_1904
        self.ends_quarters = ends_quarters
        told = [period for text in texts for period in find_periods(text, year_start=year_start)]
        self.told: Sequence[Period] = list(dict.fromkeys(told))

    def of(self, cell: Cell, indicator: Indicator | None, *, value_only: bool) -> RowPeriod:
        """The period of a row whose period cell is `cell`; `value_only` where it gives no numerator."""
        text = words_of(cell)
        if not text:
            return self._around(indicator)
        try:
            return self._read(cell, text, indicator, value_only=value_only)
        except UnreadablePeriod as error:
            marks = split_marks(text)
            if marks.written:
                return self._marked(text, marks, indicator, value_only=value_only)
            return RowPeriod(None, text, error.message.removesuffix("."))

    def _read(self, cell: Cell, text: str, indicator: Indicator | None, *, value_only: bool) -> RowPeriod:
        try:
            period = read_period(cell, year_start=self.year_start, epoch_1904=self.epoch_1904)
        except AmbiguousPeriod as error:
            chosen = _by_frequency(error.candidates, indicator)
            return RowPeriod(chosen, text, "" if chosen else error.message.removesuffix("."), chosen is not None)
        quarter = period.within(Length.QUARTER)
        if self.ends_quarters and period.months == Length.MONTH and quarter.end == period.end:
            return RowPeriod(quarter, text)
        return _stated(period, text, indicator, value_only=value_only)

    def _marked(self, text: str, marks: Marks, indicator: Indicator | None, *, value_only: bool) -> RowPeriod:
        """The period of a text with a mark behind it, such as `2006-07r` or `2016/17 ->`."""
        try:
            read = self._read(marks.text, marks.text, indicator, value_only=value_only)
        except UnreadablePeriod as error:
            return RowPeriod(None, text, error.message.removesuffix("."))
        if read.period is None or marks.is_certain:
            return read._replace(provisional=marks.is_provisional)
        meaning = f"the mark {marks.written} is read as {marks.meaning or 'pointing to a note'}"
        told = Assumption("period", text, ", ".join(filter(None, [read.period.label, marks.meaning])), meaning)
        return read._replace(provisional=marks.is_provisional, marked=(told,))

    def _around(self, indicator: Indicator | None) -> RowPeriod:
        """What the surroundings tell; they name the return, so a month there may stand for its quarter."""
        meant = _meant(self.told, indicator)
        if not meant:
            return RowPeriod(fault="is not given, neither beside the figure nor in the heading or the file's name")
        against = [period for period in self.told if not (period.contains(meant) or meant.contains(period))]
        if against:
            told = " and ".join(period.label for period in (meant, *against))
            return RowPeriod(fault=f"is not given, and the heading or the file's name tell more than one: {told}")
        if indicator is None or meant.months >= indicator.frequency.length:
            return RowPeriod(meant)
        whole = meant.within(indicator.frequency.length)
        if whole.end == meant.end:
            return RowPeriod(whole, meant.label, assumed=True)
        return RowPeriod(
            None, meant.label, f"is not given: {indicator.code} is measured {indicator.frequency.adverb}, "
            f"and {meant.label} ends no {whole.noun}"
        )  # fmt: skip


def finder_of_table(table: Table, file: str, year_start: int, *, epoch_1904: bool) -> PeriodFinder:
    """The finder of a table: its heading, its sheet's name and the file's name may tell the period."""
    heading = heading_text(table.heading, year_start, epoch_1904=epoch_1904)
    texts = [heading, table.sheet.name, file.rpartition(".")[0] or file]
    ends_quarters = any(QUARTER_ENDING.search(word) for word in table.header_words("period"))
    return PeriodFinder(texts, year_start, epoch_1904=epoch_1904, ends_quarters=ends_quarters)


def heading_text(rows: Sequence[Sequence[Cell]], year_start: int, *, epoch_1904: bool) -> str:
    """The words above a table; a true date counts where the words before it say that it is the period."""
    texts: list[str] = []
    for row in rows:
        label = ""
        for cell in row:
            is_period = LABEL.search(label) and _is_date(cell)
            texts.append(
                read_period(cell, year_start=year_start, epoch_1904=epoch_1904).label if is_period else words_of(cell)
            )
            label = words_of(cell).casefold() or label
    return "\n".join(texts)


def _is_date(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, float | int) and int(cell) in PLAUSIBLE_SERIALS)


def _meant(told: Sequence[Period], indicator: Indicator | None) -> Period | None:
    """The period told that fits the indicator's frequency, else the shortest one."""
    fitting = [period for period in told if indicator and period.months == indicator.frequency.length]
    return next(iter(fitting), None) or min(told, key=lambda period: period.months, default=None)


def _stated(period: Period, text: str, indicator: Indicator | None, *, value_only: bool) -> RowPeriod:
    """A stated month of an indicator that is measured by the quarter: a part of it, or the quarter itself.

    A percentage without its parts cannot be part of a quarter's, so it is the quarter's that ends then.
    """
    if indicator is None or period.months >= indicator.frequency.length:
        return RowPeriod(period, text)
    whole = period.within(indicator.frequency.length)
    if value_only and indicator.rollup == RollUp.RATIO and whole.end == period.end:
        return RowPeriod(whole, text, assumed=True)
    return RowPeriod(period, text, is_part=True)


def _by_frequency(candidates: Sequence[Period], indicator: Indicator | None) -> Period | None:
    """The one candidate that fits the indicator's frequency: 2009-10 of a monthly one is October."""
    if indicator is None or {period.months for period in candidates} != {Length.MONTH, Length.YEAR}:
        return None
    return next((period for period in candidates if period.months == indicator.frequency.length), None)
