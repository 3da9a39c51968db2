"""Statistical process control: the limits of an XmR chart, and whether a series varies enough to have any.

As in NHS England's "Making data count" (its R package NHSRplotthedots 0.2.2): mean ± 2.66 × mean moving range, where moving
ranges of 3.267 times their mean and more are left out once. Under 13 points there is no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import median
from typing import Generic, NamedTuple, TypeVar

POINTS_NEEDED = 13
LIMIT_FACTOR = Fraction("2.66")
OUTLIER_FACTOR = Fraction("3.267")
CLOSE = Fraction(2, 3)
"""From here to the limit a point is near it: two sigma of three."""

Number = TypeVar("Number", float, Fraction)
"""Floats for speed, fractions where a point that lies on the mean or a limit must be seen to lie on it."""

Kind = TypeVar("Kind")


class Limits(NamedTuple, Generic[Kind]):
    """The natural process limits of a series and its mean, in the series' unit."""

    lower: Kind
    mean: Kind
    upper: Kind


def process_limits(points: Sequence[Number], *, screened: bool = True) -> Limits[Number] | None:
    """The limits of a series of any length; `None` where all points are alike, or of fewer than two.

    `screened` leaves moving ranges out that are themselves signals, so that one slip does not widen the limits for years.
    All that remain may then be nought: the limits have no width.
    """
    ranges = [abs(now - before) for before, now in pairwise(points)]
    if not any(ranges):
        return None
    mean_range = _mean(ranges)
    if screened:
        mean_range = _mean([size for size in ranges if size < OUTLIER_FACTOR * mean_range])
    mean, reach = _mean(points), LIMIT_FACTOR * mean_range
    return Limits(mean - reach, mean, mean + reach)


def xmr_limits(points: Sequence[float]) -> Limits[float] | None:
    """The limits of a series; `None` under 13 points or where it does not vary.

    >>> xmr_limits([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    Limits(lower=-0.71555..., mean=1.94444..., upper=4.60444...)
    """
    if len(points) < POINTS_NEEDED:
        return None
    limits = process_limits(points)
    return limits if limits and limits.upper > limits.lower else None


def has_too_little_variation(points: Sequence[Number], limits: Limits[Number]) -> bool:
    """Whether a series moves too seldom for its limits to mean anything.

    More than half of its moves are none, and the limits either have no width or leave out the very figure at which it
    stands: of twelve quarters at 100% and one at 91% all thirteen would be signals. Median moving ranges are the
    textbook's other measure of dispersion (D. J. Wheeler, "Understanding Variation"); where that is nought there is none.
    """
    if median(abs(now - before) for before, now in pairwise(points)):
        return False
    return limits.upper == limits.lower or not limits.lower <= median(points) <= limits.upper


def _mean(numbers: Sequence[Number]) -> Number:
    return sum(numbers[1:], numbers[0]) / len(numbers)
