"""What flows announce, by Prefect's own client for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Told = Callable[[], list[tuple[str, str, dict[str, Any]]]]
"""Asked, tells each of our events: its name, its resource and what goes with it."""


@contextmanager
def listening() -> Iterator[Told]:
    """Hear what is announced as long as the block lasts; Prefect's server must be there."""
    from prefect.events.clients import AssertingEventsClient
    from prefect.events.worker import EventsWorker

    def announced() -> list[tuple[str, str, dict[str, Any]]]:
        EventsWorker.instance().wait_until_empty()
        events = [event for client in AssertingEventsClient.all for event in client.pop_events()]
        ours = [event for event in events if event.event.startswith("mortar.")]
        return [(event.event, event.resource.id, event.payload) for event in ours]

    EventsWorker.set_client_override(AssertingEventsClient)
    yield announced
    announced()
    EventsWorker.set_client_override(None)
