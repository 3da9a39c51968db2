"""One `mortar up` for a workspace, and where others find it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flows.up.environment import HOME
from transforms.errors import UsageError

FILE_NAME = "up.lock"


class Running(NamedTuple):
    """A `mortar up` that runs: its process and the address of its UI."""

    pid: int
    ui: str


@contextmanager
def the_only_one(workspace: Path, ui: str) -> Iterator[None]:
    """Hold the workspace; the system lets go of it however this process ends. Raises `UsageError` where it is held."""
    path = workspace / HOME / FILE_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _is_up_already(running_in(workspace)) from None
        lock.truncate(0)
        lock.write(json.dumps(Running(os.getpid(), ui)._asdict()))
        lock.flush()
        yield


def running_in(workspace: Path) -> Running | None:
    """The `mortar up` of a workspace, where one runs."""
    path = workspace / HOME / FILE_NAME
    if not path.is_file():
        return None
    with path.open(encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(lock.read())
    return None


def _read(text: str) -> Running | None:
    """What the lock says; it says nothing in the moment before its holder has written."""
    return Running(**json.loads(text)) if text else None


def _is_up_already(running: Running | None) -> UsageError:
    where = f": process {running.pid}, {running.ui}" if running else ""
    return UsageError(
        f"Mortar is up already for this workspace{where}.", "Open its address, or stop it there with Ctrl-C first."
    )
