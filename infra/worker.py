"""Who takes in files: a thread of a process of a machine, and whether it is still there."""

from __future__ import annotations

import os
import platform
import threading
from functools import cache
from pathlib import Path

PROC = Path("/proc")
"""Where Linux shows what runs. Elsewhere nobody is ever seen to be dead."""


def this_worker() -> str:
    """Whoever asks, by a name that nobody else has or will have."""
    pid, thread = os.getpid(), threading.get_native_id()
    return f"{_machine()} {pid} {thread} {_began(pid, thread)}"


def is_dead(worker: str) -> bool:
    """Whether a worker is seen to be gone. Of other machines and other containers nothing is seen."""
    machine, pid, thread, began = worker.split(" ")
    return machine == _machine() and _began(pid, thread) != began


@cache
def _machine() -> str:
    """Where the numbers of processes mean the same: one machine since it was started, one container on it."""
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{(PROC / 'self/ns/pid').readlink()}"
    except OSError:
        return platform.node().replace(" ", "-")


def _began(pid: int | str, thread: int | str) -> str:
    """When a thread began, in ticks of its machine, so that a number given out again is another worker.

    `-` where it has ended or only waits to be buried, and where nothing can be seen at all.
    """
    try:
        state, *numbers = (PROC / f"{pid}/task/{thread}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return "-"
    return "-" if state in "ZX" else numbers[18]
