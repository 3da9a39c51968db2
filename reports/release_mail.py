"""Mail to the recipients of reports: what went out, what it says first, and what changed where it went out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import letters
from transforms.words import many


@dataclass(frozen=True, slots=True)
class Released:
    """A report that went out: its first sentences, what changed since the version before, and where it is read."""

    title: str
    period: str
    version: int
    sentences: Sequence[str]
    changed: Sequence[str]
    link: str

    @property
    def when(self) -> str:
        """Its period, where the title does not name it, and its version where it is not the first."""
        period = "" if self.period in self.title else self.period
        return ", ".join(filter(None, [period, f"version {self.version}" if self.is_again else ""]))

    @property
    def is_again(self) -> bool:
        """Whether a version went out before."""
        return self.version > 1


class ReleaseMail:
    """One mail on all reports that reach a person at once."""

    def __init__(self, released: Sequence[Released], council: str) -> None:
        self._released, self._council = released, council

    @property
    def subject(self) -> str:
        """The line by which a busy person knows whether to open it."""
        first = self._released[0]
        if len(self._released) == 1:
            return f"{first.title}: issued again, version {first.version}" if first.is_again else first.title
        again = sum(each.is_again for each in self._released)
        told = f", {again} of them issued again" if again else ""
        return f"{many(len(self._released), 'report')}{told}: {first.title}, and more"

    def as_text(self) -> str:
        """The mail as plain text."""
        return letters.as_text("release.txt.j2", **self._facts())

    def as_page(self) -> str:
        """The mail as a page."""
        return letters.as_page("release.html.j2", **self._facts())

    def _facts(self) -> dict[str, object]:
        return {"released": self._released, "subject": self.subject, "council": self._council}
