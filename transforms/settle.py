"""Settles what becomes of each row of each file: taken, held, refused, or known already."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from transforms.code import code_key
from transforms.finding import Counts, Finding, Severity, Verdict, verdict_of
from transforms.observation import Key, Said, State, Stated
from transforms.period import Period
from transforms.settle_lists import Listed, ListKey, Lists
from transforms.stated_row import StatedRow


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent, its bytes known by their SHA-256; `file_id` numbers it in its batch."""

    file_id: int
    sender: str
    file: str
    sha256: str
    size: int
    arrived_at: datetime


class Seen(NamedTuple):
    """What became of the same bytes before, under which register, and how often they came.

    `stated` are the figures taken from them and not sent back, `sent_back` whether a checker returned any, `listed` what
    was taken of their lists.
    """

    verdict: Verdict
    register_entry: str
    times: int
    stated: frozenset[Key] = frozenset()
    sent_back: bool = False
    listed: frozenset[ListKey] = frozenset()


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that goes into the lake, at once or to wait; `position` orders the rows of a batch."""

    observation_id: str
    position: int
    row: StatedRow
    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the rows taken, the periods of which they state something new, and what was taken of
    its lists.
    """

    return_id: str
    file: SentFile
    verdict: Verdict
    counts: Counts = field(default_factory=Counts)
    findings: Sequence[tuple[str, Finding]] = ()
    taken: Sequence[Taken] = ()
    periods: frozenset[Period] = frozenset()
    listed: Listed = field(default_factory=Listed)


@dataclass
class Settling:
    """Files read and checked together, and what they are settled against.

    `unreadable` holds the findings on files and sheets that could not be read, `findings` those on each row by
    its place in `rows`, `said` the last statement on each figure, `seen` the bytes that came before, `lists` what the
    files list beside their figures.
    """

    rows: Sequence[StatedRow]
    unreadable: Mapping[int, Sequence[Finding]]
    findings: Mapping[int, Sequence[Finding]]
    register_entry: str
    said: dict[Key, Said] = field(default_factory=dict)
    seen: dict[tuple[str, str], Seen] = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)

    def outcomes(self, files: Sequence[SentFile]) -> list[Outcome]:
        """The outcome of each file, in order: a later file is settled against the earlier ones."""
        by_file: dict[int, list[int]] = defaultdict(list)
        for position, row in enumerate(self.rows):
            by_file[row.source.file_id].append(position)
        return [self._settle_file(file, by_file[file.file_id]) for file in files]

    def _settle_file(self, file: SentFile, positions: Sequence[int]) -> Outcome:
        before = self.seen.get((file.sender, file.sha256))
        return_id = _digest(file.sender, file.sha256, str(before.times if before else 0))
        if before and is_duplicate(before, self.register_entry):
            return Outcome(return_id, file, Verdict.DUPLICATE)
        earlier = before or Seen(Verdict.REFUSED, "", 0)
        listed = self.lists.of_file(file.file_id, earlier.listed)
        outcome = self._read_outcome(return_id, file, positions, earlier.stated, listed)
        stated = earlier.stated | {_key(taken.row) for taken in outcome.taken}
        keys = earlier.listed | listed.keys
        seen = Seen(outcome.verdict, self.register_entry, earlier.times + 1, stated, listed=keys)
        self.seen[file.sender, file.sha256] = seen
        return outcome

    def _read_outcome(
        self, return_id: str, file: SentFile, positions: Sequence[int], taken_before: frozenset[Key], listed: Listed
    ) -> Outcome:
        """What was taken from the same bytes before is not taken again: a correction may have come between."""
        findings = [("", finding) for finding in self.unreadable.get(file.file_id, ())]
        taken, counts = [], defaultdict[str, int](int)
        for position in positions:
            said = self.findings.get(position, ())
            again = self.rows[position].period is not None and _key(self.rows[position]) in taken_before
            kept, kind = (None, "unchanged") if again else self._settle_row(return_id, position, said)
            counts[kind] += 1
            told = [finding for finding in said if kind != "unchanged" or finding.severity != Severity.HOLD]
            findings += [(kept.observation_id if kept else "", finding) for finding in told]
            taken += [kept] if kept else []
        counts.pop("silent", None)
        settled = Counts(**counts)
        periods = frozenset(each.row.period for each in taken if each.row.period)
        verdict = verdict_of(settled, [finding for _, finding in findings], listed.rows)
        return Outcome(return_id, file, verdict, settled, findings, taken, periods, listed)

    def _settle_row(self, return_id: str, position: int, findings: Sequence[Finding]) -> tuple[Taken | None, str]:
        row = self.rows[position]
        if any(finding.severity == Severity.ERROR for finding in findings):
            return None, "refused"
        if row.period is None or (row.is_blank and not row.commentary):
            return None, "silent"
        key, stated = _key(row), stated_by(row)
        before = self.said.get(key, Said())
        if not before.adds(stated, row.commentary):
            return None, _nothing_new(row, before)
        is_known = before.stated is not None and before.stated.same_figure(stated) and not before.waits
        hold = next((f for f in findings if f.severity == Severity.HOLD and not is_known), None)
        state = State.HELD if hold else State.ACCEPTED
        self.said[key] = before.and_then(stated, row.commentary, waits=state == State.HELD)
        identity = _digest(return_id, row.sheet, str(row.row), row.code, str(row.period))
        taken = Taken(identity, position, row, state, hold.message if hold else "")
        return taken, "silent" if row.is_blank else state.value


def _key(row: StatedRow) -> Key:
    """Of what figure a row speaks. Raises `ValueError` for a row without a period."""
    return code_key(row.code), stated_by(row).period


def _nothing_new(row: StatedRow, before: Said) -> str:
    """How a row that adds nothing is counted: a figure sent again while it waits still waits."""
    if row.is_blank:
        return "silent"
    return "held" if before.waits else "unchanged"


def is_duplicate(before: Seen, register_entry: str) -> bool:
    """Whether the same bytes change nothing: all was taken before, or the register is still the same.

    What a checker sent back may be sent again as it was: its sender says that it is right.
    """
    if before.sent_back:
        return False
    return before.verdict not in {Verdict.PARTLY, Verdict.REFUSED} or before.register_entry == register_entry


def stated_by(row: StatedRow) -> Stated:
    """What a row states. Raises `ValueError` for a row without a period."""
    if row.period is None:
        raise ValueError(f"row {row.row} has no period")
    return Stated(row.period, row.value, row.numerator, row.denominator, row.gap, row.provisional, row.revised)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
