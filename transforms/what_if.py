"""What other settings would change: the lights and trends of a period as they are, beside those as they would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.code import code_key
from transforms.figure import plain, print_figure
from transforms.indicator import Indicator, ToleranceKind
from transforms.judged import Judge, JudgedRow
from transforms.period import Period
from transforms.status import Status
from transforms.trend import Trend

LIGHTS = (Status.REQUIRES_ATTENTION, Status.CAUTION, Status.GOOD)
"""The statuses that are lights, the worst first."""

UNREGISTERED = "Not in the register"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a figure is judged; an indicator that is not registered has no light and no trend."""

    status: Status = Status.NOT_JUDGED
    label: str = UNREGISTERED
    target: str = ""
    allowance: str = ""
    short: Trend = Trend.NONE
    long: Trend = Trend.NONE

    @property
    def has_light(self) -> bool:
        """Whether it is Good, Caution or Requires Attention."""
        return self.status in LIGHTS


@dataclass(frozen=True, slots=True)
class Turn:
    """An indicator whose light or trend would turn."""

    code: str
    name: str
    figure: str
    now: Judgement
    then: Judgement

    @property
    def of_light(self) -> bool:
        """Whether the light would turn, or come or go."""
        return self.now.status != self.then.status and (self.now.has_light or self.then.has_light)

    @property
    def of_trend(self) -> bool:
        """Whether a trend would turn."""
        return (self.now.short, self.now.long) != (self.then.short, self.then.long)

    @property
    def gain(self) -> int:
        """Above 0 where the light would be better, below where worse; 0 where one of them is no light."""
        if not (self.now.has_light and self.then.has_light):
            return 0
        return LIGHTS.index(self.then.status) - LIGHTS.index(self.now.status)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would turn in a period, of so many figures that have a light now or then."""

    period: Period
    lights: int
    turns: Sequence[Turn]

    @property
    def lights_turned(self) -> Sequence[Turn]:
        """Those whose light would turn."""
        return [turn for turn in self.turns if turn.of_light]

    @property
    def trends_turned(self) -> Sequence[Turn]:
        """Those of which a trend would turn."""
        return [turn for turn in self.turns if turn.of_trend]


def outlook(now: Judge, then: Judge, period: Period) -> Outlook:
    """What would turn in a period, in the order of the register."""
    compared = list(_compared(now, then, period))
    turns = [turn for turn in compared if turn.of_light or turn.of_trend]
    return Outlook(period, sum(turn.now.has_light or turn.then.has_light for turn in compared), turns)


def _compared(now: Judge, then: Judge, period: Period) -> Iterator[Turn]:
    rows_now = {code_key(row.indicator.code): row for row in now.rows(period)}
    rows_then = {code_key(row.indicator.code): row for row in then.rows(period)}
    for key in dict.fromkeys((*rows_now, *rows_then)):
        before, after = rows_now.get(key), rows_then.get(key)
        if row := after or before:
            figure = before.value_text if before and before.value is not None else row.value_text
            yield Turn(row.indicator.code, row.indicator.name, figure, _judgement(before), _judgement(after))


def _judgement(row: JudgedRow | None) -> Judgement:
    if row is None:
        return Judgement()
    target = row.target_text if row.target else ""
    allowance = allowance_text(row.indicator) if row.target else ""
    trends = row.previous.trend, row.previous_year.trend
    return Judgement(row.status, row.status_label, target, allowance, *trends)


def allowance_text(indicator: Indicator) -> str:
    """How far from its target an indicator's figure is still Caution: `10% of the target`, `5 points`, `floor 70%`."""
    match indicator.tolerance_kind:
        case ToleranceKind.RELATIVE:
            return f"{plain(indicator.tolerance)}% of the target"
        case ToleranceKind.POINTS:
            return f"{plain(indicator.tolerance)} {'point' if indicator.tolerance == 1 else 'points'}"
        case ToleranceKind.FLOOR:
            return f"floor {print_figure(indicator.tolerance, indicator.unit)}"
        case ToleranceKind.ABSOLUTE:
            return print_figure(indicator.tolerance, indicator.unit)
