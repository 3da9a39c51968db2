"""The record of timeliness: how each return that was expected came, by what day, and whether it was right the first time.

- **Expected** is what the register asked for since there is one (`transforms/expected.py`); what was due before was
  asked of nobody, as in `transforms/owed.py`.
- **It came** on the day the last of its figures first came. A figure that is held came when it was sent, also one that
  was sent back and sent again: the days a check takes are the council's. What was refused has not come. As long as a
  figure is missing, as `mortar due` sees it, the return is owed.
- **Days** are working days of England's calendar. Due days are moved to working days, so a Monday after a Friday is one
  day and not three, and a Christmas costs nobody a week.
- **Right the first time**: nothing of it was refused, no held figure was sent back by the checker or corrected by its
  sender before the checker decided, and no figure was corrected within the quarter after it came, in which it is
  reported. A held figure that was released was right: it was odd, and true.
- **Announced** is a later figure in place of one marked provisional, or of a feed that says how long it may revise
  (`revised_for`). It was promised, so it is no correction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from transforms.belonging import Belonging
from transforms.code import code_key
from transforms.council import Council
from transforms.due import working_day, working_days_since
from transforms.expected import Asked, Expected
from transforms.feed import Span, SpanUnit
from transforms.finding import Finding
from transforms.judged import Judge
from transforms.observation import Decided, Observation, State, open_holds
from transforms.owed import first_day, is_in
from transforms.period import Period
from transforms.receipt import FileKey, Receipt, days_of, key_of

WITHIN = Span(3, SpanUnit.MONTHS)
"""How long after a figure came a correction of it says that it was not right the first time: a quarter."""


class HoldEnd(StrEnum):
    """How a hold ended: released or sent back by the checker, corrected by its sender before that, or not yet."""

    RELEASED = "released"
    RETURNED = "returned"
    CORRECTED = "corrected"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that counted and was stated otherwise later; `soon` is within the quarter after it came."""

    code: str
    period: Period
    day: date
    announced: bool
    soon: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a return that was expected.

    `came` is the day on which its last figure came, `None` as long as one is owed; `days` are the working days from the
    due day to then, or so far, below nought where it came before. `in_time` of its figures came by the due day.
    `missing` are the codes still owed; `files` those that brought it, `refused` what of it was not taken; `arrived` is
    when each figure that is in first came.
    """

    expected: Expected
    came: date | None
    days: int
    in_time: int
    missing: Sequence[str] = ()
    files: Sequence[Receipt] = ()
    refused: Sequence[Finding] = ()
    holds: Sequence[HoldEnd] = ()
    corrections: Sequence[Correction] = ()
    arrived: Mapping[Asked, date] = field(default_factory=dict)

    @property
    def on_time(self) -> bool:
        """Whether all of it came by the day it was due."""
        return self.came is not None and self.came <= self.expected.due

    @property
    def corrected(self) -> list[Correction]:
        """The corrections that nobody had announced."""
        return [correction for correction in self.corrections if not correction.announced]

    @property
    def right_first_time(self) -> bool | None:
        """Whether it was right the first time, so far; `None` where that cannot be said yet: it is owed, or held."""
        if self.refused or {HoldEnd.RETURNED, HoldEnd.CORRECTED} & set(self.holds):
            return False
        if any(correction.soon for correction in self.corrected):
            return False
        return None if self.came is None or HoldEnd.WAITING in self.holds else True


def days_late(due: date, came: date) -> int:
    """By how many working days something came after the day it was due; below nought where it came before.

    What comes on a day off is there for the next working day: nobody reads it sooner.

    >>> days_late(date(2009, 12, 24), date(2009, 12, 29)), days_late(date(2010, 1, 15), date(2010, 1, 8))
    (1, -5)
    """
    read = working_day(came)
    return working_days_since(due, read) if read > due else -working_days_since(read, due)


def deliveries(
    judge: Judge,
    council: Council,
    expected: Sequence[Expected],
    receipts: Sequence[Receipt],
    observations: Sequence[Observation],
) -> list[Delivery]:
    """What became of everything expected; of what is not in yet, only of what is late.

    `receipts` are all files of all senders, since by them it is known when the inbox was emptied.
    """
    first = first_day(judge)
    asked_for = [each for each in expected if each.due >= first]
    days = days_of(receipts, council)
    came = _arrivals(judge, asked_for, days, observations)
    found = _what_was_found(came, receipts, days, observations)
    return [each for each in found if each.came is not None or each.expected.due < judge.today]


def _arrivals(
    judge: Judge, expected: Sequence[Expected], days: Mapping[FileKey, date], observations: Iterable[Observation]
) -> list[Delivery]:
    """When each came, and what of it is missing."""
    said: dict[str, list[tuple[Period, date]]] = defaultdict(list)
    for observation in observations:
        if observation.said.says_figure:
            said[code_key(observation.code)].append((observation.said.period, days[key_of(observation)]))
    return [_arrival(judge, each, said) for each in expected]


def _arrival(judge: Judge, expected: Expected, said: Mapping[str, Sequence[tuple[Period, date]]]) -> Delivery:
    came = {
        asked: _first_day(asked.period, said.get(code_key(asked.indicator.code), ()))
        for asked in expected.asked
        if is_in(judge, *asked)
    }
    missing = list(dict.fromkeys(asked.indicator.code for asked in expected.asked if asked not in came))
    last = max(came.values(), default=None) if not missing else None
    in_time = sum(day <= expected.due for day in came.values())
    return Delivery(expected, last, days_late(expected.due, last or judge.today), in_time, missing, arrived=came)


def _first_day(period: Period, said: Sequence[tuple[Period, date]]) -> date:
    """When the figure of a period that is in first came: for it or a longer one, or with the last of its parts."""
    whole = [day for stated, day in said if stated.contains(period)]
    parts: dict[Period, date] = {}
    for stated, day in said:
        if period.contains(stated) and stated != period:
            parts[stated] = min(day, parts.get(stated, day))
    is_all = sum(part.months for part in parts) >= period.months
    return min([*whole, max(parts.values())] if parts and (is_all or not whole) else whole)


def _what_was_found(
    came: Sequence[Delivery],
    receipts: Iterable[Receipt],
    days: Mapping[FileKey, date],
    observations: Sequence[Observation],
) -> list[Delivery]:
    """The same with the files that brought each, what of them was refused, what was held and what was corrected."""
    expected = [each.expected for each in came]
    places = Belonging(expected, [each.came for each in came], observations)
    notes = [_Notes() for _ in came]
    for receipt in receipts:
        home = places.of_file(receipt, days[receipt.key])
        if home is not None:
            notes[home].files.append(receipt)
        for finding in receipt.refused:
            place = places.of(receipt.sender, finding.code, finding.period)
            if (place := home if place is None else place) is not None:
                notes[place].refused.append(finding)
    _note_figures(notes, places, expected, days, observations)
    return [
        replace(each, files=noted.files, refused=noted.refused, holds=noted.holds, corrections=noted.corrections)
        for each, noted in zip(came, notes, strict=True)
    ]


@dataclass(slots=True)
class _Notes:
    """What was noted on one return."""

    files: list[Receipt] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    holds: list[HoldEnd] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)


def _note_figures(
    notes: Sequence[_Notes],
    places: Belonging,
    expected: Sequence[Expected],
    days: Mapping[FileKey, date],
    observations: Iterable[Observation],
) -> None:
    """Note the holds and the corrections of each figure."""
    observations = list(observations)
    waiting = {hold.observation_id for hold in open_holds(observations)}
    stated: dict[int, dict[tuple[str, Period], list[Observation]]] = defaultdict(lambda: defaultdict(list))
    for observation in observations:
        period = observation.said.period
        place = places.of(observation.sender, observation.code, str(period))
        if place is not None and observation.said.says_figure:
            stated[place][code_key(observation.code), period].append(observation)
    for place, figures in stated.items():
        for said in figures.values():
            notes[place].holds += [end_of(each, waiting) for each in said if each.state == State.HELD]
            notes[place].corrections += _corrections(expected[place], said, days)


def end_of(held: Observation, waiting: Container[str]) -> HoldEnd:
    """How the hold of a figure ended; `waiting` are the ids of those that nobody decided yet."""
    if held.decision:
        return HoldEnd.RETURNED if held.decision.decision == Decided.RETURNED else HoldEnd.RELEASED
    return HoldEnd.WAITING if held.observation_id in waiting else HoldEnd.CORRECTED


def _corrections(expected: Expected, said: Sequence[Observation], days: Mapping[FileKey, date]) -> Iterator[Correction]:
    """The corrections of one figure of one period, of which it was said so, in order of time."""
    for revision in revisions_of(expected, said, days):
        after = revision.after
        yield Correction(after.code, after.said.period, days[key_of(after)], revision.announced, revision.soon)


class Revision(NamedTuple):
    """A figure of a period that counted, and the one that was stated otherwise after it; as `Correction` has it."""

    before: Observation
    after: Observation
    announced: bool
    soon: bool


def revisions_of(expected: Expected, said: Iterable[Observation], days: Mapping[FileKey, date]) -> Iterator[Revision]:
    """What was stated otherwise of one figure of one period, of which it was said so, in order of time."""
    known = [observation for observation in said if observation.known_at]
    if not known:
        return
    until = WITHIN.after(days[key_of(known[0])])
    for before, after in pairwise(known):
        if not before.said.same_figure(after.said):
            day = days[key_of(after)]
            announced = before.said.provisional or day <= expected.may_change_until
            yield Revision(before, after, announced, soon=day <= until)
