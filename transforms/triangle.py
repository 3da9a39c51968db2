"""Revisions triangle: what was known of each period when it was first stated, and how that changed month by month since.

As the Office for National Statistics publishes it: a row a period, a column an age, and two sums. The mean revision tells
whether first figures lean to one side, the mean absolute revision how far off they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from transforms.council import Council
from transforms.gap import PROVISIONAL_MARK
from transforms.indicator import Indicator
from transforms.judged import SAID_TO_BE_NONE, Judge
from transforms.observation import Observation, known_figures
from transforms.period import Period

AGES = (1, 2, 3, 4, 5, 6, 9, 12, 18, 24, 36)
"""After how many months it is looked again, as long as figures were still revised: close at first, when most is."""


@dataclass(frozen=True, slots=True)
class Known:
    """A figure as it was known from an instant on: `value` at printed precision, `None` where it was said to be none."""

    since: datetime
    value: Decimal | None
    text: str
    is_provisional: bool = False

    @property
    def printed(self) -> str:
        """The figure with its mark."""
        return f"{self.text} {PROVISIONAL_MARK}" if self.is_provisional else self.text


@dataclass(frozen=True)
class Line:
    """One period: what was known of it, in order of time; the first is what was first stated, the last what is known now."""

    period: Period
    known: Sequence[Known]

    @property
    def revision(self) -> Decimal | None:
        """The latest figure less the first; `None` where either was none."""
        first, latest = self.known[0].value, self.known[-1].value
        return None if first is None or latest is None else latest - first


@dataclass(frozen=True)
class Triangle:
    """The periods of an indicator of which a figure is known, in order of time, as at an instant."""

    indicator: Indicator
    council: Council
    as_at: datetime
    lines: Sequence[Line]

    @cached_property
    def ages(self) -> Sequence[int]:
        """The columns between the first figure and the latest: up to the first by which nothing was revised any more."""
        last = max((self._age(line, each.since) for line in self.lines for each in line.known[1:]), default=0)
        if not last:
            return ()
        within = [age for age in AGES if age < last]
        return [*within, *AGES[len(within) : len(within) + 1]]

    def cell(self, line: Line, age: int) -> Known | None:
        """What was known of a period when its first figure was so many months old; `None` before it is."""
        day = _months_later(self.council.day_of(line.known[0].since), age)
        if day > self.council.day_of(self.as_at):
            return None
        by_then = [each for each in line.known if self.council.day_of(each.since) <= day]
        return by_then[-1]

    @cached_property
    def revisions(self) -> Sequence[Decimal]:
        """The latest figure less the first, of each period that has both."""
        return [line.revision for line in self.lines if line.revision is not None]

    @property
    def revised(self) -> int:
        """How many periods read otherwise now than at first."""
        return sum(line.known[0].text != line.known[-1].text for line in self.lines)

    @property
    def mean(self) -> Decimal | None:
        """The mean of all revisions, in the indicator's unit."""
        return sum(self.revisions, Decimal(0)) / len(self.revisions) if self.revisions else None

    @property
    def mean_absolute(self) -> Decimal | None:
        """The mean of all revisions, whichever way they went."""
        return sum(map(abs, self.revisions), Decimal(0)) / len(self.revisions) if self.revisions else None

    def _age(self, line: Line, instant: datetime) -> int:
        """In which month after the first figure an instant lies, from 1."""
        first, day, age = self.council.day_of(line.known[0].since), self.council.day_of(instant), 1
        while _months_later(first, age) < day:
            age += 1
        return age


def triangle_of(
    judge: Judge, indicator: Indicator, observations: Sequence[Observation], periods: Iterable[Period],
    council: Council, as_at: datetime,
) -> Triangle:  # fmt: skip
    """The triangle of an indicator over some periods; those of which nothing whole is known have no line."""
    lines = [Line(period, known) for period in periods if (known := _known(judge, indicator, observations, period))]
    return Triangle(indicator, council, as_at, lines)


def _known(judge: Judge, indicator: Indicator, observations: Sequence[Observation], period: Period) -> Sequence[Known]:
    """What was known of a period, a step for each instant from which it read otherwise."""
    row = judge.register.indicator(indicator.code, period) or indicator
    about = [o for o in observations if o.known_at and period.contains(o.said.period)]
    steps: list[Known] = []
    for instant in sorted({o.known_at for o in about if o.known_at}):
        by_then = [o for o in about if o.known_at and o.known_at <= instant]
        known = _figure(replace(judge, figures=known_figures(by_then)), row, period, instant)
        if known and (not steps or known.printed != steps[-1].printed):
            steps.append(known)
    return steps


def _figure(judge: Judge, row: Indicator, period: Period, instant: datetime) -> Known | None:
    figure = judge.figure(row, period)
    if figure.is_partial or (figure.value is None and figure.gap not in SAID_TO_BE_NONE):
        return None
    if figure.value is None:
        return Known(instant, None, f"{figure.gap.label} {figure.gap.shorthand}" if figure.gap else "")
    return Known(instant, row.printed(figure.value), row.text(figure.value), figure.provisional)


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    month = Period(day.replace(day=1), 1).shifted(months)
    return month.start.replace(day=min(day.day, month.end.day))
