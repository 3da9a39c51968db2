"""What an indicator's own past says of a new figure: its usual size, its last one, its limits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import NamedTuple

from transforms.code import code_key
from transforms.period import Period
from transforms.spc import xmr_limits

WINDOW = 24
"""Points looked back on: two years of months."""


class Past(NamedTuple):
    """The past of one figure, in the indicator's unit; `None` where there is none.

    `a_year_ago` is the figure of the same period last year, `so_far` the last one of the same financial year.
    """

    points: int = 0
    usual: float | None = None
    last: float | None = None
    last_numerator: float | None = None
    last_denominator: float | None = None
    a_year_ago: float | None = None
    so_far: float | None = None
    lower: float | None = None
    upper: float | None = None


class Point(NamedTuple):
    """One known figure."""

    start: date
    value: float
    numerator: float | None = None
    denominator: float | None = None


FigurePoint = tuple[str, Period, Point]
"""A known figure with its code and period."""


@dataclass
class History:
    """Known figures by code and length of period, each series in order of time."""

    _series: dict[tuple[str, int], list[Point]] = field(default_factory=dict)

    @classmethod
    def of(cls, points: Iterable[FigurePoint]) -> History:
        """The history of all points; of two for one period the later given counts."""
        latest: dict[tuple[str, int], dict[date, Point]] = {}
        for code, period, point in points:
            latest.setdefault((code_key(code), period.months), {})[period.start] = point
        return cls({key: [by_start[start] for start in sorted(by_start)] for key, by_start in latest.items()})

    def before(self, code: str, period: Period) -> Past:
        """What was known of the periods before this one, no further back than `WINDOW`."""
        series = self._series.get((code_key(code), period.months))
        if not series:
            return Past()
        end = bisect_left(series, period.start, key=lambda point: point.start)
        earlier = series[max(0, end - WINDOW) : end]
        return _past(earlier, period) if earlier else Past()


def _past(earlier: list[Point], period: Period) -> Past:
    last = earlier[-1]
    values = [point.value for point in earlier]
    limits = xmr_limits(values)
    year_ago, year_start = period.year_before().start, date(period.first_year, period.year_start, 1)
    just_before = last.start == period.previous().start
    return Past(
        points=len(earlier),
        usual=median(values),
        last=last.value if just_before else None,
        last_numerator=last.numerator if just_before else None,
        last_denominator=last.denominator if just_before else None,
        a_year_ago=next((point.value for point in earlier if point.start == year_ago), None),
        so_far=last.value if last.start >= year_start else None,
        lower=limits.lower if limits else None,
        upper=limits.upper if limits else None,
    )
