"""The record of each figure that was asked for: what was stated of it, in which files, and what was found on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.code import code_key
from transforms.expected import Asked, Expected
from transforms.finding import Finding
from transforms.observation import Observation
from transforms.period import Length, Period
from transforms.receipt import Receipt
from transforms.timeliness import Delivery


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and the file on which it was made."""

    receipt: Receipt
    finding: Finding


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """One figure that was asked for. `came` is the day it first came, `None` while it is owed.

    `stated` are the statements on its period and on parts of it, or, where there are none, on a longer one, in the order in
    which they were made; `found` is what was found on them, and on what was not taken.
    """

    asked: Asked
    expected: Expected
    came: date | None
    stated: Sequence[Observation]
    found: Sequence[Found]

    def each_period(self) -> Iterator[list[Observation]]:
        """What was stated of each period, the earliest first."""
        of_period: dict[Period, list[Observation]] = defaultdict(list)
        for observation in self.stated:
            of_period[observation.said.period].append(observation)
        yield from (of_period[period] for period in sorted(of_period, key=lambda period: (period.start, period.months)))


def figure_records(
    deliveries: Iterable[Delivery], receipts: Iterable[Receipt], observations: Iterable[Observation]
) -> list[FigureRecord]:
    """The record of each figure of some returns, in the order of the returns."""
    spoken = _Spoken(receipts, observations)
    return [_record(asked, delivery, spoken) for delivery in deliveries for asked in delivery.expected.asked]


def unplaced(delivery: Delivery, records: Iterable[FigureRecord]) -> list[Found]:
    """What was not taken of a return and names no figure of it: an unknown code, a whole sheet, a whole file.

    `records` are those of its sender.
    """
    known = {(found.receipt.key, found.finding) for record in records for found in record.found}
    places = [Found(receipt, finding) for receipt in delivery.files for finding in receipt.refused]
    own = set(delivery.refused)
    return [each for each in places if each.finding in own and (each.receipt.key, each.finding) not in known]


class _Spoken:
    """What was stated, and what was found, by sender and code."""

    def __init__(self, receipts: Iterable[Receipt], observations: Iterable[Observation]) -> None:
        self.stated: Mapping[tuple[str, str], list[Observation]] = defaultdict(list)
        self.found: Mapping[tuple[str, str, str], list[Found]] = defaultdict(list)
        for observation in observations:
            if observation.said.says_figure:
                self.stated[observation.sender, code_key(observation.code)].append(observation)
        for receipt in receipts:
            for finding in receipt.findings:
                of = receipt.sender, code_key(finding.code), finding.period
                self.found[of].append(Found(receipt, finding))


def _record(asked: Asked, delivery: Delivery, spoken: _Spoken) -> FigureRecord:
    period, of = asked.period, (delivery.expected.sender, code_key(asked.indicator.code))
    said = spoken.stated.get(of, [])
    own = [each for each in said if period.contains(each.said.period)]
    longer = [each for each in said if each.said.period.contains(period)]
    found = [each for name in _names(period) for each in spoken.found.get((*of, name), [])]
    return FigureRecord(asked, delivery.expected, delivery.arrived.get(asked), own or longer, found)


def _names(period: Period) -> list[str]:
    """By which findings name a period or a part of it."""
    parts = (part for length in Length if length < period.months for part in period.parts(length))
    return [str(period), *map(str, parts)]
