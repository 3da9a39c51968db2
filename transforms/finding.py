"""A finding: what is wrong, in which cell, and what to do; and the verdict on a whole return."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

ON_COMMENTARY = "commentary-"
"""How the rules on commentaries are named."""


class Severity(StrEnum):
    """What follows: an error is refused, a hold waits for a person, a warning is only said."""

    ERROR = "error"
    HOLD = "hold"
    WARNING = "warning"


class Verdict(StrEnum):
    """What became of a return."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    HELD = "held"
    REFUSED = "refused"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing said of one cell, in words for the person who typed it."""

    severity: Severity
    rule: str
    message: str
    remedy: str
    sheet: str = ""
    cell: str = ""
    code: str = ""
    period: str = ""

    @property
    def stops(self) -> bool:
        """Whether the figure does not count for it, yet or ever."""
        return self.severity != Severity.WARNING

    @property
    def is_on_commentary(self) -> bool:
        """Whether it speaks of the words beside a figure, and not of the figure."""
        return self.rule.startswith(ON_COMMENTARY)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many figures of a return were taken, held, refused, or known already."""

    accepted: int = 0
    held: int = 0
    refused: int = 0
    unchanged: int = 0


def verdict_of(counts: Counts, findings: Iterable[Finding], listed: int = 0) -> Verdict:
    """The verdict: partly where some rows went back and others did not, of which some may be `listed` and no figures."""
    taken = counts.accepted + counts.held + counts.unchanged + listed
    if any(finding.severity == Severity.ERROR for finding in findings):
        return Verdict.PARTLY if taken else Verdict.REFUSED
    if counts.held:
        return Verdict.HELD
    return Verdict.ACCEPTED
