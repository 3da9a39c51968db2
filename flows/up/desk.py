"""The desk: serves what is run by hand, by the calendar and by events; each run is a process of its own."""

from __future__ import annotations

import threading

from infra.wiring import House


def run(house: House, stop: threading.Event) -> None:
    """Serve until told to stop."""
    stop.wait()
