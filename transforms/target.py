"""A target: what an indicator should reach in a period, printed with the decimals it was given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from transforms.errors import UnreadableFigure
from transforms.figure import YES_NO, Unit, decimals_of, print_figure, read_figure, round_half_up
from transforms.indicator import Indicator, RollUp
from transforms.period import Length, Period

BETWEEN = re.compile(r"(?P<low>-?£?[\d.,]*\d%?)\s*(?:\.\.|–|to|-)\s*(?P<high>-?£?[\d.,]+%?)")


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
    """A target of the register: `80`, `80.00`, `80%`, `60 to 70`, or yes or no. Raises `UnreadableFigure`."""
    if text.strip().casefold() in YES_NO:
        answer = YES_NO[text.strip().casefold()]
        return Target(answer, answer)
    if match := BETWEEN.fullmatch(text.strip()):
        low, high = _bound(match["low"]), _bound(match["high"])
        if low > high:
            raise UnreadableFigure(f"'{text}' runs from a higher figure to a lower one.")
        return Target(low, high)
    number = _bound(text)
    return Target(number, number)


def _bound(text: str) -> Decimal:
    """A figure as registers write it, with the signs people put beside it."""
    figure = read_figure(text)
    if figure is None:
        raise UnreadableFigure(f"'{text}' is not a number.")
    return figure


def target_for(indicator: Indicator, period: Period, stated: Mapping[Period, Target]) -> Target | None:
    """The target for a period: the one stated for it, or found from those of shorter or longer periods.

    Targets of shorter periods, where all are stated, add up for a sum; else the last holds. A target of the
    quarter or year holds for every period in it, except that a sum is due its share by months, and what
    counts up from the start of the year the share of the months gone.
    """
    if period in stated:
        return stated[period]
    for length in (Length.QUARTER, Length.MONTH):
        parts = [stated.get(part) for part in period.parts(length)] if length < period.months else []
        if parts and all(parts):
            return _together(indicator, [part for part in parts if part])
    for length in (Length.QUARTER, Length.YEAR):
        if period.months < length and (longer := stated.get(period.within(length))):
            return _share(longer, indicator, period, period.within(length))
    return None


def _share(target: Target, indicator: Indicator, period: Period, longer: Period) -> Target:
    if indicator.is_cumulative:
        gone = sum(1 for month in longer.parts(Length.MONTH) if month.end <= period.end)
    elif indicator.rollup == RollUp.SUM:
        gone = period.months
    else:
        return target
    return Target(_part_of(target.low, gone, longer.months), _part_of(target.high, gone, longer.months))


def _part_of(whole: Decimal, months: int, of: int) -> Decimal:
    """A share by months, with decimals where it needs them: a quarter of 10 cases is 2.5 and not 3."""
    share = round_half_up(whole * months / of, max(2, decimals_of(whole)))
    return round_half_up(share, decimals_of(whole)) if share == round_half_up(share, decimals_of(whole)) else share


def _together(indicator: Indicator, parts: list[Target]) -> Target:
    if indicator.rollup != RollUp.SUM:
        return parts[-1]
    return Target(sum((part.low for part in parts), Decimal(0)), sum((part.high for part in parts), Decimal(0)))
