"""Restated: periods of an indicator that are judged, from an instant on, by the register as it stood at that instant.

Settings that change later never recolour the past. Where the past is to be judged otherwise all the same, because a target
was wrong from the start, a person says so, with a reason, and every reader is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from transforms.code import code_key
from transforms.figure import plain
from transforms.indicator import Indicator, Polarity, ToleranceKind
from transforms.period import Length, Period
from transforms.register_history import RegisterHistory
from transforms.target import Target
from transforms.words import long_date

TARGET = "Target"
NOTHING = "nothing"

_TOLERANCES = {
    ToleranceKind.RELATIVE: "{}% of the target",
    ToleranceKind.POINTS: "{} points",
    ToleranceKind.ABSOLUTE: "{}",
    ToleranceKind.FLOOR: "a floor of {}",
}

_SETTINGS: Mapping[str, Callable[[Indicator], str]] = {
    "Name": lambda row: row.name,
    "Definition": lambda row: row.definition,
    "Unit": lambda row: row.unit.value,
    "Decimals": lambda row: str(row.decimals),
    "Polarity": lambda row: row.polarity.value,
    "Tolerance": lambda row: _TOLERANCES[row.tolerance_kind].format(plain(row.tolerance)),
    "No-change band": lambda row: plain(row.no_change_band),
    "Target profile": lambda row: "; ".join(map(plain, row.profile)),
    "Frequency": lambda row: row.frequency.value,
    "Roll-up": lambda row: row.rollup.value,
    "Scale": lambda row: plain(row.scale),
    "Formula": lambda row: row.made_of.words if row.made_of else "",
    "Themes": lambda row: "; ".join(row.themes),
    "Service": lambda row: row.service,
    "Sender": lambda row: row.sender,
    "Owner": lambda row: row.owner,
    "Provider": lambda row: row.provider,
}
"""What the register says of an indicator, by the words that a reader is told it with."""


class Setting(NamedTuple):
    """One thing by which a period is judged, as it was and as it is: `Target`, `80%`, `75%`."""

    period: Period
    name: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Act:
    """That a person restated periods of an indicator: which lie from the first day to the last, and why; on a day of the
    council's calendar.
    """

    code: str
    first: date
    last: date
    by: str
    reason: str
    restated_at: datetime
    restated_on: date

    def takes(self, period: Period) -> bool:
        """Whether it is about a period."""
        return self.first <= period.start and period.end <= self.last


@dataclass(frozen=True, slots=True)
class Restated:
    """One setting of one period as an act restated it."""

    act: Act
    setting: Setting

    @property
    def words(self) -> str:
        """What a reader is told of it.

        `Target of 2009-10 Q2 restated from 80% to 75% by Jo Lane on 20 February 2010: agreed in September.`
        """
        (period, name, was, now), act = self.setting, self.act
        told = f"{name} of {period} restated from {was or NOTHING} to {now or NOTHING}"
        return f"{told} by {act.by} on {long_date(act.restated_on)}: {act.reason.rstrip('.')}."


def periods_restated(indicator: Indicator, first: Period, last: Period) -> list[Period]:
    """The periods from the first to the last of which the indicator has figures: as often as it is measured, and longer."""
    found: dict[Period, None] = {}
    start, end = first.start, last.end
    month = Period(start, Length.MONTH, first.year_start)
    while month.start <= end:
        for length in (Length.MONTH, Length.QUARTER, Length.YEAR):
            period = month if length == Length.MONTH else month.within(length)
            if length >= indicator.frequency.length and start <= period.start and period.end <= end:
                found[period] = None
        month = month.shifted(1)
    return sorted(found, key=lambda period: (period.start, period.months))


def settings_restated(
    before: RegisterHistory, after: RegisterHistory, code: str, periods: Iterable[Period]
) -> Iterator[Setting]:
    """What of the settings of these periods differs between two histories of the register."""
    for period in periods:
        was, now = (_settings(history, code, period) for history in (before, after))
        yield from (
            Setting(period, name, was.get(name, ""), now[name]) for name in now if was.get(name, "") != now[name]
        )


def _settings(history: RegisterHistory, code: str, period: Period) -> Mapping[str, str]:
    row = history.indicator(code, period)
    if row is None:
        return {}
    target = history.target(row, period) if row.polarity != Polarity.NONE else None
    return {TARGET: _target(target, row), **{name: text(row) for name, text in _SETTINGS.items()}}


def _target(target: Target | None, row: Indicator) -> str:
    return target.text(row.unit) if target else "no target"


def told_on(restated: Iterable[Restated], printed: Sequence[Period]) -> list[Restated]:
    """Those that readers of a report are told of, which prints these periods."""
    return of_longest(each for each in restated if any(shown.contains(each.setting.period) for shown in printed))


def of_longest(restated: Iterable[Restated]) -> list[Restated]:
    """Those that are told of, where the same was restated of a quarter and of its months: the quarter's."""
    about = list(restated)
    return [each for each in about if not any(_says_it(other, each) for other in about)]


def _says_it(longer: Restated, each: Restated) -> bool:
    """Whether the same act restated the same setting of a longer period around it."""
    same = (longer.act, longer.setting.name) == (each.act, each.setting.name)
    return same and longer.setting.period != each.setting.period and longer.setting.period.contains(each.setting.period)


def of_code(restated: Iterable[Restated], code: str) -> list[Restated]:
    """Those of one indicator."""
    return [each for each in restated if code_key(each.act.code) == code_key(code)]
