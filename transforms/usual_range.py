"""What the past of a figure calls for: a range about each of the figures that it may well be like.

A figure is explained where it is near the mean of its past, near the last figure (what drifts slowly is not wrong), or near
that of the same period last year (a season comes back). Near is 2.66 mean moving ranges, as on an XmR chart
(`transforms.spc`). Of what goes with the season, or counts up from April, the change since the same period last year is
looked at instead. With less than a chart's thirteen points the range is twice as wide, and 15% of
the usual figure at the least.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from transforms.spc import LIMIT_FACTOR, OUTLIER_FACTOR, POINTS_NEEDED

FEWEST = 8
"""Points under which a past calls for nothing."""

CHANGES_NEEDED = 8
"""Changes since the year before under which a season is not known."""

FEW_FACTOR, FEW_SHARE = 2.0, 0.15
"""By what the range is wider while there are few points, and what share of the usual figure it has at the least."""

BEYOND_ALL = 1000.0
"""How far off a figure is called that cannot be told as a share: the usual one is nought."""


class UsualRange(NamedTuple):
    """Figures that a new one may well be like, the one told of first, and how far off is still near."""

    centres: tuple[float, ...]
    reach: float

    @property
    def lower(self) -> float:
        """The lower end of the range that is told."""
        return self.centres[0] - self.reach

    @property
    def upper(self) -> float:
        """The upper end of the range that is told."""
        return self.centres[0] + self.reach

    def explains(self, figure: float) -> bool:
        """Whether a figure is near enough."""
        return any(abs(figure - centre) <= self.reach for centre in self.centres)

    def off(self, figure: float) -> float:
        """By what share of the nearest usual figure a figure is off; 0 where it is explained."""
        centre = min(self.centres, key=lambda usual: abs(figure - usual))
        distance = abs(figure - centre)
        if distance <= self.reach:
            return 0.0
        return distance / abs(centre) if centre else BEYOND_ALL


def is_ordinary(figure: float, ordered: Sequence[float]) -> bool:
    """Whether a figure lies among its past, given in order of size; the largest and the smallest may be slips.

    Asked first, for it is so of most figures and costs little.
    """
    return len(ordered) >= FEWEST and ordered[1] <= figure <= ordered[-2]


def usual_range(past: Sequence[float], a_year_ago: float | None) -> UsualRange | None:
    """What a past calls for, in order of time; `None` where it is too short."""
    if len(past) < FEWEST:
        return None
    mean = sum(past) / len(past)
    year_ago = () if a_year_ago is None else (a_year_ago,)
    return UsualRange((mean, past[-1], *year_ago), _reach(past, mean))


def range_by_season(changes: Sequence[float], a_year_ago: float) -> UsualRange | None:
    """What the changes since the same period of the year before call for; `None` where there are too few."""
    if len(changes) < CHANGES_NEEDED:
        return None
    mean = sum(changes) / len(changes)
    return UsualRange((a_year_ago + mean, a_year_ago + changes[-1]), _reach(changes, a_year_ago))


def _reach(points: Sequence[float], usual_figure: float) -> float:
    """2.66 mean moving ranges. Outliers among them are left out, unless nothing else moved."""
    moves = [abs(now - before) for before, now in pairwise(points)]
    mean_move = sum(moves) / len(moves)
    usual = [move for move in moves if move < OUTLIER_LIMIT * mean_move]
    screened = sum(usual) / len(usual) if usual else 0.0
    reach = REACH * (screened or mean_move)
    if len(points) >= POINTS_NEEDED:
        return reach
    return max(FEW_FACTOR * reach, FEW_SHARE * abs(usual_figure))


REACH, OUTLIER_LIMIT = float(LIMIT_FACTOR), float(OUTLIER_FACTOR)
