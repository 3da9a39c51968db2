"""The steps by which the record of timeliness is put together, from what was known at an instant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows.knowing import Known, judged_by
from infra.warehouse.post import reminded_since
from infra.warehouse.receipts import receipts_of
from infra.wiring import House
from reports.timeliness_page import Told, league_page, sender_page
from transforms.expected import expected_of
from transforms.issue import Issue
from transforms.league import Row, Stretch, Tally, league
from transforms.period import Length
from transforms.read_period import named_period
from transforms.receipt import Receipt
from transforms.reminded import Reminded
from transforms.shortcoming import reminders_needed, went_without
from transforms.timeliness import Delivery, deliveries

NAME = "timeliness"
"""How the files of the record are called."""


@dataclass(frozen=True)
class Record:
    """The record of a stretch of time as at an instant: every return in it, the table of senders, the reports and
    the reminders that went out; and every file that came, whenever.
    """

    known: Known
    stretch: Stretch
    deliveries: Sequence[Delivery]
    rows: Sequence[Row]
    issues: Sequence[Issue]
    reminded: Sequence[Reminded]
    receipts: Sequence[Receipt]

    def row(self, sender: str) -> Row:
        """The row of one sender. Raises `UnknownItem` where it has none."""
        registered = self.known.judge.register.latest.registered(sender)
        row = next((row for row in self.rows if row.sender == registered), None)
        return row or Row(registered, None, Tally(()), Tally(()))


def make_record(house: House, named: str, as_at: datetime | None) -> Record:
    """The record of the last twelve months, or of a period as a person names it, as at an instant, by default now.

    Raises `UsageError`.
    """
    with house.knowledge(as_at) as knowledge:
        council = knowledge.council
        period = named_period(named, council.year_start) if named else None
        stretch = replace(Stretch.year_to(council.day_of(knowledge.instant)), period=period)
        months = stretch.months(council.year_start)
        first = months[0].within(Length.YEAR).start
        known = judged_by(knowledge, knowledge.observations(first=first))
        receipts, issues = receipts_of(knowledge), knowledge.issues()
        reminded = reminded_since(knowledge.connection, first, knowledge.as_at)
    expected = expected_of(known.judge, months)
    told = deliveries(known.judge, council, expected, receipts, known.observations)
    rows = league(known.judge.register.latest, told, stretch)
    return Record(known, stretch, [each for each in told if stretch.holds(each)], rows, issues, reminded, receipts)


def missed_by(record: Record, row: Row) -> list[Issue]:
    """The reports that went out without figures of a sender that were due."""
    return went_without(row.tally.deliveries, record.issues, record.known.council)


def reminders_for(record: Record, row: Row) -> int:
    """How many mails went out about a sender's returns after the day they were due."""
    return reminders_needed(row.tally.deliveries, record.reminded)


def page_of(record: Record, row: Row | None) -> Mapping[str, bytes]:
    """The page of one sender, or of all where none is asked about, by the name of its file."""
    told = Told(record.known.council, record.stretch, record.known.instant)
    if row is None:
        return {f"{NAME}.html": league_page(told, record.rows, record.deliveries)}
    page = sender_page(told, row, missed_by(record, row), reminders_for(record, row))
    return {f"{NAME}-{row.sender.sender}.html": page}
