"""Senders compared by their records of timeliness, fairly: alike with alike, and nobody by a handful of returns.

A share is of returns, each of which counts once, and stands with the number it is of. The order goes by the share on
time, then by the share right the first time; senders equal in both share a place. Who has fewer than `FEWEST` returns
is listed with what is known, and has no place: of five, one slip would move a share by twenty points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from transforms.feed import Span, SpanUnit
from transforms.period import Period
from transforms.receipt import Receipt
from transforms.register import Register, Sender
from transforms.share import percent_of
from transforms.timeliness import Delivery, HoldEnd

FEWEST = 6
"""Returns under which nobody has a place: half a year of monthly ones."""

A_YEAR_BACK = Span(-12, SpanUnit.MONTHS)
LONGEST_BACK = Span(-36, SpanUnit.MONTHS)
"""A year to compare with, and two by which the slowest feed may lie behind."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    number: int
    of: int

    @property
    def text(self) -> str:
        """In whole per cent, as so few bear no more: `11 of 12 (92%)`; in words where there are none."""
        return f"{self.number} of {self.of} ({self.percent}%)" if self.of else "none to tell of"

    @property
    def percent(self) -> int | None:
        """In whole per cent, rounded half up, and only all of them are 100; `None` of none."""
        if not self.of:
            return None
        rounded = int(percent_of(self.number, self.of))
        return min(rounded, 99) if self.number < self.of else rounded

    @property
    def fraction(self) -> Fraction:
        """By which shares are compared; none of none is nothing."""
        return Fraction(self.number, self.of) if self.of else Fraction(0)


@dataclass(frozen=True)
class Tally:
    """Some returns together."""

    deliveries: Sequence[Delivery]

    @property
    def on_time(self) -> Share:
        """How many came by the day they were due."""
        return Share(sum(each.on_time for each in self.deliveries), len(self.deliveries))

    @property
    def right_first_time(self) -> Share:
        """How many were right the first time, of those of which that can be said."""
        said = [each.right_first_time for each in self.deliveries if each.right_first_time is not None]
        return Share(sum(said), len(said))

    @property
    def figures_in_time(self) -> Share:
        """How many figures came by the day they were due."""
        asked = sum(len(each.expected.asked) for each in self.deliveries)
        return Share(sum(each.in_time for each in self.deliveries), asked)

    @property
    def late(self) -> list[Delivery]:
        """The returns that came after the day they were due, or are owed."""
        return [each for each in self.deliveries if not each.on_time]

    @property
    def owed(self) -> list[Delivery]:
        """The returns of which something is missing still."""
        return [each for each in self.deliveries if each.came is None]

    @property
    def days_late(self) -> int:
        """The working days by which returns were late, together; those owed so far."""
        return sum(each.days for each in self.late)

    @property
    def longest(self) -> int:
        """The working days by which the latest was late."""
        return max((each.days for each in self.late), default=0)

    @property
    def usual(self) -> int | None:
        """The working days by which a return usually comes after its due day, the middle of all; `None` without any."""
        days = sorted(each.days for each in self.deliveries)
        return round(median(days)) if days else None

    @property
    def holds(self) -> Mapping[HoldEnd, int]:
        """How many figures were held, by how that ended."""
        ends = Counter(end for each in self.deliveries for end in each.holds)
        return {end: ends[end] for end in HoldEnd}

    @property
    def refused(self) -> int:
        """How many things were not taken: a row, a sheet, a file."""
        return sum(len(each.refused) for each in self.deliveries)

    @property
    def corrected(self) -> int:
        """How many figures were corrected after they counted, and nobody had announced it."""
        return sum(len(each.corrected) for each in self.deliveries)

    @property
    def received(self) -> list[Receipt]:
        """The files that brought them, in the order of the returns."""
        return [file for each in self.deliveries for file in each.files]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which returns are told of: those due after a day and up to another, or, where one is named, those of a period."""

    after: date
    to: date
    period: Period | None = None

    @classmethod
    def year_to(cls, day: date) -> Stretch:
        """The twelve months up to a day: by when returns were due, so that who is asked later has as many of them."""
        return cls(A_YEAR_BACK.after(day), day)

    def year_before(self) -> Stretch:
        """The same a year earlier."""
        period = self.period.year_before() if self.period else None
        return Stretch(A_YEAR_BACK.after(self.after), self.after, period)

    def months(self, year_start: int) -> list[Period]:
        """The months of which anything may be told, and of the year before: what is due lies behind what it is for."""
        start = LONGEST_BACK.after(self.period.start if self.period else self.after)
        month, latest = Period.month(start.year, start.month, year_start), Period.last_ended(self.to, 1, year_start)
        return [month.shifted(on) for on in range(_months_between(month, latest) + 1)]

    def holds(self, delivery: Delivery) -> bool:
        """Whether a return belongs to it."""
        if self.period:
            return any(self.period.contains(period) for period in delivery.expected.periods)
        return self.after < delivery.expected.due <= self.to


@dataclass(frozen=True)
class Row:
    """One sender in the table: its place, if it has one, its returns of the stretch and of the year before."""

    sender: Sender
    place: int | None
    tally: Tally
    before: Tally

    @property
    def is_comparable(self) -> bool:
        """Whether there are enough returns of the year before to compare with."""
        return self.before.on_time.of >= FEWEST


def league(register: Register, deliveries: Sequence[Delivery], stretch: Stretch) -> list[Row]:
    """The senders in force of which there is anything to tell: those with a place, best first, then those without."""
    of_sender = {
        sender: (_tally(deliveries, sender, stretch), _tally(deliveries, sender, stretch.year_before()))
        for sender in register.senders
    }
    told = {sender: both for sender, both in of_sender.items() if both[0].deliveries}
    placed = sorted((_merit(now) for now, _ in told.values() if now.on_time.of >= FEWEST), reverse=True)
    rows = [
        Row(register.senders[sender], placed.index(_merit(now)) + 1 if now.on_time.of >= FEWEST else None, now, before)
        for sender, (now, before) in told.items()
    ]
    return sorted(rows, key=lambda row: (row.place or len(rows) + 1, row.sender.name.casefold()))


def by_month(deliveries: Sequence[Delivery]) -> list[tuple[Period, Tally]]:
    """The returns by the month in which they were due, in order of time."""
    months: dict[Period, list[Delivery]] = {}
    for each in deliveries:
        months.setdefault(Period.month(each.expected.due.year, each.expected.due.month), []).append(each)
    return [(month, Tally(months[month])) for month in sorted(months)]


def _tally(deliveries: Iterable[Delivery], sender: str, stretch: Stretch) -> Tally:
    return Tally([each for each in deliveries if each.expected.sender == sender and stretch.holds(each)])


def _merit(tally: Tally) -> tuple[Fraction, Fraction]:
    return tally.on_time.fraction, tally.right_first_time.fraction


def _months_between(first: Period, last: Period) -> int:
    return (last.start.year - first.start.year) * 12 + last.start.month - first.start.month
