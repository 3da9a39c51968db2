"""The periods of the figures that a layout finds, and the days of those that are kept by the day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.errors import AmbiguousPeriod, UnreadablePeriod
from transforms.indicator import Indicator
from transforms.layout import BareYear, Where, label_of, matches
from transforms.layout_table import BodyRow, Column, LayoutTable
from transforms.mark import split_marks
from transforms.period import Length, Period
from transforms.read_day import day_of
from transforms.read_period import FULL_YEARS, MONTHS, QUARTER, read_period
from transforms.row_period import PeriodFinder, RowPeriod, file_text, heading_text
from transforms.workbook import Cell, words_of

BARE_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
TWO_YEARS = re.compile(rf"(?<![\d/–-]){FULL_YEARS}(?!\d)")
BARE_QUARTER = re.compile(QUARTER)


class LayoutPeriods:
    """Reads the periods of one table by what its layout says of them."""

    def __init__(self, table: LayoutTable, file: str, year_start: int, *, epoch_1904: bool) -> None:
        self.layout = table.layout
        self.year_start = year_start
        self.epoch_1904 = epoch_1904
        self.around = PeriodFinder(self._texts(table, file), year_start, epoch_1904=epoch_1904)
        column = table.column(self.layout.period_column)
        self.column = column or next(iter(table.label_columns), None)
        heads = self.column.labels if self.column and self.layout.where == Where.DOWN else ()
        self.names_years = any("year" in head.split() for head in heads)
        self.year_told = _one_year(self._all_texts(table, file), year_start)
        self.kept: dict[tuple[Cell, str, bool], RowPeriod] = {}

    def cell_of(self, row: BodyRow, column: Column) -> Cell:
        """The cell that should name the period of a figure; blank where the surroundings do."""
        match self.layout.where:
            case Where.ACROSS:
                return self.head(column)
            case Where.DOWN:
                return row.cell(self.column.at) if self.column else ""
            case Where.SECTION:
                return row.section
            case _:
                return ""

    def head(self, column: Column) -> Cell:
        """The heading of a column that names a period, or blank."""
        return next((head for head in column.heads if self.names_period(head)), "")

    def of(self, cell: Cell, indicator: Indicator | None, *, value_only: bool) -> RowPeriod:
        """The period a cell names, or that the surroundings tell where it is blank."""
        key = (cell, indicator.code if indicator else "", value_only)
        if key not in self.kept:
            self.kept[key] = self._read(cell, indicator, value_only=value_only)
        return self.kept[key]

    def _read(self, cell: Cell, indicator: Indicator | None, *, value_only: bool) -> RowPeriod:
        if period := self._stated(cell):
            return RowPeriod(period, words_of(cell))
        if not words_of(cell) and self.layout.where in {Where.ACROSS, Where.DOWN, Where.SECTION}:
            return RowPeriod(fault="is not given where the layout says that it stands")
        read = self.around.of(cell, indicator, value_only=value_only)
        is_said = self.names_years and read.period is not None and read.period.months == Length.YEAR
        return read._replace(assumed=False) if is_said else read

    def names_period(self, cell: Cell) -> bool:
        """Whether a cell names a period, though perhaps more than one."""
        if not words_of(cell) or isinstance(cell, bool):
            return False
        if self._stated(cell) or day_of(cell, epoch_1904=self.epoch_1904):
            return True
        try:
            read_period(split_marks(cell).text if isinstance(cell, str) else cell, year_start=self.year_start)
        except AmbiguousPeriod:
            return True
        except UnreadablePeriod:
            return False
        return True

    def _stated(self, cell: Cell) -> Period | None:
        """The period that the layout itself gives for such words, or for a bare year."""
        label = label_of(cell)
        for words, period in self.layout.periods:
            if matches(label, words):
                return period
        if self.layout.year and BARE_YEAR.fullmatch(label):
            first = int(label) - (1 if self.layout.year == BareYear.ENDS else 0)
            return Period.year(first, self.year_start)
        return part_of_year(label, self.year_told) if self.year_told else None

    def _texts(self, table: LayoutTable, file: str) -> list[str]:
        places = (Where.HEADING, Where.SHEET, Where.FILE)
        texts = dict(zip(places, self._all_texts(table, file), strict=True))
        return [texts[self.layout.where]] if self.layout.where in texts else []

    def _all_texts(self, table: LayoutTable, file: str) -> Sequence[str]:
        """What stands above the table, the name of its sheet, and that of its file."""
        above = heading_text(table.sheet.rows[: table.header], self.year_start, epoch_1904=self.epoch_1904)
        return above, table.sheet.name, file_text(file)


def part_of_year(label: str, year: Period) -> Period | None:
    """The month or quarter of a year that a heading without one names, such as Apr or Q3.

    >>> str(part_of_year("feb", Period.year(2009))), str(part_of_year("q3", Period.year(2009)))
    ('2010-02', '2009-10 Q3')
    """
    if quarter := BARE_QUARTER.fullmatch(label):
        return Period.quarter(year.first_year, int(quarter["quarter"]), year.year_start)
    number = MONTHS.get(label)
    return next((part for part in year.parts(Length.MONTH) if part.start.month == number), None)


def _one_year(texts: Sequence[str], year_start: int) -> Period | None:
    """The one financial year that some texts tell; none where they tell several, together or one against another.

    Where months stand without a year, `2009-10` is the year and not October.
    """
    found = [each for text in texts for each in TWO_YEARS.finditer(text)]
    told = {int(each["first"]) for each in found if _follow(each["first"], each["second"])}
    return Period.year(told.pop(), year_start) if len(told) == 1 else None


def _follow(first: str, second: str) -> bool:
    return int(second) % 100 == (int(first) + 1) % 100
