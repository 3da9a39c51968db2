"""What changed: figures that stood otherwise before, as a reader of earlier reports needs to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from transforms.gap import Gap
from transforms.indicator import Indicator
from transforms.observation import Observation, Stated, figure_of
from transforms.period import Period


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that was revised: what it was, what it is, from when."""

    code: str
    name: str
    period: Period
    was: str
    now: str
    changed_at: datetime


def changes_of(indicator: Indicator, observations: Iterable[Observation]) -> list[Change]:
    """The revisions of one indicator's figures, in the order in which they became known.

    A figure that is released after a later statement came in changes nothing: the later one counts.
    """
    standing: dict[Period, Observation] = {}
    changes: list[Change] = []
    known = [(observation.known_at, observation) for observation in observations if observation.known_at]
    for known_at, observation in sorted(known, key=lambda pair: pair[0]):
        period, now = observation.said.period, as_printed(observation.said, indicator)
        before = standing.get(period, observation)
        if not now or before.recorded_at > observation.recorded_at:
            continue
        standing[period] = observation
        if (was := as_printed(before.said, indicator)) != now:
            changes.append(Change(indicator.code, indicator.name, period, was, now, known_at))
    return changes


def as_printed(said: Stated, indicator: Indicator) -> str:
    """The figure as a report prints it, a gap that was stated in words; empty where nothing is said of it."""
    if said.gap or said.has_no_cases:
        return (said.gap or Gap.NO_CASES).label
    figure = figure_of(said, indicator)
    return "" if figure is None else indicator.text(figure)
