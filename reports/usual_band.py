"""The range in which an indicator usually lies, as it is drawn: a band behind the figures, with a step where it is set anew.

Of what goes with the season it follows the season. It is the range by which the latest figure is judged, so that drawing and
verdict agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from reports.scale import Scale
from transforms.judged_signal import JudgedSignal
from transforms.period import Period
from transforms.spc import Limits

Band = Sequence[Limits[Decimal] | None]
"""The limits in the place of each period; `None` where there are none."""


def band_of(signal: JudgedSignal | None, periods: Sequence[Period]) -> Band:
    """The limits by which figures of some periods are judged; none where the figures are those of other lengths."""
    known = {point.period: point.limits for point in signal.chart.points} if signal else {}
    return [_limits(known, periods, at) for at in range(len(periods))]


def _limits(
    known: Mapping[Period, Limits[Decimal] | None], periods: Sequence[Period], at: int
) -> Limits[Decimal] | None:
    """The limits of a period; of one without a figure those of its neighbours, if they are the same."""
    if periods[at] in known:
        return known[periods[at]]
    before = next((known[each] for each in reversed(periods[:at]) if each in known), None)
    after = next((known[each] for each in periods[at:] if each in known), None)
    return before if before == after else None


def polygons(band: Band, scale: Scale) -> list[str]:
    """The point lists of the unbroken stretches of a band."""
    stretches = groupby(enumerate(band), key=lambda each: each[1] is not None)
    found = [[(at, limits) for at, limits in stretch if limits] for _, stretch in stretches]
    return [_polygon(stretch, scale) for stretch in found if stretch]


def _polygon(stretch: Sequence[tuple[int, Limits[Decimal]]], scale: Scale) -> str:
    """Along the upper limits and back along the lower ones."""
    upper = _edge([(scale.column(at), scale.y(limits.upper)) for at, limits in stretch])
    lower = _edge([(scale.column(at), scale.y(limits.lower)) for at, limits in stretch])
    return " ".join([*upper, *reversed(lower)])


def _edge(heights: Sequence[tuple[tuple[str, str], str]]) -> list[str]:
    """Level lines from left to right, one for each stretch of one height."""
    points: list[str] = []
    for height, level in groupby(heights, key=lambda each: each[1]):
        rooms = [room for room, _ in level]
        points += [f"{rooms[0][0]},{height}", f"{rooms[-1][1]},{height}"]
    return points
