"""One `mortar up` for a workspace, and where others find it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO
from urllib.request import ProxyHandler, build_opener

from flows.up.environment import HOME
from transforms.errors import UsageError

FILE_NAME = "up.lock"


class Running(NamedTuple):
    """A `mortar up` that runs: its process, the address of its UI, and the parts that keep dying."""

    pid: int
    ui: str
    failing: Sequence[str] = ()


@contextmanager
def the_only_one(workspace: Path, ui: str) -> Iterator[Callable[[Sequence[str]], None]]:
    """Hold the workspace, and note from time to time what is failing. The system lets go of it however this process ends.

    Raises `UsageError` where another holds it, or where it cannot be written.
    """
    with _opened(workspace / HOME / FILE_NAME) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _is_up_already(running_in(workspace)) from None

        def note(failing: Sequence[str]) -> None:
            lock.truncate(0)
            lock.write(json.dumps(Running(os.getpid(), ui, failing)._asdict()))
            lock.flush()

        note(())
        yield note


def _opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{error.filename} cannot be written: {error.strerror}.",
            "Run it as the user to whom the workspace belongs, and see that its disk is neither full nor read-only.",
        ) from error


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


def answers(ui: str) -> bool:
    """Whether a server is there; it is asked past any proxy, which would look for it elsewhere."""
    try:
        with build_opener(ProxyHandler({})).open(f"{ui}/api/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _read(text: str) -> Running | None:
    """What the lock says; it says nothing in the moment before its holder has written."""
    return Running(**json.loads(text)) if text else None


def _is_up_already(running: Running | None) -> UsageError:
    where = f": process {running.pid}, {running.ui}" if running else ""
    return UsageError(
        f"Mortar is up already for this workspace{where}.", "Open its address, or stop it there with Ctrl-C first."
    )
