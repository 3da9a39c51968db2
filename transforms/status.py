"""Status: a figure against its target, at the precision that is printed.

Good where the target is met, Caution where it is missed by no more than the allowance, else Requires
Attention. The allowance is 10% of the target unless the register says otherwise (Maidstone's published
rule: "if the target has been missed but is within 10% of the target it will be rated amber").
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from transforms.indicator import Indicator, Polarity, ToleranceKind
from transforms.target import Target


class Status(StrEnum):
    """The case study's key of symbols, and two more for figures that carry no light."""

    GOOD = "good"
    CAUTION = "caution"
    REQUIRES_ATTENTION = "requires-attention"
    DATA_ONLY = "data-only"
    NOT_JUDGED = "not-judged"

    @property
    def label(self) -> str:
        """The words a report prints."""
        return {
            "good": "Good",
            "caution": "Caution",
            "requires-attention": "Requires Attention",
            "data-only": "Data only",
            "not-judged": "Not judged",
        }[self.value]

    @property
    def needs_commentary(self) -> bool:
        """Whether the service manager owes an explanation each quarter."""
        return self in {Status.CAUTION, Status.REQUIRES_ATTENTION}


def judge(value: Decimal, target: Target | None, indicator: Indicator) -> Status:
    """The traffic light of a figure.

    The figure is rounded to the indicator's decimals first: nobody reads "80.0% against 80.0%: Caution".
    """
    if target is None or indicator.polarity == Polarity.NONE:
        return Status.DATA_ONLY
    printed = indicator.printed(value)
    shortfall, bound = _shortfall(printed, target, indicator.polarity)
    if shortfall <= 0:
        return Status.GOOD
    return Status.CAUTION if _within_allowance(printed, shortfall, bound, indicator) else Status.REQUIRES_ATTENTION


def distance_from(value: Decimal, target: Target, polarity: Polarity) -> Decimal:
    """How far a figure misses its target, in the indicator's unit; 0 where it meets it."""
    return max(Decimal(0), _shortfall(value, target, polarity)[0])


def _shortfall(value: Decimal, target: Target, polarity: Polarity) -> tuple[Decimal, Decimal]:
    """By how much the figure misses (0 or less where it does not), and the bound it misses."""
    below, above = (target.low - value, target.low), (value - target.high, target.high)
    if polarity == Polarity.MAXIMISE:
        return below
    if polarity == Polarity.MINIMISE:
        return above
    return max(below, above, key=lambda miss: miss[0])


def _within_allowance(value: Decimal, shortfall: Decimal, bound: Decimal, indicator: Indicator) -> bool:
    if indicator.tolerance_kind == ToleranceKind.FLOOR:
        over = indicator.polarity == Polarity.MINIMISE
        return value <= indicator.tolerance if over else value >= indicator.tolerance
    if indicator.tolerance_kind == ToleranceKind.RELATIVE:
        return shortfall * 100 <= abs(bound) * indicator.tolerance
    return shortfall <= indicator.tolerance
