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

LARGE = 100
"""A share of at least so many is due at the indicator's own decimals: what is finer is less than half of one in a hundred."""


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
    counts up from the start of the year the share of the months gone: equal ones, or those of its profile.
    """
    if period in stated:
        return stated[period]
    for length in (Length.QUARTER, Length.MONTH):
        parts = [stated.get(part) for part in period.parts_and_rest(length)] if length < period.months else []
        if parts and all(parts):
            return _together(indicator, [part for part in parts if part])
    for length in (Length.QUARTER, Length.YEAR):
        if period.months < length and (longer := stated.get(period.within(length))):
            return _share(longer, indicator, period, period.within(length))
    return None


def _share(target: Target, indicator: Indicator, period: Period, longer: Period) -> Target:
    if not indicator.takes_profile:
        return target
    first = longer.start if indicator.is_cumulative else period.start
    months = list(longer.parts(Length.MONTH))
    gone = [month for month in months if first <= month.start and month.end <= period.end]
    share = _weight(indicator, gone), _weight(indicator, months)
    if not share[1]:
        share = Decimal(len(gone)), Decimal(len(months))
    low, high = (_part_of(whole, *share, indicator.decimals) for whole in (target.low, target.high))
    return Target(low, high)


def _weight(indicator: Indicator, months: list[Period]) -> Decimal:
    """What months count together in the year's profile; without one, as many as they are."""
    of_months = (indicator.profile[month.start.month - 1] if indicator.profile else Decimal(1) for month in months)
    return sum(of_months, Decimal(0))


def _part_of(whole: Decimal, part: Decimal, of: Decimal, decimals: int) -> Decimal:
    """A share, with decimals where it needs them: a quarter of 10 cases is 2.5 and not 3, a twelfth of 980,000 is 81,667."""
    exact = whole * part / of
    finest = decimals if abs(exact) >= LARGE else 2
    share = round_half_up(exact, max(finest, decimals_of(whole)))
    return round_half_up(share, decimals_of(whole)) if share == round_half_up(share, decimals_of(whole)) else share


def _together(indicator: Indicator, parts: list[Target]) -> Target:
    if indicator.rollup != RollUp.SUM:
        return parts[-1]
    return Target(sum((part.low for part in parts), Decimal(0)), sum((part.high for part in parts), Decimal(0)))
