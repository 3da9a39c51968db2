"""A figure that a layout found: of which indicator, which part, for which period, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from transforms.layout import Series
from transforms.row_period import RowPeriod
from transforms.workbook import Cell


class Place(NamedTuple):
    """Where a figure stands."""

    sheet: str
    row: int
    cell: str


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """One cell of data, with what the layout says of it; `day` where the figures are kept by the day."""

    code: str
    series: Series
    period: RowPeriod
    cell: Cell
    place: Place
    day: date | None = None

    @property
    def scale(self) -> Decimal:
        """What a bare number is multiplied by; a cell shown as per cent is in points as it is shown."""
        shown = isinstance(self.cell, str) and "%" in self.cell
        return Decimal(1) if shown else self.series.scale


class SeriesTaken(NamedTuple):
    """What was taken for one series: how many figures, from the first cell to the last."""

    words: str
    code: str
    part: str
    figures: int
    first: str
    last: str


class Taken(NamedTuple):
    """What a layout took from one sheet: of so many rows with figures so many, and for each series."""

    layout: str
    sheet: str
    rows: int
    rows_taken: int
    series: Sequence[SeriesTaken]


def scaled(figure: Decimal, scale: Decimal) -> Decimal:
    """A figure times a scale; by a power of ten its point moves and no decimals are made up.

    >>> scaled(Decimal("0.314"), Decimal(100)), scaled(Decimal("0.3"), Decimal(100))
    (Decimal('31.4'), Decimal('30'))
    """
    power = scale.adjusted()
    moved = figure.scaleb(power) if scale == Decimal(1).scaleb(power) else figure * scale
    exponent = moved.as_tuple().exponent
    return moved.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else moved
