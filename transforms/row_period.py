"""The period of a row: stated beside the figure, or told by the heading, the sheet's name or the file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from transforms.errors import AmbiguousPeriod, UnreadablePeriod
from transforms.find_periods import find_bare_months, find_periods, month_of_years, month_within
from transforms.find_table import FIGURES, Table
from transforms.indicator import Indicator, RollUp
from transforms.mark import Marks, split_marks
from transforms.period import Length, Period
from transforms.read_period import MONTHS, PLAUSIBLE_SERIALS, read_period
from transforms.stated_row import StatedRow
from transforms.workbook import Cell, quoted, words_of
from transforms.written_figure import Assumption

LABEL = re.compile(r"\b(?:month|period|quarter|year|return for)\b")

MONTH_ASKED = re.compile(r"^month *:", re.IGNORECASE | re.MULTILINE)
"""A form's own question for the month; its answer is never passed over for the year beside it."""

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
    revised: bool = False
    marked: tuple[Assumption, ...] = ()


class PeriodFinder:
    """Finds the periods of the rows of one table, whose surroundings tell periods in `texts`, and `headings` over
    its figures.
    """

    def __init__(
        self,
        texts: Sequence[str],
        year_start: int,
        *,
        epoch_1904: bool = False,
        ends_quarters: bool = False,
        headings: Sequence[str] = (),
    ) -> None:
        self.year_start = year_start
        self.epoch_1904 = epoch_1904
        self.ends_quarters = ends_quarters
        self.over: Sequence[Period] = _told(headings, year_start)
        self.told: Sequence[Period] = _told([*texts, *headings], year_start)
        months = {number: self._month(number) for text in texts for number in find_bare_months(text)}
        self.told = list(dict.fromkeys([*self.told, *filter(None, months.values())]))
        self.unclear = [number for number, month in months.items() if month is None]
        asks_month = any(map(MONTH_ASKED.search, texts))
        self.lacks_month = asks_month and not any(period.months == Length.MONTH for period in self.told)

    def of(self, cell: Cell, indicator: Indicator | None, *, value_only: bool) -> RowPeriod:
        """The period of a row whose period cell is `cell`; `value_only` where it gives no numerator."""
        text = quoted(words_of(cell))
        if not text:
            return self._around(indicator)
        read = self._beside(cell, text, indicator, value_only=value_only)
        against = [over for over in self.over if read.period and not _agree(over, read.period)]
        if read.period and against:
            fault = f"is {read.period.label}, but the heading over the figures says {against[0].label}"
            return RowPeriod(None, text, fault)
        return read

    def _beside(self, cell: Cell, text: str, indicator: Indicator | None, *, value_only: bool) -> RowPeriod:
        if month := self._told_in_part(text):
            return _stated(month, text, indicator, value_only=value_only)
        try:
            return self._read(text if isinstance(cell, str) else cell, text, indicator, value_only=value_only)
        except UnreadablePeriod as error:
            marks = split_marks(text)
            if marks.written:
                return self._marked(text, marks, indicator, value_only=value_only)
            return RowPeriod(None, text, error.message.removesuffix("."))

    def _told_in_part(self, text: str) -> Period | None:
        """The month of a text that names it by its financial year, or without one where the surroundings tell it."""
        number = MONTHS.get(text.casefold().strip(" ."))
        return self._month(number) if number else month_of_years(text, year_start=self.year_start)

    def _month(self, number: int) -> Period | None:
        """The one month of that number which is told, or lies in what is told."""
        months = {month for period in self.told if (month := month_within(period, number))}
        return months.pop() if len(months) == 1 else None

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
            return read._replace(provisional=marks.is_provisional, revised=marks.is_revised)
        meaning = f"the mark {marks.written} is read as {marks.meaning or 'pointing to a note'}"
        told = Assumption("period", text, ", ".join(filter(None, [read.period.label, marks.meaning])), meaning)
        return read._replace(provisional=marks.is_provisional, revised=marks.is_revised, marked=(told,))

    def _around(self, indicator: Indicator | None) -> RowPeriod:
        """What the surroundings tell; they name the return, so a month there may stand for its quarter."""
        if self.unclear:
            month = f"{date(2000, self.unclear[0], 1):%B}"
            return RowPeriod(fault=f"is not given: {month} is told without a year in which it lies")
        if self.lacks_month:
            return RowPeriod(fault="is not given: what stands beside Month above the table names none")
        meant = _meant(self.told, indicator)
        if not meant:
            return RowPeriod(fault="is not given, neither beside the figure nor in the heading or the file's name")
        against = [period for period in self.told if not _agree(period, meant)]
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
    """The finder of a table: its heading, its sheet's name and the file's name may tell the period.

    A later table of a sheet may have a heading of its own; where that tells none, the heading of the sheet holds.
    """
    heading = heading_text(table.heading, year_start, epoch_1904=epoch_1904)
    if not find_periods(heading, year_start=year_start) and not find_bare_months(heading):
        heading = heading_text(table.sheet_heading, year_start, epoch_1904=epoch_1904)
    texts = [heading, table.sheet.name, file_text(file)]
    ends_quarters = any(QUARTER_ENDING.search(word) for word in table.header_words("period"))
    headings = [words for field in FIGURES for words in table.header_words(field)]
    return PeriodFinder(texts, year_start, epoch_1904=epoch_1904, ends_quarters=ends_quarters, headings=headings)


def file_text(file: str) -> str:
    """The words of a file's name: what stands before its last point.

    >>> file_text("December 2009.xlsx"), file_text("December 2009")
    ('December 2009', 'December 2009')
    """
    return file.rpartition(".")[0] or file


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


def _told(texts: Sequence[str], year_start: int) -> Sequence[Period]:
    return list(dict.fromkeys(period for text in texts for period in find_periods(text, year_start=year_start)))


def _agree(one: Period, other: Period) -> bool:
    return one.contains(other) or other.contains(one)


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


def without_quarters_among_months(rows: Sequence[StatedRow]) -> list[StatedRow]:
    """The rows of a file, those that would make a month its quarter taken for that month where others of it are there.

    A percentage of December alone may be that of the quarter; beside those of October and November it is not.
    """
    parts = {(row.code, row.period.within(Length.QUARTER)) for row in rows if row.period and row.period_is_part}
    return [
        row._replace(period=row.period.last_month, period_is_part=True, period_assumed=False)
        if row.period and row.period_assumed and (row.code, row.period) in parts
        else row
        for row in rows
    ]


def _by_frequency(candidates: Sequence[Period], indicator: Indicator | None) -> Period | None:
    """The one candidate that fits the indicator's frequency: 2009-10 of a monthly one is October."""
    if indicator is None or {period.months for period in candidates} != {Length.MONTH, Length.YEAR}:
        return None
    return next((period for period in candidates if period.months == indicator.frequency.length), None)
