"""What was expected of whom, and by which day: the returns that a record of timeliness counts.

A sender sends one return by one day: the figures of a month, and with them those of the quarter and the year that end
with it. So what is due on one day counts once, and one slip is no three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from transforms.due_day import DueDay, due_day
from transforms.feed import Feed
from transforms.indicator import Indicator
from transforms.judged import Judge
from transforms.owed import ending_with
from transforms.period import Period
from transforms.words import joined


class Asked(NamedTuple):
    """One figure that is asked for."""

    indicator: Indicator
    period: Period


@dataclass(frozen=True, slots=True)
class Expected:
    """What one sender was to send by one day; `feed` is the one by whose rule the day was found, if it was one."""

    sender: str
    due: date
    asked: tuple[Asked, ...]
    feed: Feed | None = None

    @property
    def periods(self) -> list[Period]:
        """The periods asked for, the shortest and earliest first."""
        return sorted({asked.period for asked in self.asked}, key=lambda period: (period.months, period.start))

    @property
    def may_change_until(self) -> date:
        """The last day on which its feed may revise it, as the register says; the day of none where nothing is said."""
        return self.feed.revised_for.after(self.due) if self.feed and self.feed.revised_for else date.min

    @property
    def label(self) -> str:
        """The periods as a reader says them: `December 2009 and its quarter`."""
        shortest, *others = self.periods
        together = [period for period in others if period.months == shortest.months]
        named = f"{shortest.label} to {together[-1].label}" if together else shortest.label
        return joined([named, *(f"its {period.noun}" for period in others if period not in together)])


def expected_of(judge: Judge, months: Iterable[Period]) -> list[Expected]:
    """What was expected of every sender for some months, in the order of the days it was due."""
    found: dict[tuple[date, str, str], list[Asked]] = {}
    feeds: dict[str, Feed] = {}
    for period in (period for month in months for period in ending_with(month)):
        for asked, (due, feed) in _of_period(judge, period):
            name = feed.feed if feed else ""
            found.setdefault((due, asked.indicator.sender, name), []).append(asked)
            feeds |= {name: feed} if feed else {}
    return [
        Expected(sender, due, tuple(asked), feeds.get(name))
        for (due, sender, name), asked in sorted(found.items(), key=lambda entry: entry[0])
    ]


def _of_period(judge: Judge, period: Period) -> Iterator[tuple[Asked, DueDay]]:
    for indicator in judge.register.standing(period):
        if indicator.is_sent and indicator.frequency.length == period.months:
            yield Asked(indicator, period), due_day(judge.register, indicator, period, judge.roll)
