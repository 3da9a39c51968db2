"""Sums daily figures to months: only days that were reported count, and an incomplete month says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from transforms.errors import UnreadableFigure
from transforms.found_figure import FoundFigure, Place, scaled
from transforms.gap import stated_gap
from transforms.indicator import Indicator
from transforms.layout import Days, Part
from transforms.period import Period
from transforms.stated_figures import read_part
from transforms.words import long_date


@dataclass(frozen=True, slots=True)
class MonthOfDays:
    """The sums of one month by part, with the cells they are of; or the first cell that is no number.

    `reported` are the days for which every part is there.
    """

    code: str
    month: Period
    sums: Mapping[str, Decimal]
    cells: Mapping[str, str]
    place: Place
    reported: Sequence[date]
    fault: str = ""
    fault_field: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether every day of the month was reported."""
        return len(self.reported) == self.month.end.day

    @property
    def coverage(self) -> str:
        """How many days of the month were reported, and the last of them."""
        last = f", the last {long_date(self.reported[-1])}" if self.reported else ""
        return f"{len(self.reported)} of the {self.month.end.day} days of {self.month.label} are reported{last}"


def months_of_days(
    figures: Sequence[FoundFigure], indicator: Indicator | None, days: Days, year_start: int
) -> list[MonthOfDays]:
    """The months of one indicator's daily figures in which any day was reported."""
    by_month: dict[Period, list[FoundFigure]] = defaultdict(list)
    for figure in figures:
        if figure.day and figure.series.part != Part.COMMENTARY:
            by_month[Period.month(figure.day.year, figure.day.month, year_start)].append(figure)
    months = [_month(month, of_month, indicator) for month, of_month in sorted(by_month.items())]
    return [month for month in months if month.reported or month.fault]


def _month(month: Period, figures: Sequence[FoundFigure], indicator: Indicator | None) -> MonthOfDays:
    read: dict[str, dict[date, tuple[Decimal, FoundFigure]]] = defaultdict(dict)
    fault, fault_field, fault_cell = "", "", ""
    for figure in figures:
        part = figure.series.part.value
        try:
            number = None if stated_gap(figure.cell) else read_part(part, figure.cell, indicator).figure
        except UnreadableFigure as error:
            fault, fault_field, fault_cell = error.message.removesuffix("."), part, figure.place.cell
            continue
        if number is not None and figure.day:
            read[part][figure.day] = (scaled(number, figure.scale), figure)
    parts = {figure.series.part.value for figure in figures}
    reported = sorted(set.intersection(*(set(read[part]) for part in parts)))
    cells = {part: _range([read[part][day][1] for day in reported]) for part in parts if reported}
    sums = {part: sum((read[part][day][0] for day in reported), Decimal(0)) for part in parts if reported}
    if fault:
        cells |= {fault_field: fault_cell}
    first = read[next(iter(parts))][reported[0]][1] if reported else figures[0]
    cells["code"] = first.place.cell
    return MonthOfDays(figures[0].code, month, sums, cells, first.place, reported, fault, fault_field)


def _range(figures: Sequence[FoundFigure]) -> str:
    first, last = figures[0].place.cell, figures[-1].place.cell
    return first if first == last else f"{first}:{last}"
