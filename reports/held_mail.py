"""Mail about held figures: to the Policy Team what waits for it, and to a sender what was sent back and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import letters
from reports.drawn_series import bars
from reports.held_figure import HeldFigure
from transforms.words import many

TEXT_BAR, PAGE_BAR = 30, 100
"""The longest bar: in signs of a text, and in hundredths of a page's column."""

LISTED = 20
"""Figures told in full; of the rest their number is said, and the desk lists them."""


@dataclass(frozen=True, slots=True)
class SentBack:
    """A figure that a checker sent back."""

    held: HeldFigure
    by: str
    reason: str

    @property
    def subject(self) -> str:
        """The line by which a busy person knows whether to open it."""
        return f"Sent back: {self.held.code}, {self.held.figure.period}, in {self.held.file}"


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


def sent_back_text(sent_back: SentBack, council: str) -> str:
    """What is said to the sender of a figure that was sent back, as plain text."""
    return letters.as_text("sent_back.txt.j2", back=sent_back, held=sent_back.held, council=council)


def sent_back_page(sent_back: SentBack, council: str) -> str:
    """What is said to the sender of a figure that was sent back, as a page."""
    return letters.as_page("sent_back.html.j2", back=sent_back, held=sent_back.held, council=council)
