"""Mail to the Policy Team about feeds: whom to ask for what is late, and what to mend where one cannot be had."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from reports import letters
from transforms.feed_calendar import Late
from transforms.words import long_date, many


class FeedNews:
    """What is to be told of feeds: those that are late, and why others cannot be had, each in words."""

    def __init__(self, late: Sequence[Late], refused: Sequence[str], council: str) -> None:
        self._late, self._refused, self._council = late, refused, council

    @property
    def subject(self) -> str:
        """The line by which a busy person knows whether to open it."""
        told = [f"{each.feed.feed} for {each.period.label} is late" for each in self._late]
        told += [each.partition(":")[0] + " cannot be had" for each in self._refused]
        return told[0] if len(told) == 1 else f"{many(len(told), 'feed')} to look after: {told[0]}, and more"

    def as_text(self) -> str:
        """The mail as plain text."""
        return letters.as_text("feeds.txt.j2", **self._facts())

    def as_page(self) -> str:
        """The mail as a page."""
        return letters.as_page("feeds.html.j2", **self._facts())

    def _facts(self) -> dict[str, object]:
        return {
            "late": [(each, long_date(each.expected), _letter_to(each)) for each in self._late],
            "refused": self._refused,
            "subject": self.subject,
            "council": self._council,
        }


def _letter_to(late: Late) -> str:
    """The address of a new mail to whom it is to be asked of, its subject written already."""
    subject = f"{late.feed.feed}: figures for {late.period.label}"
    return (
        f"mailto:{quote(late.feed.contact_email, safe='@')}?subject={quote(subject)}" if late.feed.contact_email else ""
    )
