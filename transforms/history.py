"""What an indicator's own past says of a new figure: its usual size, its last one, what it calls for, where it stood before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from transforms.code import code_key
from transforms.period import Period
from transforms.spc import POINTS_NEEDED
from transforms.usual_range import UsualRange, is_ordinary, range_by_season, usual_range

WINDOW = 24
"""Points looked back on: two years of months."""

MONTHS_IN_YEAR = 12

ROOM = 40.0
"""How many figures there must be room for, for each that is known, so that two alike are no chance: one time in forty."""


class Point(NamedTuple):
    """One known figure."""

    start: date
    value: float
    numerator: float | None = None
    denominator: float | None = None

    @property
    def said(self) -> tuple[float | None, ...]:
        """What was typed: the parts, or the value where there are none."""
        return (self.value,) if self.denominator is None else (self.numerator, self.denominator)


PARTS = ("value", "numerator", "denominator")
"""What of a point has a past of its own."""

FigurePoint = tuple[str, Period, Point]
"""A known figure with its code and period."""


@dataclass(frozen=True)
class Past:
    """The figures before one, the oldest first, and those of up to a year before them; in the indicator's unit."""

    period: Period
    earlier: Sequence[Point] = ()
    older: Sequence[Point] = ()

    @property
    def points(self) -> int:
        """How many there are to go by."""
        return len(self.earlier)

    @property
    def usual(self) -> float | None:
        """The median, which one slip does not move."""
        return median(self._values) if self.earlier else None

    @cached_property
    def _values(self) -> list[float]:
        return [point.value for point in self.earlier]

    @property
    def last(self) -> Point | None:
        """The figure of the period just before."""
        last = self.earlier[-1] if self.earlier else None
        return last if last and last.start == self.period.previous().start else None

    @property
    def so_far(self) -> float | None:
        """The last figure of the same financial year."""
        year_start = date(self.period.first_year, self.period.year_start, 1)
        return self.earlier[-1].value if self.earlier and self.earlier[-1].start >= year_start else None

    def usual_range(self, part: str, figure: float, *, seasonal: bool) -> UsualRange | None:
        """What the past of a part calls for; `None` where it says nothing, or where the figure is plainly ordinary.

        Of what is `seasonal` a year is needed first: its first December is like nothing before.
        """
        numbers = self._numbers(part)
        if not seasonal:
            return None if is_ordinary(figure, sorted(numbers)) else usual_range(numbers, self._a_year_ago(part))
        a_year_ago = self._a_year_ago(part)
        if a_year_ago is None:
            return None
        return range_by_season(self._changes(part), a_year_ago) or usual_range(numbers, a_year_ago)

    def _numbers(self, part: str) -> list[float]:
        if part == "value":
            return self._values
        numbers = [p.numerator if part == "numerator" else p.denominator for p in self.earlier]
        return [number for number in numbers if number is not None]

    def _a_year_ago(self, part: str) -> float | None:
        start = self.period.year_before().start
        found: float | None = next((getattr(point, part) for point in self.earlier if point.start == start), None)
        return found

    def _changes(self, part: str) -> list[float]:
        """The changes since the same period of the year before, of each earlier point that has one."""
        by_start = {point.start: getattr(point, part) for point in (*self.older, *self.earlier)}
        pairs = [(by_start.get(start.replace(year=start.year - 1)), now) for start, now in by_start.items()]
        return [now - before for before, now in pairs if before is not None and now is not None]

    def same_as(self, point: Point, unit: float) -> date | None:
        """The latest earlier period with the very same figure, where that is no chance.

        `unit` is the smallest step of a value. Parts have as much room as their denominators spread, times as their
        numerators spread about what the denominators call for.
        """
        if self.points < POINTS_NEEDED or point.value not in self._values:
            return None
        alike = [earlier for earlier in self.earlier if earlier.said == point.said]
        if not alike or self._room(unit) < ROOM * self.points:
            return None
        return alike[-1].start

    def repeats_for_once(self, point: Point) -> bool:
        """Whether a figure is the last one again, though of so many as are looked back on no two in a row were."""
        last = self.last
        if not last or last.value != point.value or last.said != point.said or self.points < WINDOW:
            return False
        return all(before.said != now.said for before, now in pairwise(self.earlier))

    def _room(self, unit: float) -> float:
        parts = [(p.numerator, p.denominator) for p in self.earlier if p.denominator and p.numerator is not None]
        if len(parts) < self.points:
            return _spread(self._values) / unit
        share = sum(numerator for numerator, _ in parts) / sum(denominator for _, denominator in parts)
        about = _spread([numerator - share * denominator for numerator, denominator in parts])
        return about * _spread([denominator for _, denominator in parts])


def _spread(numbers: Sequence[float]) -> float:
    """Twice the middle half's, so that a few odd ones make no room."""
    ordered, quarter = sorted(numbers), len(numbers) // 4
    return 2 * (ordered[-1 - quarter] - ordered[quarter])


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

    def before(self, code: str, period: Period, since: date = date.min) -> Past:
        """What was known of the periods before this one, no further back than `WINDOW`, and a year for the season.

        What begins before `since`, from when the usual range is set anew, is left out.
        """
        series = self._series.get((code_key(code), period.months))
        if not series:
            return Past(period)
        end = bisect_left(series, period.start, key=attrgetter("start"))
        anew = bisect_left(series, since, key=attrgetter("start"))
        first = max(anew, end - WINDOW)
        oldest = max(anew, first - MONTHS_IN_YEAR // period.months)
        return Past(period, series[first:end], series[oldest:first])
