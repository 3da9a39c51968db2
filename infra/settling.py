"""When a file in the inbox has settled: nothing is taken while its sender still writes it."""

from __future__ import annotations

import io
import logging
import time
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from infra.inbox import Arrival

log = logging.getLogger(__name__)

PATIENCE = timedelta(minutes=2)
"""How long a zip that is cut off waits for its rest. A connection that stalls for longer has been given up by both
ends; then the file is taken as it is, and its sender is told that it is damaged."""

ZIP = b"PK\x03\x04"
"""How every zip begins, and with it every xlsx and ods."""


class Settling:
    """Looks twice at what is younger than so many seconds, and into zips that came just now; at 0 it waits for nothing."""

    def __init__(
        self,
        seconds: float,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.seconds = seconds
        self._now = now
        self._wait = wait
        self._told: set[tuple[str, str]] = set()

    def settled(self, look: Callable[[], Iterable[Arrival]], read: Callable[[Arrival], bytes]) -> list[Arrival]:
        """Of all that lies there, what is at rest and whole. It waits once for all, and never longer than is set."""
        lying = list(look())
        if not self.seconds:
            return lying
        if missing := self._missing(lying):
            self._wait(missing)
            still = {(arrival.key, arrival.version) for arrival in look()}
            lying = [arrival for arrival in lying if (arrival.key, arrival.version) in still]
        return [arrival for arrival in lying if self._is_whole(arrival, read)]

    def _missing(self, lying: Iterable[Arrival]) -> float:
        """The seconds until the youngest is at rest; the whole wait for one from the future, whose clock is wrong."""
        ages = [self._age(arrival).total_seconds() for arrival in lying]
        return min(max(self.seconds - min(ages), 0.0), self.seconds) if ages else 0.0

    def _age(self, arrival: Arrival) -> timedelta:
        return self._now() - arrival.arrived_at

    def _is_whole(self, arrival: Arrival, read: Callable[[Arrival], bytes]) -> bool:
        """Whether nothing is missing at a zip's end, where its central directory stands."""
        if self._age(arrival) > PATIENCE:
            return True
        try:
            content = read(arrival)
        except OSError:
            return False
        if not content.startswith(ZIP) or zipfile.is_zipfile(io.BytesIO(content)):
            return True
        if (arrival.key, arrival.version) not in self._told:
            self._told.add((arrival.key, arrival.version))
            log.warning("%r has no end yet; it waits for its rest, for %s minutes at most.", arrival.key, _MINUTES)
        return False


_MINUTES = PATIENCE // timedelta(minutes=1)
