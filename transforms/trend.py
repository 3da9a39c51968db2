"""Trend: a figure against an earlier one, in the direction that is better for the indicator."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from transforms.indicator import Indicator, Polarity
from transforms.status import distance_from
from transforms.target import Target


class Trend(StrEnum):
    """The case study's key of symbols, and two more where there is nothing to compare."""

    IMPROVING = "improving"
    NO_CHANGE = "no-change"
    GETTING_WORSE = "getting-worse"
    NOT_COMPARABLE = "not-comparable"
    NONE = "none"

    @property
    def label(self) -> str:
        """The words a report prints."""
        return {
            "improving": "Improving",
            "no-change": "No Change",
            "getting-worse": "Getting Worse",
            "not-comparable": "Not comparable",
            "none": "No trend",
        }[self.value]


def trend(
    now: Decimal | None,
    before: Decimal | None,
    indicator: Indicator,
    *,
    indicator_before: Indicator | None = None,
    target: Target | None = None,
) -> Trend:
    """How `now` stands to `before`, both at printed precision.

    No Change where they are equal or no further apart than the indicator's `no_change_band`. Not
    comparable across a change of definition, unit or scale. Without a direction or a figure: none.
    """
    if indicator_before is not None and not indicator.same_measure(indicator_before):
        return Trend.NOT_COMPARABLE
    if now is None or before is None or indicator.polarity == Polarity.NONE:
        return Trend.NONE
    gain = _gain(indicator.printed(now), indicator.printed(before), indicator, target)
    if gain is None:
        return Trend.NONE
    if abs(gain) <= indicator.no_change_band:
        return Trend.NO_CHANGE
    return Trend.IMPROVING if gain > 0 else Trend.GETTING_WORSE


def _gain(now: Decimal, before: Decimal, indicator: Indicator, target: Target | None) -> Decimal | None:
    """By how much the figure is better than before; `None` where better cannot be told without a target."""
    if indicator.polarity == Polarity.MAXIMISE:
        return now - before
    if indicator.polarity == Polarity.MINIMISE:
        return before - now
    if target is None:
        return None
    return distance_from(before, target, indicator.polarity) - distance_from(now, target, indicator.polarity)
