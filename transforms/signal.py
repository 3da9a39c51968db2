"""Signals: which points of a series chance alone hardly explains, by the four rules of "Making data count".

As NHSRplotthedots 0.2.2 has them (`ptd_calculate_point_type.R`, MIT, copyright NHS-R Community), point by point.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import NamedTuple

from transforms.spc import CLOSE, Limits, Number

RUN = 7
"""Points in a row that make a shift or a trend."""

THREE = 3


class Rule(StrEnum):
    """Why a point is a signal; of several the first in this order is told."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"
    SHIFT = "shift"


class Signal(NamedTuple):
    """What a point tells: `high` is above the mean, and of a trend that it rises."""

    rule: Rule
    high: bool


def signals(points: Sequence[Number], limits: Limits[Number]) -> list[Signal | None]:
    """The signal of each point in order of time; `None` where it is chance.

    The limits may be those of these points or of an earlier stretch. Points on a limit are inside it.
    """
    sides, steps = _sides(points, limits), _steps(points)
    trend = part_of_seven(trend_ends(points))
    shift = part_of_seven(run_ends(sides, RUN))
    two = close_in_two_of_three(are_close(points, limits), sides)
    found: list[Signal | None] = []
    for at, point in enumerate(points):
        high = sides[at] > 0
        if not limits.lower <= point <= limits.upper:
            found.append(Signal(Rule.OUTSIDE, high))
        elif trend[at]:
            found.append(Signal(Rule.TREND, _rises(steps, trend, at)))
        elif two[at]:
            found.append(Signal(Rule.TWO_OF_THREE, high))
        else:
            found.append(Signal(Rule.SHIFT, high) if shift[at] else None)
    return found


def last_run(points: Sequence[Number], limits: Limits[Number], rule: Rule) -> int:
    """How many make up the signal of the last point: moves of a trend, points of a shift, near ones among the last three."""
    if rule == Rule.TWO_OF_THREE:
        return sum(are_close(points, limits)[-THREE:])
    if rule == Rule.OUTSIDE:
        return 1
    signs = _steps(points) if rule == Rule.TREND else _sides(points, limits)
    return sum(1 for _ in takewhile(lambda sign: sign == signs[-1], reversed(signs)))


def run_ends(signs: Sequence[int], length: int) -> list[int]:
    """The sign of each place that is at least the last of `length` alike in a row, else 0; zeros are no run."""
    return [
        sign if at + 1 >= length and set(signs[at + 1 - length : at + 1]) == {sign} else 0
        for at, sign in enumerate(signs)
    ]


def trend_ends(points: Sequence[Number]) -> list[int]:
    """1 at each point that is at least the seventh of a rise, -1 of a fall, else 0; two alike break it."""
    return run_ends(_steps(points), RUN - 1)


def part_of_seven(ends: Sequence[int]) -> list[bool]:
    """Whether each point is one of the seven that end at a marked one."""
    return [any(ends[at : at + RUN]) for at in range(len(ends))]


def two_of_three(close: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Whether each point is one of three in a row on one side of the mean of which two are near a limit."""
    starts = [
        at
        for at in range(len(close) - THREE + 1)
        if sum(close[at : at + THREE]) >= THREE - 1 and abs(sum(sides[at : at + THREE])) == THREE
    ]
    return [any(at - THREE < start <= at for start in starts) for at in range(len(close))]


def close_in_two_of_three(close: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """The near ones of such three: they are the signals, the third is not."""
    return [bool(near and among) for near, among in zip(close, two_of_three(close, sides), strict=True)]


def are_close(points: Sequence[Number], limits: Limits[Number]) -> list[bool]:
    """Whether each point lies in the outer third between mean and limit, and not beyond."""
    lower, upper = (limits.mean + CLOSE * (limit - limits.mean) for limit in (limits.lower, limits.upper))
    return [limits.lower <= point < lower or upper < point <= limits.upper for point in points]


def _rises(steps: Sequence[int], trend: Sequence[bool], at: int) -> bool:
    """The direction of a trend at one of its points: the step that follows where the trend goes on, else the one before."""
    following = steps[at + 1] if at + 1 < len(steps) and trend[at + 1] else 0
    return (following or steps[at]) > 0


def _sides(points: Sequence[Number], limits: Limits[Number]) -> list[int]:
    return [(point > limits.mean) - (point < limits.mean) for point in points]


def _steps(points: Sequence[Number]) -> list[int]:
    """The direction in which each point lies from the one before; of the first none."""
    moves: list[int] = [(now > before) - (now < before) for before, now in pairwise(points)]
    return [0, *moves][: len(points)]
