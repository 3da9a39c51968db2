"""When a file in the inbox has settled: nothing is taken while its sender still writes it."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from infra.inbox import Arrival

PATIENCE_SECONDS = 10.0
"""How long a zip that is cut off may stand unchanged before it is taken as it is, and its sender told that it is
damaged. An upload that stalls for longer and goes on after all is another version, and taken as such."""

ZIP = b"PK\x03\x04"
"""How every zip begins, and with it every xlsx and ods."""


class Settling:
    """Looks twice at what is younger than so many seconds, longer at a zip without its end; at 0 it waits for nothing."""

    def __init__(
        self,
        seconds: float,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.seconds = seconds
        self._now = now
        self._wait = wait

    def settled(self, look: Callable[[], Iterable[Arrival]], read: Callable[[Arrival], bytes]) -> list[Arrival]:
        """Of all that lies there, what is at rest; cut off is only what stays so. It waits at most twice for all."""
        lying = list(look())
        if not self.seconds:
            return lying
        lying = self._at_rest(lying, self.seconds, look)
        young = [arrival for arrival in lying if self._age(arrival) < PATIENCE_SECONDS]
        if cut_off := [arrival for arrival in young if not _is_whole(arrival, read)]:
            still = self._at_rest(cut_off, PATIENCE_SECONDS, look)
            lying = [arrival for arrival in lying if arrival in still or arrival not in cut_off]
        return lying

    def _at_rest(self, lying: list[Arrival], seconds: float, look: Callable[[], Iterable[Arrival]]) -> list[Arrival]:
        """Those that have not changed when the youngest has lain for so many seconds."""
        missing = max((seconds - self._age(arrival) for arrival in lying), default=0.0)
        if missing <= 0:
            return lying
        self._wait(min(missing, seconds))  # one from the future comes from a clock that is wrong
        still = {(arrival.key, arrival.version) for arrival in look()}
        return [arrival for arrival in lying if (arrival.key, arrival.version) in still]

    def _age(self, arrival: Arrival) -> float:
        return (self._now() - arrival.arrived_at).total_seconds()


def _is_whole(arrival: Arrival, read: Callable[[Arrival], bytes]) -> bool:
    """Whether nothing is missing at a zip's end, where its central directory stands; what is gone is not looked at."""
    try:
        content = read(arrival)
    except OSError:
        return True
    return not content.startswith(ZIP) or zipfile.is_zipfile(io.BytesIO(content))
