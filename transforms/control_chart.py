"""A control chart: a series with its limits, its signals, and the verdict on its latest figure, in words.

Everything is reckoned in fractions, so that a figure on the mean or on a limit is seen to be there, and neither the unit nor a
constant beside the figures changes a verdict.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from transforms.bounds import UNBOUNDED, Bounds
from transforms.indicator import Polarity
from transforms.period import Period
from transforms.signal import Rule, Signal, last_run, signals
from transforms.spc import POINTS_NEEDED, Limits, has_too_little_variation, process_limits
from transforms.target import Target
from transforms.variation import Assurance, Variation, assurance_of, variation_of
from transforms.variation_words import ASSURED, Verdict, in_a_sentence

Figures = Mapping[Period, Decimal]
"""Known figures at printed precision, all of periods of one length; in any order."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One figure; `limits` as they are drawn at its place, `None` where there are none; `variation` its own icon."""

    period: Period
    value: Decimal
    limits: Limits[Decimal] | None
    signal: Signal | None
    variation: Variation


@dataclass(frozen=True, slots=True)
class ControlChart:
    """The points in order of time; the icons of the latest one, and what each means.

    `assurance` is `None` (and its sentence empty) without a target, a better direction or limits, and for a seasonal
    series, whose range is one of changes while its target is a level.
    """

    points: tuple[ChartPoint, ...]
    variation: Variation
    sentence: str
    assurance: Assurance | None
    assurance_sentence: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is judged together, from one dated change to the next.

    `base` is what each judged figure stands beside and `compared` the figure less that; without limits there is a reason.
    """

    points: Sequence[tuple[Period, Decimal]]
    base: Mapping[Period, Decimal]
    compared: Sequence[Fraction]
    limits: Limits[Fraction] | Variation
    signals: Mapping[Period, Signal | None]


def control_chart(
    figures: Figures,
    polarity: Polarity,
    *,
    target: Target | None = None,
    rebased: Iterable[date] = (),
    seasonal: bool = False,
    bounds: Bounds = UNBOUNDED,
) -> ControlChart:
    """The chart of a series and the verdict on its latest figure.

    `target` is that of the latest period. Limits are computed anew from each date of `rebased`, for the periods that begin
    on it or later. A `seasonal` series is judged by its differences to the same period last year, where the limits were not
    set anew in between: thirteen of these need two years and a month. `bounds` (`bounds.bounds_of`) cut limits off where
    they are drawn; figures are judged by the limits as they are.
    """
    stretches = [_stretch(points, seasonal=seasonal) for points in _parts(figures, rebased)]
    last = stretches[-1]
    since = last.points[0][0] if len(stretches) > 1 else None
    verdict = _verdict(last, polarity, seasonal=seasonal)._replace(since=since)
    sure = None if seasonal or isinstance(last.limits, Variation) else assurance_of(last.limits, target, polarity)
    return ControlChart(
        points=tuple(point for stretch in stretches for point in _drawn(stretch, polarity, bounds)),
        variation=verdict.variation,
        sentence=in_a_sentence(verdict),
        assurance=sure,
        assurance_sentence=ASSURED[sure] if sure else "",
    )


def _parts(figures: Figures, rebased: Iterable[date]) -> list[list[tuple[Period, Decimal]]]:
    """The figures in order of time, parted at the dates; one part at least."""
    dates = sorted(rebased)
    grouped = groupby(sorted(figures.items()), key=lambda figure: bisect_right(dates, figure[0].start))
    return [list(part) for _, part in grouped] or [[]]


def _stretch(points: Sequence[tuple[Period, Decimal]], *, seasonal: bool) -> _Stretch:
    known = dict(points)
    beside = {period: known.get(period.year_before()) if seasonal else Decimal(0) for period in known}
    base = {period: figure for period, figure in beside.items() if figure is not None}
    compared = [Fraction(known[period]) - Fraction(figure) for period, figure in base.items()]
    limits = _limits(compared)
    found = {} if isinstance(limits, Variation) else dict(zip(base, signals(compared, limits), strict=True))
    return _Stretch(points, base, compared, limits, found)


def _limits(compared: Sequence[Fraction]) -> Limits[Fraction] | Variation:
    """The limits of a stretch, or why there are none by which to judge."""
    if len(compared) < POINTS_NEEDED:
        return Variation.TOO_FEW
    limits = process_limits(compared)
    if limits is None:
        return Variation.NO_VARIATION
    return Variation.TOO_LITTLE if has_too_little_variation(compared, limits) else limits


def _verdict(last: _Stretch, polarity: Polarity, *, seasonal: bool) -> Verdict:
    """The verdict on the latest figure."""
    judged = len(last.compared)
    if isinstance(last.limits, Variation):
        return Verdict(last.limits, judged, seasonal=seasonal)
    latest = last.points[-1][0]
    if latest not in last.signals:
        return Verdict(Variation.TOO_FEW, judged, beside_nothing=True)
    signal = last.signals[latest]
    return Verdict(
        variation_of(signal, polarity),
        judged,
        signal,
        run=last_run(last.compared, last.limits, signal.rule) if signal else 0,
        seasonal=seasonal,
        echoes=seasonal and _are_opposite(signal, last.signals.get(latest.year_before())),
    )


def _are_opposite(signal: Signal | None, a_year_ago: Signal | None) -> bool:
    """Whether both lie outside the limits, one above and one below."""
    if signal is None or a_year_ago is None:
        return False
    return signal.rule == a_year_ago.rule == Rule.OUTSIDE and signal.high != a_year_ago.high


def _drawn(stretch: _Stretch, polarity: Polarity, bounds: Bounds) -> Iterator[ChartPoint]:
    for period, value in stretch.points:
        if isinstance(stretch.limits, Variation):
            yield ChartPoint(period, value, None, None, stretch.limits)
        elif period not in stretch.base:
            yield ChartPoint(period, value, None, None, Variation.TOO_FEW)
        else:
            signal = stretch.signals[period]
            limits = _at(stretch.base[period], stretch.limits, bounds)
            yield ChartPoint(period, value, limits, signal, variation_of(signal, polarity))


def _at(base: Decimal, limits: Limits[Fraction], bounds: Bounds) -> Limits[Decimal]:
    """The limits as levels, within what can be."""
    levels = (Decimal(limit.numerator) / limit.denominator + base for limit in limits)
    return Limits(*(bounds.within(level) for level in levels))
