"""Who owes what: what the register expects of each sender for a month, and what of it has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import itemgetter

from transforms.due_day import due_day
from transforms.indicator import Indicator
from transforms.judged import Judge
from transforms.period import Length, Period


class DueState(StrEnum):
    """Where a return stands."""

    IN = "in"
    LATE = "late"
    AWAITED = "awaited"
    NOT_DUE = "not-due"


@dataclass(frozen=True, slots=True)
class Owed:
    """What one sender owes for one period by one day: `codes` are those still missing.

    Where a feed gives some of a sender's figures, these have a day of their own.
    """

    sender: str
    period: Period
    due: date
    state: DueState
    codes: Sequence[str]


def owed(judge: Judge, month: Period) -> list[Owed]:
    """What each sender owes for a month, and for the quarter and year that end with it."""
    return [entry for period in ending_with(month) for entry in _owed_for(judge, period)]


def ending_with(month: Period) -> list[Period]:
    """The periods whose figures are asked for when a month is over: it, and the quarter and year that end with it."""
    longer = (month.within(Length.QUARTER), month.within(Length.YEAR))
    return [month, *(period for period in longer if period.end == month.end)]


def still_owed(judge: Judge, month: Period) -> list[Owed]:
    """What is late from the year before the month, the oldest first.

    What was due before there was a register was never asked for, so it is not owed.
    """
    return [entry for entry in _asked_before(judge, month) if entry.state == DueState.LATE]


def to_ask_for(judge: Judge, month: Period) -> list[Owed]:
    """What senders may be asked for: what is missing of the month and of the year before it, the oldest first.

    That is what is late, what is due, and what will be; nothing that was due before there was a register.
    """
    first = first_day(judge)
    entries = [*_asked_before(judge, month), *(entry for entry in owed(judge, month) if entry.due >= first)]
    return [entry for entry in entries if entry.state in {DueState.LATE, DueState.AWAITED}]


def _asked_before(judge: Judge, month: Period) -> Iterator[Owed]:
    """What each sender was to send for the year before the month, if that was due since there is a register."""
    first = first_day(judge)
    for back in reversed(range(1, Length.YEAR + 1)):
        yield from (entry for entry in owed(judge, month.shifted(-back)) if entry.due >= first)


def first_day(judge: Judge) -> date:
    """The day from which there is a register."""
    return judge.register.versions[0].since if judge.register.versions else judge.today


def _owed_for(judge: Judge, period: Period) -> list[Owed]:
    expected: dict[tuple[str, date], list[Indicator]] = {}
    for indicator in judge.register.standing(period):
        if indicator.is_sent and indicator.frequency.length == period.months:
            due = due_day(judge.register, indicator, period, judge.roll).day
            expected.setdefault((indicator.sender, due), []).append(indicator)
    return [
        _entry(judge, sender, period, due, rows) for (sender, due), rows in sorted(expected.items(), key=itemgetter(0))
    ]


def _entry(judge: Judge, sender: str, period: Period, due: date, indicators: Sequence[Indicator]) -> Owed:
    missing = [indicator.code for indicator in indicators if not is_in(judge, indicator, period)]
    return Owed(sender, period, due, _state(judge.today, period, due, missing), missing)


def is_in(judge: Judge, indicator: Indicator, period: Period) -> bool:
    """Whether the figure has come: for the period, within a longer one, or to be held for a check."""
    if judge.is_waiting(indicator.code, period) or judge.is_stated_for_longer(indicator.code, period):
        return True
    figure = judge.figure(indicator, period)
    return figure.parts_in >= figure.parts_of


def _state(today: date, period: Period, due: date, missing: Sequence[str]) -> DueState:
    if not missing:
        return DueState.IN
    if today <= period.end:
        return DueState.NOT_DUE
    return DueState.LATE if today > due else DueState.AWAITED
