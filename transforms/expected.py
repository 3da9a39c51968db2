"""What was expected of whom, and by which day: the returns that a record of timeliness counts.

A sender sends one return by one day: the figures of a month, and with them those of the quarter and the year that end
with it. So what is due on one day counts once, and one slip is no three.

The day is that of `mortar due`: the case study's "15th of the month" or the sender's own, moved to a working day of
England's calendar. What a feed gives is expected by the feed's own rule, as "some data is sometimes late due to
different reporting cycles": a county that publishes after four months and does so is on time. Which day and which rule
a sender had is what stood when the period was reported (docs/decisions/0005): no later register makes anybody late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from transforms.code import code_key
from transforms.due import due_date
from transforms.feed import Feed
from transforms.feed_calendar import given_by
from transforms.indicator import Indicator
from transforms.judged import Judge
from transforms.owed import ending_with
from transforms.period import Period
from transforms.register import DEFAULT_DUE_DAY
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
        for asked, due, feed in _of_period(judge, period):
            name = feed.feed if feed else ""
            found.setdefault((due, asked.indicator.sender, name), []).append(asked)
            feeds |= {name: feed} if feed else {}
    return [
        Expected(sender, due, tuple(asked), feeds.get(name))
        for (due, sender, name), asked in sorted(found.items(), key=lambda entry: entry[0])
    ]


def _of_period(judge: Judge, period: Period) -> Iterator[tuple[Asked, date, Feed | None]]:
    asked = [row for row in judge.register.standing(period) if row.frequency.length == period.months]
    given = {sender: _given(judge, sender, period) for sender in {row.sender for row in asked}}
    for indicator in asked:
        feed = given[indicator.sender].get(code_key(indicator.code))
        due = _expected_on(feed, period, judge) if feed else _due(judge, indicator.sender, period)
        yield Asked(indicator, period), due, feed


def _given(judge: Judge, sender: str, period: Period) -> Mapping[str, Feed]:
    """The feed that gives each figure of a sender, by `code_key`; of two, the one that is expected later."""
    feeds = [feed for feed in judge.register.feeds(sender, period) if feed.cycle.length >= period.months]
    in_order = sorted(feeds, key=lambda feed: _expected_on(feed, period, judge))
    return {
        code_key(indicator.code): feed
        for feed in in_order
        for indicator in given_by(judge, feed, _cycle_of(feed, period))
    }


def _expected_on(feed: Feed, period: Period, judge: Judge) -> date:
    return feed.expected_on(_cycle_of(feed, period), judge.roll)


def _cycle_of(feed: Feed, period: Period) -> Period:
    """The period of a feed's cycle within which a period lies, and with which it is given."""
    length = feed.cycle.length
    return period if length == period.months else period.within(length)


def _due(judge: Judge, sender: str, period: Period) -> date:
    registered = judge.register.sender(sender, period)
    return due_date(period, registered.due_day if registered else DEFAULT_DUE_DAY, judge.roll)
