"""Which feeds are asked on a day, for which periods, and which are late.

Long lateness is no sleeping run: a feed is asked again each morning, from some days before its figures are expected until
they are in or its days of grace are over. Then it is late, and is said to be so once. Figures that are in are asked for
again as long as their source may revise them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.complete import is_settled
from transforms.due_day import given_by
from transforms.feed import Feed
from transforms.judged import Judge
from transforms.period import Period
from transforms.register_history import RegisterHistory
from transforms.words import joined, long_date

MOST_PERIODS = 36
"""As many periods back as anything is asked of; what is older is history."""

A_YEAR = timedelta(days=366)
"""How long ago days of grace may have ended that are still spoken of."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Why a feed is asked: for periods that have not come, and for some that came and may be revised."""

    feed: Feed
    awaited: tuple[Period, ...] = ()
    may_differ: tuple[Period, ...] = ()

    @property
    def words(self) -> str:
        """What is wanted, as a sentence."""
        wanted = [f"{_named(self.awaited)} awaited"] if self.awaited else []
        wanted += [f"{_named(self.may_differ)} in and may be revised"] if self.may_differ else []
        return f"{self.feed.feed}: {'; '.join(wanted) or 'nothing is expected now'}."


@dataclass(frozen=True, slots=True)
class Late:
    """A feed that did not come for a period within its days of grace."""

    feed: Feed
    period: Period
    expected: date

    @property
    def words(self) -> str:
        """What is late and whom to ask, as a sentence."""
        asked = ", ".join(filter(None, [self.feed.contact, self.feed.contact_email]))
        return (
            f"{self.feed.feed} for {self.period.label} was expected on {long_date(self.expected)} and has not come: "
            f"ask {asked}."
        )


def wanted_of(judge: Judge, feed: Feed, year_start: int) -> Wanted:
    """What of a feed is wanted on the judge's day."""
    today, roll = judge.today, judge.roll
    awaited, may_differ = [], []
    for period in _ended(today, feed, year_start):
        came = has_come(judge, feed, period)
        if came and today <= feed.revised_until(period, roll):
            may_differ.append(period)
        elif came is False and feed.asked_from(period, roll) <= today <= feed.grace_ends(period, roll):
            awaited.append(period)
    return Wanted(feed, tuple(sorted(awaited)), tuple(sorted(may_differ)))


def late_of(judge: Judge, feed: Feed, year_start: int) -> list[Late]:
    """The periods of a feed whose days of grace are over and that have not come, the oldest first.

    What was over before the feed stood in the register was never asked for, so it is not late.
    """
    today, roll = judge.today, judge.roll
    since = max(_registered_since(judge.register, feed), today - A_YEAR)
    over = [period for period in _ended(today, feed, year_start) if since <= feed.grace_ends(period, roll) < today]
    missing = [period for period in over if has_come(judge, feed, period) is False]
    return [Late(feed, period, feed.expected_on(period, roll)) for period in sorted(missing)]


def has_come(judge: Judge, feed: Feed, period: Period) -> bool | None:
    """Whether every figure that a feed gives for a period is in, held ones too; `None` where it gives none for it."""
    given = given_by(judge.register, feed, period)
    if not given:
        return None
    return all(judge.is_waiting(each.code, period) or is_settled(judge, each, period) for each in given)


def _ended(today: date, feed: Feed, year_start: int) -> Iterator[Period]:
    """The periods of a feed's cycle that are over, the latest first."""
    latest = Period.last_ended(today, feed.cycle.length, year_start)
    for back in range(MOST_PERIODS):
        yield latest.shifted(-back * latest.months)


def _registered_since(register: RegisterHistory, feed: Feed) -> date:
    """The day from which a feed of this name has stood in the register."""
    return next((version.since for version in register.versions if feed.feed in version.register.feeds), date.max)


def _named(periods: tuple[Period, ...]) -> str:
    return joined([period.label for period in periods]) + (" is" if len(periods) == 1 else " are")
