"""A feed: figures that an outside body gives in its own time, and when they are expected of it.

The case study: "some data is sometimes late due to different reporting cycles and/or because it originates from outside
the council (eg DWP for benefits data, Kent CC for recycling data etc)". WasteDataFlow's quarterly return, for one, is
due three months after the end of the quarter.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from transforms.due import Roll, working_day, working_days_on
from transforms.indicator import Frequency
from transforms.period import Period
from transforms.words import many

KEY_PREFIX = "MORTAR_FEED_KEY_"
"""How the variables begin by which alone a feed's key or password is given."""

NOT_OF_A_VARIABLE = re.compile(r"[^A-Z0-9]+")


class FeedKind(StrEnum):
    """How a feed comes: by a query to DWP's Stat-Xplore, as a file over HTTPS, or dropped into the inbox by its sender."""

    STATXPLORE = "statxplore"
    FILE = "file"
    DROP = "drop"


class SpanUnit(StrEnum):
    """What a span of time is counted in."""

    MONTHS = "months"
    WORKING_DAYS = "working days"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time as a calendar counts it."""

    number: int
    unit: SpanUnit

    def after(self, day: date) -> date:
        """The day so long after a day; the last day of a month is followed by last days of months.

        >>> Span(3, SpanUnit.MONTHS).after(date(2009, 9, 30)), Span(2, SpanUnit.WORKING_DAYS).after(date(2009, 12, 31))
        (datetime.date(2009, 12, 31), datetime.date(2010, 1, 5))
        """
        match self.unit:
            case SpanUnit.MONTHS:
                return _months_after(day, self.number)
            case SpanUnit.WORKING_DAYS:
                return working_days_on(day, self.number)
            case SpanUnit.DAYS:
                return day + timedelta(days=self.number)

    def __str__(self) -> str:
        return many(self.number, self.unit.value.removesuffix("s"))


@dataclass(frozen=True, slots=True)
class Feed:
    """One row of `feeds.csv`: where figures of a sender come from, when they are expected, and whom to ask about them.

    `query` is the body of a Stat-Xplore query; `revised_for` how long after its day a later vintage may still come.
    """

    feed: str
    sender: str
    kind: FeedKind
    url: str
    cycle: Frequency
    expected_after: Span
    early_days: int
    grace_days: int
    revised_for: Span | None
    contact: str
    contact_email: str
    query: str = ""

    @property
    def is_asked(self) -> bool:
        """Whether somebody has to fetch it."""
        return self.kind != FeedKind.DROP

    @property
    def variable(self) -> str:
        """The variable of the environment that holds its key, or its user and password."""
        return KEY_PREFIX + NOT_OF_A_VARIABLE.sub("_", self.feed.upper())

    def file_name(self, when: str, ending: str = "") -> str:
        """What a file that it brings is called in the inbox: the feed, the day and time it came, the ending; where that
        is not known yet, the likely one.
        """
        likely = ".json" if self.kind == FeedKind.STATXPLORE else PurePosixPath(urlsplit(self.url).path).suffix
        return f"{self.feed} {when}{ending or likely}"

    def expected_on(self, period: Period, roll: Roll = "next") -> date:
        """The day on which the figures of a period are expected: on a working day of England's calendar."""
        return working_day(self.expected_after.after(period.end), roll)

    def asked_from(self, period: Period, roll: Roll = "next") -> date:
        """The first day on which it is asked for a period; before that nothing can be there."""
        return self.expected_on(period, roll) - timedelta(days=self.early_days)

    def grace_ends(self, period: Period, roll: Roll = "next") -> date:
        """The last day on which it is asked for a period; then it is late, and somebody has to ask in person."""
        return self.expected_on(period, roll) + timedelta(days=self.grace_days)

    def revised_until(self, period: Period, roll: Roll = "next") -> date:
        """The last day on which figures of a period that came may still be revised; the day of none where they are not."""
        expected = self.expected_on(period, roll)
        return self.revised_for.after(expected) if self.revised_for else date.min


def _months_after(day: date, months: int) -> date:
    month = Period.month(day.year, day.month).shifted(months)
    is_last = day.day == monthrange(day.year, day.month)[1]
    return month.end if is_last or day.day > month.end.day else month.start.replace(day=day.day)
