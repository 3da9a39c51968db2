"""Mail about held figures: to the Policy Team what waits for it, and to a sender what was decided and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import letters
from reports.drawn_series import bars
from reports.held_figure import HeldFigure
from transforms.observation import Decided
from transforms.words import many

TEXT_BAR, PAGE_BAR = 30, 100
"""The longest bar: in signs of a text, and in hundredths of a page's column."""

LISTED = 20
"""Figures told in full; of the rest their number is said, and the desk lists them."""


@dataclass(frozen=True, slots=True)
class DecidedFigure:
    """A figure on which a checker decided: whether it counts now, or its sender gets it back."""

    held: HeldFigure
    decision: Decided
    by: str
    reason: str

    @property
    def words(self) -> str:
        """What became of it, in two words."""
        return "Sent back" if self.decision == Decided.RETURNED else "Released"

    @property
    def subject(self) -> str:
        """The line by which a busy person knows whether to open it."""
        return f"{self.words}: {self.held.code}, {self.held.figure.period}, in {self.held.file}"


class Alert:
    """What waits for the Policy Team: each held figure with the page on which it is decided."""

    def __init__(self, waiting: Sequence[tuple[HeldFigure, str]], council: str) -> None:
        self._waiting, self._council = waiting, council

    @property
    def subject(self) -> str:
        """The line by which a busy person knows whether to open it."""
        first = self._waiting[0][0]
        if len(self._waiting) == 1:
            return f"To decide: {first.code}, {first.figure.period}, is {first.figure.text}"
        return f"To decide: {many(len(self._waiting), 'figure')} look odd"

    def as_text(self) -> str:
        """The alert as plain text."""
        return letters.as_text("alert.txt.j2", **self._facts(TEXT_BAR))

    def as_page(self) -> str:
        """The alert as a page."""
        return letters.as_page("alert.html.j2", **self._facts(PAGE_BAR))

    def _facts(self, longest: int) -> dict[str, object]:
        told = self._waiting[:LISTED]
        drawn = [(held, desk, list(zip(held.series, bars(held.series, longest), strict=True))) for held, desk in told]
        return {"waiting": drawn, "number": len(self._waiting), "subject": self.subject, "council": self._council}


def decided_text(decided: DecidedFigure, council: str) -> str:
    """What is said to the sender of a figure on which was decided, as plain text."""
    return letters.as_text("decided.txt.j2", **_decided_facts(decided, council))


def decided_page(decided: DecidedFigure, council: str) -> str:
    """What is said to the sender of a figure on which was decided, as a page."""
    return letters.as_page("decided.html.j2", **_decided_facts(decided, council))


def _decided_facts(decided: DecidedFigure, council: str) -> dict[str, object]:
    counts = decided.decision == Decided.RELEASED
    return {"decided": decided, "held": decided.held, "counts": counts, "council": council}
