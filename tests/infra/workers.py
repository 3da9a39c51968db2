"""Waits for the end of a worker: the kernel takes a moment to bury a thread that Python has seen off."""

from __future__ import annotations

import time

from infra.worker import is_dead

LONGEST = 150.0


def wait_for_end(worker: str) -> None:
    """Return when a worker is seen to be dead; fail where it lives on."""
    deadline = time.monotonic() + LONGEST
    while not is_dead(worker):
        assert time.monotonic() < deadline, f"{worker} lives on"
        time.sleep(0.005)
