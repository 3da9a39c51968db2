"""Bounds: the least and the most that a figure can be, beyond which nothing is drawn."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from transforms.indicator import PERCENT_SCALE, Indicator


class Bounds(NamedTuple):
    """In the indicator's unit; `None` where there is none."""

    least: Decimal | None = None
    most: Decimal | None = None

    def within(self, figure: Decimal) -> Decimal:
        """The figure, or the bound that it passes."""
        if self.least is not None and figure < self.least:
            return self.least
        return self.most if self.most is not None and figure > self.most else figure


UNBOUNDED = Bounds()


def bounds_of(indicator: Indicator, figures: Collection[Decimal]) -> Bounds:
    """What an indicator can be as far as its figures bear it out.

    What was never below nought cannot be; a part of a whole is no more than 100%, unless it was (106% does occur).
    """
    return Bounds(
        Decimal(0) if min(figures, default=0) >= 0 else None,
        PERCENT_SCALE if indicator.is_part_of_whole and max(figures, default=0) <= PERCENT_SCALE else None,
    )
