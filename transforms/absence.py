"""Why a figure is not there, in words: what is awaited, from whom, and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.due_day import DueDay
from transforms.gap import Gap
from transforms.period import Length, Period
from transforms.register import Sender, SenderKind
from transforms.words import joined, long_date, upper_first

GRAVEST = (Gap.AWAITING, Gap.LATE_EXTERNAL, Gap.NOT_DUE, Gap.WITHHELD, Gap.NOT_MEASURED, Gap.NO_CASES)
"""Which of several reasons stands for all: what is owed before what is not due yet."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A reason for there being no figure, or no whole figure, and the sentence that says it."""

    gap: Gap
    words: str

    @property
    def text(self) -> str:
        """The sentence with its shorthand, as a report prints it."""
        return f"{upper_first(self.words)} {self.gap.shorthand}"


def absence_of(
    parts: Iterable[Period],
    said: Mapping[Period, Gap],
    waiting: Sequence[Period],
    sender: Sender,
    today: date,
    due: Callable[[Period], DueDay],
) -> Absence:
    """Why these periods' figures are not there; each reason once, with the periods it holds for.

    `said` are the reasons that the sender stated, `waiting` the periods whose figures are held for a check; `due` says by
    which day one is due.
    """
    by_reason: dict[Absence, list[Period]] = {}
    for part in parts:
        gap = said.get(part)
        why = Absence(gap, gap.words) if gap else _of_one(part, part in waiting, sender, today, due)
        by_reason.setdefault(why, []).append(part)
    gap = next(gap for gap in GRAVEST if any(reason.gap == gap for reason in by_reason))
    if len(by_reason) == 1:
        return next(iter(by_reason))
    return Absence(gap, "; ".join(f"{_named(periods)}: {reason.words}" for reason, periods in by_reason.items()))


def named_absence(parts: Sequence[Period], absence: Absence) -> Absence:
    """The reason with the periods it holds for, as it is said beside an incomplete figure."""
    named = absence.words if ":" in absence.words else f"{_named(parts)}: {absence.words}"
    return Absence(absence.gap, named)


def _of_one(part: Period, waits: bool, sender: Sender, today: date, due: Callable[[Period], DueDay]) -> Absence:
    if waits:
        return Absence(Gap.AWAITING, f"held for a check; {sender.name} sent it")
    day, feed = due(part)
    if today <= day:
        return Absence(Gap.NOT_DUE, f"not due until {long_date(day)}")
    if feed:
        return Absence(Gap.LATE_EXTERNAL, f"late from {sender.name}, expected on {long_date(day)}")
    if sender.kind == SenderKind.FEED:
        expected = long_date(_next_day(part.last_month, today, due))
        return Absence(Gap.LATE_EXTERNAL, f"late from {sender.name}, expected by {expected}")
    return Absence(Gap.AWAITING, f"awaited from {sender.name}")


def _next_day(month: Period, today: date, due: Callable[[Period], DueDay]) -> date:
    """The next day on which something is due of a sender who sends each month."""
    while due(month).day <= today:
        month = month.shifted(1)
    return due(month).day


def _named(periods: Sequence[Period]) -> str:
    """`October and November 2009`: months of one year share it."""
    last = periods[-1]
    together = all(period.months == Length.MONTH and period.start.year == last.start.year for period in periods)
    names = [period.label for period in periods]
    return joined([name.rpartition(" ")[0] for name in names[:-1]] + names[-1:]) if together else joined(names)
