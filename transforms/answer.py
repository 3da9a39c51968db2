"""The answer to a return: what became of it, what its sender is to mend, cell by cell, and what was taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from transforms.finding import Counts, Finding, Severity, Verdict
from transforms.words import joined, many, upper_first
from transforms.workbook import place_of


@dataclass(frozen=True, slots=True)
class TakenFigure:
    """A figure that was taken, as a report prints it, with the cell it stood in; `waits` for a checker, or counts."""

    code: str
    name: str
    period: str
    figure: str
    sheet: str
    cell: str
    waits: bool = False


class TakenRows(NamedTuple):
    """How many rows were taken of what a file lists beside its figures."""

    actions: int = 0
    referrals: int = 0
    comparisons: int = 0

    @property
    def words(self) -> Sequence[str]:
        """What was taken, as a sentence says it."""
        steps = [many(self.actions, "action")] if self.actions else []
        steps += [many(self.referrals, "referral")] if self.referrals else []
        said = [f"{joined(steps)} {_was(self.actions + self.referrals)} taken"] if steps else []
        if self.comparisons:
            said.append(f"{many(self.comparisons, 'figure')} of other councils {_was(self.comparisons)} taken")
        return said


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to the sender of one file. `return_id` is the same however often the answer is made."""

    return_id: str
    sender: str
    address: str
    file: str
    sha256: str
    verdict: Verdict
    counts: Counts
    findings: Sequence[Finding] = ()
    taken: Sequence[TakenFigure] = field(default_factory=tuple)
    listed: TakenRows = field(default_factory=TakenRows)

    @property
    def subject(self) -> str:
        """The line by which a busy person knows whether to open it."""
        mend = len(self.to_mend)
        what = {
            Verdict.ACCEPTED: "Taken",
            Verdict.HELD: f"Taken, {many(self.counts.held, 'figure')} being checked",
            Verdict.PARTLY: f"Taken in part, {many(mend, 'thing')} to mend",
            Verdict.REFUSED: f"Sent back, {many(mend, 'thing')} to mend",
            Verdict.DUPLICATE: "Already here",
        }[self.verdict]
        return f"{what}: {self.file}"

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        if self.verdict == Verdict.DUPLICATE:
            return "This is the same file that came before, so nothing has changed."
        told = [
            f"{many(self.counts.accepted, 'figure')} {_was(self.counts.accepted)} taken"
            if self.counts.accepted
            else "",
            f"{self.counts.unchanged} came before and {_is(self.counts.unchanged)} unchanged"
            if self.counts.unchanged
            else "",
            f"{self.counts.held} {'waits' if self.counts.held == 1 else 'wait'} for a check by the Policy Team"
            if self.counts.held
            else "",
            f"{self.counts.refused} {_was(self.counts.refused)} sent back to you" if self.counts.refused else "",
            *self.listed.words,
        ]
        said = [part for part in told if part]
        return f"{upper_first(joined(said))}." if said else self._without_figures

    @property
    def _without_figures(self) -> str:
        if self.verdict == Verdict.REFUSED:
            return "Nothing could be taken from this file."
        return "What you wrote was taken; there were no figures in it."

    @property
    def to_mend(self) -> Sequence[Finding]:
        """What must be mended before it counts."""
        return [finding for finding in self.findings if finding.severity == Severity.ERROR]

    @property
    def being_checked(self) -> Sequence[Finding]:
        """What waits for a checker; the sender need do nothing unless it is wrong."""
        return [finding for finding in self.findings if finding.severity == Severity.HOLD]

    @property
    def assumed(self) -> Sequence[Finding]:
        """What was taken with an assumption, which the sender may put right."""
        return [finding for finding in self._warnings if not finding.is_on_commentary]

    @property
    def to_explain(self) -> Sequence[Finding]:
        """What readers will miss in the commentaries, which were taken as they are."""
        return [finding for finding in self._warnings if finding.is_on_commentary]

    @property
    def _warnings(self) -> Sequence[Finding]:
        return [finding for finding in self.findings if finding.severity == Severity.WARNING]


def by_sheet(findings: Sequence[Finding]) -> Mapping[str, Sequence[Finding]]:
    """Findings by sheet, sheets in the order in which they are first named, and in each by row and column."""
    sheets: dict[str, list[Finding]] = {}
    for finding in findings:
        sheets.setdefault(finding.sheet, []).append(finding)
    return {sheet: sorted(found, key=_place) for sheet, found in sheets.items()}


def _place(finding: Finding) -> tuple[int, int]:
    """By which findings are ordered: by row, and within it by column; what names no cell comes first."""
    return place_of(finding.cell) or (-1, -1)


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
