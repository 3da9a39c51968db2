"""A target: what an indicator should reach in a period, printed with the decimals it was given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from transforms.errors import UnreadableFigure
from transforms.figure import Unit, decimals_of, parse_decimal, print_figure, round_half_up
from transforms.indicator import Indicator, RollUp
from transforms.period import Length, Period

BETWEEN = re.compile(r"(?P<low>-?[\d.]+)\s*(?:\.\.|–|to|-)\s*(?P<high>-?[\d.]+)")


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach, or for a range the lowest and highest figure that are Good."""

    low: Decimal
    high: Decimal

    @property
    def is_range(self) -> bool:
        """Whether it is a stretch of figures and not one figure."""
        return self.low != self.high

    def text(self, unit: Unit) -> str:
        """The target as it was given: `80%`, `80.00%`, `60% to 70%`."""
        if self.is_range:
            return f"{print_figure(self.low, unit)} to {print_figure(self.high, unit)}"
        return print_figure(self.low, unit)


def read_target(text: str) -> Target:
    """A target of the register: `80`, `80.00` or `60 to 70`. Raises `UnreadableFigure`."""
    plain = text.strip().replace(",", "").removesuffix("%").removeprefix("£")
    if match := BETWEEN.fullmatch(plain):
        low, high = parse_decimal(match["low"]), parse_decimal(match["high"])
        if low > high:
            raise UnreadableFigure(f"'{text}' runs from a higher figure to a lower one.")
        return Target(low, high)
    number = parse_decimal(plain)
    return Target(number, number)


def target_for(indicator: Indicator, period: Period, stated: Mapping[Period, Target]) -> Target | None:
    """The target for a period: the one stated for it, or found from those of longer or shorter periods.

    A target of the quarter or year holds for every period in it, except that a sum is due its share
    by months. Targets of shorter periods add up for a sum; else the last holds, if all are stated.
    """
    if period in stated:
        return stated[period]
    for length in (Length.QUARTER, Length.YEAR):
        if period.months < length and (longer := stated.get(period.within(length))):
            return _share(longer, indicator, period, length)
    for length in (Length.QUARTER, Length.MONTH):
        parts = [stated.get(part) for part in period.parts(length)] if length < period.months else []
        if parts and all(parts):
            return _together(indicator, [part for part in parts if part])
    return None


def _share(target: Target, indicator: Indicator, period: Period, length: Length) -> Target:
    if indicator.rollup != RollUp.SUM:
        return target
    decimals = max(indicator.decimals, decimals_of(target.low))
    share = Decimal(period.months) / length
    return Target(round_half_up(target.low * share, decimals), round_half_up(target.high * share, decimals))


def _together(indicator: Indicator, parts: list[Target]) -> Target:
    if indicator.rollup != RollUp.SUM:
        return parts[-1]
    return Target(sum((part.low for part in parts), Decimal(0)), sum((part.high for part in parts), Decimal(0)))
