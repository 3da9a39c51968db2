"""A micro-batch on its way: files that are read, checked and recorded together.

A plain class and not a collection, so that Prefect hands it from task to task without looking inside: it walks through
whatever is given to a task or handed back by a run, and through rows that takes longer than taking them in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from infra.inbox import Arrival
from transforms.finding import Finding
from transforms.history import FigurePoint
from transforms.observation import Stated
from transforms.period import Period
from transforms.read_batch import ReadBatch
from transforms.register import Register
from transforms.register_history import RegisterHistory
from transforms.settle import Outcome, SentFile

MICRO_BATCH = 500
"""Files read and checked together: Great Expectations costs the same for one as for all of these."""


BATCH_BYTES = 100_000_000
"""Bytes held at once: a batch is closed when it has as many, so that five hundred large files are no flood."""


class MicroBatch:
    """What is known of the files so far; each step adds its part. Lists are in the order of `file_id`.

    `figures` and `commentaries` are those known of the indicators that the batch has commentaries on, and `registers` what
    they are judged by.
    `looked_at` counts the arrivals that were considered for it, of those it was offered; `entry` names that of the lake
    by which it is made known.
    """

    def __init__(self) -> None:
        self.looked_at = 0
        self.arrivals: list[Arrival] = []
        self.files: list[SentFile] = []
        self.contents: list[bytes] = []
        self.register = Register({}, {}, {}, {})
        self.register_entry = ""
        self.fresh: list[SentFile] = []
        self.read = ReadBatch()
        self.past: list[FigurePoint] = []
        self.registers = RegisterHistory([])
        self.figures: Mapping[str, Mapping[Period, Stated]] = {}
        self.commentaries: Mapping[str, Mapping[Period, str]] = {}
        self.findings: Mapping[int, Sequence[Finding]] = {}
        self.faults: dict[int, Exception] = {}
        self.outcomes: list[Outcome] = []
        self.entry = ""

    def add(self, arrival: Arrival, content: bytes, sha256: str) -> None:
        """One more file, its bytes known by their checksum."""
        sent = SentFile(len(self.files), arrival.sender, arrival.file, sha256, len(content), arrival.arrived_at)
        self.arrivals.append(arrival)
        self.files.append(sent)
        self.contents.append(content)

    @property
    def is_full(self) -> bool:
        """Whether it holds as many bytes as a batch may."""
        return sum(file.size for file in self.files) >= BATCH_BYTES

    @property
    def sound(self) -> list[SentFile]:
        """The files with which nothing went wrong on our side."""
        return [file for file in self.files if file.file_id not in self.faults]


class TakenIn:
    """What became of each file; and of those that met a fault of ours and stay in the inbox, the error.

    A plain class too. The rows taken are not in it: they stand in the lake, and here they would only take memory.
    """

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.faults: list[tuple[SentFile, Exception]] = []

    def add(self, batch: MicroBatch, outcomes: Iterable[Outcome]) -> None:
        """What became of one more batch."""
        self.outcomes += [replace(outcome, taken=()) for outcome in outcomes]
        self.faults += [(batch.files[file_id], error) for file_id, error in batch.faults.items()]
