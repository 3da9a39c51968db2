"""The register over time: what stood when a period was reported, so that last year stays last year.

A period is judged by the register that stood when it was reported, that is by the last one applied by
the end of the month after the period. What that register did not state may be stated later; what it
did state stands, whatever is applied afterwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from transforms.code import code_key
from transforms.feed import Feed
from transforms.indicator import Indicator
from transforms.period import Period
from transforms.register import Register, Sender
from transforms.target import Target


@dataclass(frozen=True, slots=True)
class Applied:
    """A register and the day, by the council's clock, from which it was the council's."""

    since: date
    register: Register


@dataclass(frozen=True)
class RegisterHistory:
    """Every register applied so far, in order of time."""

    versions: Sequence[Applied]

    @property
    def latest(self) -> Register:
        """The register as it stands; an empty one where none was ever applied."""
        return self.versions[-1].register if self.versions else Register({}, {}, {}, {})

    def indicator(self, code: str, period: Period) -> Indicator | None:
        """What stood for a code when the period was reported."""
        found = (version.register.indicator(code, period) for version in self._in_order(period))
        return next((row for row in found if row), None)

    def target(self, indicator: Indicator, period: Period) -> Target | None:
        """The target that stood for a period when it was reported."""
        found = (version.register.target(indicator, period) for version in self._in_order(period))
        return next((target for target in found if target), None)

    def sender(self, sender: str, period: Period) -> Sender | None:
        """What stood of a sender when the period was reported."""
        found = (version.register.senders.get(sender) for version in self._in_order(period))
        return next((row for row in found if row), None)

    def feeds(self, sender: str, period: Period) -> list[Feed]:
        """The feeds of a sender that stood when the period was reported; where none did, the first that were registered."""
        found = (version.register.feeds.values() for version in self._in_order(period))
        of_sender = ([feed for feed in feeds if feed.sender == sender] for feeds in found)
        return next((feeds for feeds in of_sender if feeds), [])

    def standing(self, period: Period) -> list[Indicator]:
        """The indicators of a period in the order of the register, those registered later at the end."""
        seen: dict[str, Indicator] = {}
        for version in self._in_order(period):
            for row in version.register.standing(period):
                seen.setdefault(code_key(row.code), row)
        return list(seen.values())

    def declared_since(self, report: str) -> date | None:
        """The day from which a report was declared without a break until now; `None` where it is not."""
        since = None
        for version in reversed(self.versions):
            if report not in version.register.reports:
                break
            since = version.since
        return since

    def _in_order(self, period: Period) -> Sequence[Applied]:
        """The version that stood for the period, and then each later one."""
        closing = closes(period)
        standing = bisect_right(self.versions, closing, key=lambda version: version.since)
        return self.versions[max(0, standing - 1) :]


def closes(period: Period) -> date:
    """The day after which no setting changes how the period is judged: the end of the next month."""
    return period.last_month.shifted(1).end
