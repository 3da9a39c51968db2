"""Statistical process control: the limits of an XmR chart.

As in NHS England's "Making data count": mean ± 2.66 × mean moving range, where moving ranges above
3.267 times their mean are left out once. Under 13 points there is no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

POINTS_NEEDED = 13
LIMIT_FACTOR = 2.66
OUTLIER_FACTOR = 3.267


class Limits(NamedTuple):
    """The natural process limits of a series and its mean, in the series' unit."""

    lower: float
    mean: float
    upper: float


def xmr_limits(points: Sequence[float]) -> Limits | None:
    """The limits of a series; `None` under 13 points or where it does not vary.

    >>> xmr_limits([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    Limits(lower=-0.71555..., mean=1.94444..., upper=4.60444...)
    """
    if len(points) < POINTS_NEEDED:
        return None
    ranges = [abs(now - before) for before, now in pairwise(points)]
    mean_range = sum(ranges) / len(ranges)
    kept = [size for size in ranges if size < OUTLIER_FACTOR * mean_range]
    if not kept or not (mean_range := sum(kept) / len(kept)):
        return None
    mean = sum(points) / len(points)
    return Limits(mean - LIMIT_FACTOR * mean_range, mean, mean + LIMIT_FACTOR * mean_range)
