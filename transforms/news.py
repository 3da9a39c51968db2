"""News: what became known of figures since reports went out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property

from transforms.issue import Issue, printed_periods
from transforms.observation import Key
from transforms.period import Period


class News:
    """Codes and periods of which something became known, and when last; kept so that a thousand reports can ask."""

    def __init__(self, latest: Mapping[Key, datetime]) -> None:
        by_period: dict[Period, list[tuple[datetime, str]]] = defaultdict(list)
        for (code, period), at in latest.items():
            by_period[period].append((at, code))
        self._latest_first = {period: sorted(news, reverse=True) for period, news in by_period.items()}

    def since(self, issue: Issue) -> Iterator[Key]:
        """What became known after a report was made, of periods that it prints or that overlap them."""
        for period in self._touching(issue.period):
            for at, code in self._latest_first[period]:
                if at <= issue.as_at:
                    break
                yield code, period

    def _touching(self, printed: Period) -> list[Period]:
        if printed not in self._known:
            self._known[printed] = [
                period
                for period in self._latest_first
                if any(period.start <= each.end and each.start <= period.end for each in printed_periods(printed))
            ]
        return self._known[printed]

    @cached_property
    def _known(self) -> dict[Period, list[Period]]:
        return {}
