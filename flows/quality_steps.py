"""The steps by which data quality is told, from what was known at an instant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.timeliness_steps import Record, make_record
from infra.wiring import House
from reports.quality_page import Told, all_page, sender_page
from transforms.data_quality import Fact, Quality, in_order
from transforms.figure_record import FigureRecord, figure_records
from transforms.league import Row
from transforms.observation import open_holds
from transforms.quality_facts import Inspector
from transforms.receipt import days_of
from transforms.timeliness import Delivery

NAME = "data-quality"
"""How the files of the pages are called."""


@dataclass(frozen=True)
class QualityRecord:
    """The data quality of all senders, and of each, in the order of its table, as at an instant."""

    record: Record
    all: Quality
    senders: Sequence[Quality]

    def of(self, sender: str) -> Quality:
        """That of one sender; without facts where nothing was asked of it. Raises `UnknownItem`."""
        row = self.record.row(sender)
        found = next((each for each in self.senders if each.sender == row.sender), None)
        return found or Quality(row.sender, self.record.stretch, [])


def make_quality(house: House, as_at: datetime | None) -> QualityRecord:
    """The data quality of the last twelve months as at an instant, by default now."""
    record = make_record(house, "", as_at)
    known = record.known
    waiting = frozenset(hold.observation_id for hold in open_holds(known.observations))
    inspector = Inspector(known.judge, days_of(record.receipts, known.council), waiting)
    records = _by_sender(record)
    of_each = [
        Quality(row.sender, record.stretch, inspector.facts(records[row.sender.sender], _both_years(row)))
        for row in record.rows
    ]
    together: list[Fact] = [fact for quality in of_each for fact in quality.facts]
    return QualityRecord(record, Quality(None, record.stretch, together), in_order(of_each))


def _by_sender(record: Record) -> Mapping[str, list[FigureRecord]]:
    """The figures of both years by who was to send them."""
    found: dict[str, list[FigureRecord]] = defaultdict(list)
    deliveries = [each for row in record.rows for each in _both_years(row)]
    for each in figure_records(deliveries, record.receipts, record.known.observations):
        found[each.expected.sender].append(each)
    return found


def _both_years(row: Row) -> list[Delivery]:
    return [*row.before.deliveries, *row.tally.deliveries]


def quality_pages(quality: QualityRecord, sender: str = "") -> Mapping[str, bytes]:
    """The page of one sender, or that of all and each one's, by the names of their files. Raises `UnknownItem`."""
    known = quality.record.known
    told = Told(known.council, quality.record.stretch, known.instant, NAME)
    if sender:
        return {told.page_of(sender): sender_page(told, quality.of(sender))}
    pages = {told.page_of(each.sender.sender): sender_page(told, each) for each in quality.senders if each.sender}
    return {f"{NAME}.html": all_page(told, quality.all, quality.senders), **pages}
