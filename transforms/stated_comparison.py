"""The figure of another council as one row of a list states it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from transforms.comparison import ComparisonKey, OtherFigure, comparison_key
from transforms.period import Period
from transforms.stated_row import Source


class StatedComparison(NamedTuple):
    """What one row says: the figure of another council, of an indicator for a period, in the cell named."""

    source: Source
    sheet: str
    cell: str
    code: str
    period: Period
    group: str
    authority: str
    value: Decimal

    @property
    def key(self) -> ComparisonKey:
        """Of what it speaks."""
        return comparison_key(self.code, self.period, self.group, self.authority)


def latest_of_each(figures: Iterable[OtherFigure]) -> list[OtherFigure]:
    """The latest figure of each council, group, period and indicator, in the order in which they were first stated.

    The figures come in the order in which they were stated.
    """
    latest: dict[ComparisonKey, OtherFigure] = {}
    for figure in figures:
        latest[figure.key] = figure
    return list(latest.values())
