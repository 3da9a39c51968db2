"""How sure a percentage of a survey is: its margin of error at 95% confidence.

The normal approximation where both answers are frequent enough, else Wilson's interval, which holds for few answers
and for shares near none and all (E. B. Wilson, 1927; L. D. Brown and others, "Interval estimation for a binomial
proportion", 2001). Both take the answers for a small part of all who might have been asked: there is no correction
for a finite population, so the margin is if anything too wide.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from transforms.figure import round_half_up

Z = Decimal("1.959964")
"""The normal deviate of 95% confidence."""

FREQUENT = 5
"""As many of either answer are enough for the normal approximation, by the usual rule."""


class Interval(NamedTuple):
    """From where to where the share of all may lie, in per cent at one decimal, and by which method."""

    low: Decimal
    high: Decimal
    method: str

    @property
    def margin(self) -> Decimal:
        """Half its width, in percentage points."""
        return (self.high - self.low) / 2


def interval_of(numerator: int, denominator: int) -> Interval:
    """The interval of so many out of so many. Raises `ValueError` where there are none to be out of.

    >>> interval_of(330, 500)
    Interval(low=Decimal('61.8'), high=Decimal('70.2'), method='normal')
    >>> interval_of(9, 10)
    Interval(low=Decimal('59.6'), high=Decimal('98.2'), method='Wilson')
    """
    if denominator <= 0:
        raise ValueError("a share of none has no margin")
    share, many = Decimal(numerator) / denominator, Decimal(denominator)
    if min(numerator, denominator - numerator) >= FREQUENT:
        half = Z * (share * (1 - share) / many).sqrt()
        return _interval(share, half, "normal")
    squared = Z * Z / many
    half = Z * (share * (1 - share) / many + squared / (4 * many)).sqrt() / (1 + squared)
    return _interval((share + squared / 2) / (1 + squared), half, "Wilson")


def _interval(middle: Decimal, half: Decimal, method: str) -> Interval:
    low, high = max(Decimal(0), middle - half), min(Decimal(1), middle + half)
    return Interval(round_half_up(low * 100, 1), round_half_up(high * 100, 1), method)
