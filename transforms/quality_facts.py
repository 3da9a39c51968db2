"""The facts of data quality: how each figure that was asked for stands in each dimension.

- **accuracy**: of the figures that are in and not held, those never sent back by the checker, never corrected by their sender
  before a decision, and never corrected since, but for what was announced (`transforms/timeliness.py`).
- **validity**: of the figures that were sent, those of which nothing was refused. What was refused and names no figure asked
  for, an unknown code or a whole file, counts beside them.
- **reliability**: of the figures that are in, those stated the same way from time to time: with numerator and denominator
  where they are added up as a ratio, in the column or the row of the time before, read without an assumption, and not
  provisional for longer than a quarter. A sheet that changed its look counts here and not in validity.
- **timeliness**: of the figures asked for, those in by the day they were due.
- **relevance**: of the figures asked for, those that are used: of national indicators, or of those that stand in a report and
  have a target where they can have one.
- **completeness**: of the figures asked for and the commentaries required, those that are in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from transforms.code import code_key
from transforms.data_quality import Dimension, Fact, Flaw, Lapse
from transforms.errors import UnreadablePeriod
from transforms.figure_lapses import inaccurate, invalid, lapse_of, late, owed, refused, unexplained, unreliable
from transforms.figure_record import FigureRecord, Found, unplaced
from transforms.issue import release_day
from transforms.judged import Judge
from transforms.layout_drift import DRIFT
from transforms.owed import first_day
from transforms.period import Length, Period
from transforms.read_period import named_period
from transforms.receipt import FileKey
from transforms.timeliness import Delivery
from transforms.used_in import can_have_target, is_national, reports_with


@dataclass(frozen=True)
class Inspector:
    """By what the facts are told: the judge, the days on which files came, the ids of the holds that nobody decided."""

    judge: Judge
    days: Mapping[FileKey, date]
    waiting: frozenset[str]

    def facts(self, records: Sequence[FigureRecord], deliveries: Iterable[Delivery]) -> list[Fact]:
        """Every fact about the figures of one sender, and what was refused of its returns and names none of them."""
        before = {(code_key(each.asked.indicator.code), each.asked.period): each for each in records}
        found = [fact for record in records for fact in self._of(record, before)]
        beside = [_of_refusal(each, delivery) for delivery in deliveries for each in unplaced(delivery, records)]
        return [*found, *beside, *self._explained(records)]

    def _of(self, record: FigureRecord, before: Mapping[tuple[str, Period], FigureRecord]) -> Iterator[Fact]:
        asked, due = record.asked, record.expected.due
        earlier = before.get((code_key(asked.indicator.code), asked.period.previous()))
        if record.came and record.stated:
            if not any(each.observation_id in self.waiting for each in record.stated):
                yield Fact(Dimension.ACCURACY, due, inaccurate(record, self.days, self.waiting))
            yield Fact(Dimension.RELIABILITY, due, unreliable(record, earlier, self.days, self.judge.today))
        if record.stated or refused(record):
            yield Fact(Dimension.VALIDITY, due, invalid(record))
        yield Fact(Dimension.TIMELINESS, due, late(record, self.judge.today))
        yield Fact(Dimension.RELEVANCE, due, self._unused(record))
        yield Fact(Dimension.COMPLETENESS, due, owed(record))

    def _unused(self, record: FigureRecord) -> Lapse | None:
        """Why nobody uses a figure: no report prints it, or it has no target."""
        indicator, period = record.asked
        if is_national(indicator):
            return None
        if not reports_with(indicator, self.judge.register.latest):
            return Lapse(Flaw.NO_REPORT, indicator.code, period.label, "No report of the register prints it")
        if can_have_target(indicator) and not self.judge.register.target(indicator, period):
            return Lapse(Flaw.NO_TARGET, indicator.code, period.label, "It has no target, so no light")
        return None

    def _explained(self, records: Iterable[FigureRecord]) -> Iterator[Fact]:
        """A fact for each commentary that was required on a figure of a quarter, or of the year of an annual one."""
        for record in records:
            indicator, period = record.asked
            whole = period.within(Length.QUARTER) if period.months < Length.YEAR else period
            if whole.end == period.end and release_day(whole) >= first_day(self.judge) and record.came:
                row = self.judge.row(indicator, whole)
                if row.status.needs_commentary:
                    lapse = unexplained(row) if row.commentary_awaited else None
                    yield Fact(Dimension.COMPLETENESS, record.expected.due, lapse)


def _of_refusal(found: Found, delivery: Delivery) -> Fact:
    is_look = found.finding.rule == DRIFT
    dimension, flaw = (Dimension.RELIABILITY, Flaw.DRIFTED) if is_look else (Dimension.VALIDITY, Flaw.REFUSED)
    return Fact(dimension, delivery.expected.due, lapse_of(found, flaw, _period_of(found, delivery)))


def _period_of(found: Found, delivery: Delivery) -> Period | None:
    """The period that a finding names, if it names one."""
    with suppress(UnreadablePeriod):
        return named_period(found.finding.period, delivery.expected.periods[0].year_start)
    return None
