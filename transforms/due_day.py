"""The day by which a figure is due: that of its sender, or of the feed that gives it.

A department or partner sends by the case study's "15th of the month" or its own day, moved to a working day of England's
calendar. What a feed gives is expected by the feed's own rule, as "some data is sometimes late due to different reporting
cycles": a county that publishes after four months and does so is on time. Which day and which rule a sender had is what
stood when the period was reported (docs/decisions/0005): no later register makes anybody late.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from transforms.code import code_key
from transforms.due import Roll, due_date
from transforms.feed import Feed
from transforms.indicator import Indicator
from transforms.period import Period
from transforms.register import DEFAULT_DUE_DAY
from transforms.register_history import RegisterHistory

SOME_DAY = "2010-03-31 070000"
"""When a file came, of which nothing but its name matters."""


class DueDay(NamedTuple):
    """The day, and the feed by whose rule it was found, if it was one."""

    day: date
    feed: Feed | None = None


def due_day(register: RegisterHistory, indicator: Indicator, period: Period, roll: Roll = "next") -> DueDay:
    """The day by which the figure of an indicator for a period is due; of two feeds that give it, the later one's."""
    sender = indicator.sender
    feeds = [feed for feed in register.feeds(sender, period) if feed.cycle.length >= period.months]
    days = [
        DueDay(feed.expected_on(_cycle_of(feed, period), roll), feed)
        for feed in feeds
        if gives(register, feed, indicator)
    ]
    if days:
        return max(days, key=lambda due: due.day)
    registered = register.sender(sender, period)
    return DueDay(due_date(period, registered.due_day if registered else DEFAULT_DUE_DAY, roll))


def given_by(register: RegisterHistory, feed: Feed, period: Period) -> list[Indicator]:
    """The indicators a feed gives for a period, in the order of the register."""
    return [indicator for indicator in register.standing(period) if gives(register, feed, indicator)]


def gives(register: RegisterHistory, feed: Feed, indicator: Indicator) -> bool:
    """Whether a feed gives an indicator: the layouts of its files name it, or name none of its sender's."""
    if not indicator.is_sent or indicator.sender != feed.sender or indicator.frequency.length > feed.cycle.length:
        return False
    layouts = register.latest.layouts_for(feed.sender, feed.file_name(SOME_DAY))
    named = {code_key(series.code) for layout in layouts for series in layout.series}
    return not named or "" in named or code_key(indicator.code) in named


def _cycle_of(feed: Feed, period: Period) -> Period:
    """The period of a feed's cycle within which a period lies, and with which it is given."""
    length = feed.cycle.length
    return period if length == period.months else period.within(length)
