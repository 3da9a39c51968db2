"""The bell of the intake: it rings when Prefect tells that a file arrived."""

from __future__ import annotations

import asyncio
import logging
import threading

from prefect.events.clients import get_events_subscriber
from prefect.events.filters import EventFilter, EventNameFilter

from flows.events import Event

log = logging.getLogger(__name__)

TRY_AGAIN_SECONDS = 2.0


class Bell:
    """Rings for each file told of; what came while nobody listened, the sweep finds."""

    def __init__(self) -> None:
        self._rung = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._listen()), name="bell", daemon=True).start()

    def ring(self) -> None:
        """Ring it by hand."""
        self._rung.set()

    def wait(self, seconds: float) -> None:
        """Wait until it has rung, or so many seconds."""
        self._rung.wait(seconds)
        self._rung.clear()

    async def _listen(self) -> None:
        arrivals = EventFilter(event=EventNameFilter(name=[Event.FILE_ARRIVED.value]))
        while True:
            try:
                async with get_events_subscriber(filter=arrivals) as told:
                    async for _ in told:
                        self.ring()
            except Exception as error:  # noqa: BLE001  # while the server is away the sweep goes on
                log.info("Prefect's events are not heard for a moment: %s.", type(error).__name__)
            await asyncio.sleep(TRY_AGAIN_SECONDS)
