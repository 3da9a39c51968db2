"""The limits between the lights of one indicator, as plain numbers: for whoever compares by a formula and not by code."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from transforms.indicator import Indicator, Polarity, ToleranceKind
from transforms.target import Target


class Band(NamedTuple):
    """From the lowest to the highest figure, both within; `None` where that end is open."""

    low: Decimal | None
    high: Decimal | None


class Limits(NamedTuple):
    """Where a figure is Good and, outside that, where it is Caution; beyond both it is Requires Attention."""

    good: Band
    caution: Band


def limits_of(target: Target | None, indicator: Indicator) -> Limits | None:
    """The limits by which `transforms.status.judge` goes; `None` where it gives no light.

    They hold for figures at the indicator's decimals, in its unit.
    """
    if target is None or indicator.polarity == Polarity.NONE:
        return None
    low = None if indicator.polarity == Polarity.MINIMISE else target.low
    high = None if indicator.polarity == Polarity.MAXIMISE else target.high
    return Limits(Band(low, high), _caution(low, high, indicator))


def _caution(low: Decimal | None, high: Decimal | None, indicator: Indicator) -> Band:
    if indicator.tolerance_kind == ToleranceKind.FLOOR:
        floor = indicator.tolerance
        return Band(None, floor) if indicator.polarity == Polarity.MINIMISE else Band(floor, None)
    return Band(
        None if low is None else low - _allowance(low, indicator),
        None if high is None else high + _allowance(high, indicator),
    )


def _allowance(bound: Decimal, indicator: Indicator) -> Decimal:
    if indicator.tolerance_kind == ToleranceKind.RELATIVE:
        return abs(bound) * indicator.tolerance / 100
    return indicator.tolerance
