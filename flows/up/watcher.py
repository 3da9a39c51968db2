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
    scheme = house.settings.inbox.partition(":")[0]
    inbox = open_inbox(house.settings.inbox, house.workspace, settle_seconds=0)
    news = News(appears_whole=scheme == "s3")
    while not stop.is_set():
        began = time.monotonic()
        try:
            wake_up = house.events.wait() if house.events else None
            for arrival in news.among(inbox.arrivals()):
                tell_of(arrival)
            if house.events and wake_up:
                house.events.done(wake_up)
        except Exception as error:  # noqa: BLE001
            log.warning("The inbox %s cannot be looked into: %s.", inbox.root, error)
            stop.wait(PATIENCE_SECONDS)
        if house.events is None:
            stop.wait(max(LOOK_SECONDS[scheme], (time.monotonic() - began) / SHARE_OF_LOOKING))


def tell_of(arrival: Arrival) -> None:
    """Announce a file by where it lies."""
    facts = asdict(arrival) | {"arrived_at": arrival.arrived_at.isoformat()}
    announce(Event.FILE_ARRIVED, f"inbox.{arrival.key}", f"{arrival.file} from {arrival.sender or 'nobody'}", facts)
