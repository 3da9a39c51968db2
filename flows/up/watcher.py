"""The watcher: looks into the inbox, and tells of each file that has come.

What it tells is a wake-up. A shared drive tells nothing of what other machines write to it, and a bucket's messages
may be lost or doubled, so what has come is always what the inbox lists.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict

from flows.events import Event, announce
from infra.inbox import Arrival, open_inbox
from infra.wiring import House

log = logging.getLogger(__name__)

LOOK_SECONDS = {"file": 1.0, "s3": 30.0}
"""How often an inbox is looked into, by the scheme of its URL: listing a bucket costs money."""

SHARE_OF_LOOKING = 0.1
"""The most of its time that the watcher spends on looking, however large and slow the drive."""

SWEEP_SECONDS = 60.0
"""After how long it says again that something waits: what was told once may not have been heard."""

PATIENCE_SECONDS = 10.0
"""After how long it tries again where the inbox does not answer."""


class News:
    """What is new among the files that lie in an inbox, from look to look; each version is told once.

    In a folder a file is seen while it is being written, so it is told when it is as it was at the look before.
    """

    def __init__(self, *, appears_whole: bool) -> None:
        self._appears_whole = appears_whole
        self._seen: dict[str, str] = {}
        self._told: dict[str, str] = {}

    def among(self, lying: Iterable[Arrival]) -> list[Arrival]:
        """Those that are there, whole, and not told yet."""
        now = {arrival.key: arrival for arrival in lying}
        news = [arrival for arrival in now.values() if self._is_whole(arrival) and not self._is_told(arrival)]
        self._seen = {key: arrival.version for key, arrival in now.items()}
        self._told = {key: version for key, version in self._told.items() if key in now}
        self._told |= {arrival.key: arrival.version for arrival in news}
        return news

    def _is_whole(self, arrival: Arrival) -> bool:
        return self._appears_whole or self._seen.get(arrival.key) == arrival.version

    def _is_told(self, arrival: Arrival) -> bool:
        return self._told.get(arrival.key) == arrival.version


def run(house: House, stop: threading.Event) -> None:
    """Watch until told to stop. Whatever goes wrong with a drive or a queue, it may have mended by the next look."""
    watcher = Watcher(house)
    while not stop.is_set():
        began = time.monotonic()
        try:
            watcher.look()
        except Exception as error:  # noqa: BLE001
            log.warning("The inbox %s cannot be looked into: %s.", house.inbox.root, error)
            stop.wait(PATIENCE_SECONDS)
        if house.events is None:
            stop.wait(max(watcher.pause, (time.monotonic() - began) / SHARE_OF_LOOKING))


class Watcher:
    """Looks into the inbox of a house, and announces what it sees."""

    def __init__(self, house: House) -> None:
        scheme = house.settings.inbox.partition(":")[0]
        self.pause = LOOK_SECONDS[scheme]
        self._inbox = open_inbox(house.settings.inbox, house.workspace, settle_seconds=0)
        self._events = house.events
        self._news = News(appears_whole=scheme == "s3")
        self._told_at = float("-inf")

    def look(self) -> None:
        """One look; where a queue tells of files, when it has told or has been silent for a while."""
        wake_up = self._events.wait() if self._events else None
        lying = list(self._inbox.arrivals())
        news = self._news.among(lying)
        for arrival in news:
            _tell_of(arrival)
        if news or (lying and time.monotonic() > self._told_at + SWEEP_SECONDS):
            self._told_at = time.monotonic()
            announce(Event.INBOX_WAITING, "inbox", "The inbox", {"files": len(lying)})
        if self._events and wake_up:
            self._events.done(wake_up)


def _tell_of(arrival: Arrival) -> None:
    """Announce a file by where it lies."""
    facts = asdict(arrival) | {"arrived_at": arrival.arrived_at.isoformat()}
    announce(Event.FILE_ARRIVED, f"inbox.{arrival.key}", f"{arrival.file} from {arrival.sender or 'nobody'}", facts)
