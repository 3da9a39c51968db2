"""What changed: figures that stood otherwise before, as a reader of earlier reports needs to know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from transforms.check_frame import figure_of
from transforms.figure import print_figure, round_half_up
from transforms.indicator import Indicator
from transforms.observation import Observation
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
    """The revisions of one indicator's figures, in the order in which they became known."""
    printed: dict[Period, str] = {}
    changes: list[Change] = []
    known = [(observation.known_at, observation) for observation in observations if observation.known_at]
    for known_at, observation in sorted(known, key=lambda pair: pair[0]):
        figure = figure_of(observation.said, indicator)
        if figure is None:
            continue
        period, now = observation.said.period, _printed(figure, indicator)
        if printed.setdefault(period, now) != now:
            changes.append(Change(indicator.code, indicator.name, period, printed[period], now, known_at))
            printed[period] = now
    return changes


def _printed(figure: Decimal, indicator: Indicator) -> str:
    return print_figure(round_half_up(figure, indicator.decimals), indicator.unit)
