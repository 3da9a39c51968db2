"""A receipt: one file of a sender as it was taken in, and the day on which it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from transforms.council import Council
from transforms.finding import Finding, Severity
from transforms.observation import Observation

FileKey = tuple[str, str, datetime]
"""By what statements know the file they stood in: its sender, its SHA-256, and when it was recorded."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file as it was taken in: since when it lay there by its own time, when it was recorded, what was found on it.

    `unchanged` of its figures were known before; it was read by the register of `register_entry`.
    """

    sender: str
    file: str
    sha256: str
    arrived_at: datetime
    recorded_at: datetime
    findings: Sequence[Finding] = ()
    unchanged: int = 0
    register_entry: str = ""

    @property
    def key(self) -> FileKey:
        """What its statements have of it."""
        return self.sender, self.sha256, self.recorded_at

    @property
    def refused(self) -> list[Finding]:
        """What was not taken."""
        return [finding for finding in self.findings if finding.severity == Severity.ERROR]


def key_of(observation: Observation) -> FileKey:
    """The key of the file in which a statement stood."""
    return observation.sender, observation.sha256, observation.recorded_at


def days_of(receipts: Iterable[Receipt], council: Council) -> Mapping[FileKey, date]:
    """The day on which each file came, by the council's clock: that of the file, as far as the record bears it out.

    Nobody is late because nobody here looked: a file recorded on Monday that has lain there since Friday came on
    Friday. But a file's own time can be older than its coming, as a copy keeps the time of what was copied. So it is
    believed no further back than the last day before on which the inbox was emptied, when it would have been taken in.
    """
    receipts = list(receipts)
    emptied = sorted({council.day_of(receipt.recorded_at) for receipt in receipts})
    before = dict(zip(emptied[1:], emptied, strict=False))
    return {receipt.key: _day_of(receipt, council, before) for receipt in receipts}


def _day_of(receipt: Receipt, council: Council, before: Mapping[date, date]) -> date:
    recorded = council.day_of(receipt.recorded_at)
    own = council.day_of(receipt.arrived_at)
    return min(recorded, max(own, before.get(recorded, own)))
