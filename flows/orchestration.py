"""Prefect for one command: its server runs inside this process, keeps its history in the workspace, and ends with it.

Where `mortar up` runs for the workspace, or PREFECT_API_URL names a server, that one is used instead. Prefect's own
temporary server is a process of its own, which outlives a `kill -9` of ours; this one cannot. Prefect keeps what goes
wrong in its own record; the person at the terminal hears it from the command, once and without a traceback.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from flows.up.environment import ALWAYS, HOME, prefect_environment
from flows.up.lock import running_in
from infra.settings import read_settings
from transforms.errors import MortarFault

START_SECONDS = 180
HAND_IN_SECONDS = 10
DATABASE = "prefect.db"
QUIET = {"PREFECT_LOGGING_LEVEL": "CRITICAL", "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL"}


@contextmanager
def prefect_running(workspace: Path) -> Iterator[None]:
    """Run flows of a workspace in this process. Raises `MortarFault` where Prefect's server does not start."""
    if "PREFECT_API_URL" in os.environ:
        yield
    elif running := running_in(workspace):
        settings = read_settings(workspace).model_copy(update={"ui": running.ui})
        with _environment({**prefect_environment(settings, workspace), **QUIET}):
            yield
    else:
        with _listening() as listener:
            port, home = listener.getsockname()[1], workspace / HOME
            own = {"PREFECT_HOME": str(home), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
            with _environment({**ALWAYS, **QUIET, **own}), _server(listener, home):
                yield


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    """What Prefect finds set; its address only for so long, or the next command would look for a server there."""
    os.environ |= settings
    if "prefect" in sys.modules:  # it looked at the environment when it was imported
        from prefect.context import refresh_global_settings_context

        refresh_global_settings_context()
    try:
        with no_heartbeats():
            yield
    finally:
        del os.environ["PREFECT_API_URL"]


@contextmanager
def no_heartbeats() -> Iterator[None]:
    """For flows whose process somebody watches anyway: to stop its heart Prefect takes up to a second of every run."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


@contextmanager
def _listening() -> Iterator[socket.socket]:
    # asyncio sends what is small at once only on a socket that says it is TCP; else each answer takes 40 ms
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        yield listener


@contextmanager
def _server(listener: socket.socket, home: Path) -> Iterator[None]:
    import uvicorn
    from prefect.server.api.server import create_app

    is_new = _start_from_template(home)
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    server = uvicorn.Server(uvicorn.Config(create_app(ephemeral=True), log_config=None, lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="prefect-server", daemon=True)
    thread.start()
    _wait_for(server, thread)
    if is_new:
        _keep_as_template(home)
    try:
        yield
    finally:
        _hand_in()
        server.should_exit = True
        thread.join(timeout=10)


def _hand_in() -> None:
    """Have the server hear what it is still to be told, the last states of tasks among it; a later one is told anew."""
    from prefect.concurrency.services import ConcurrencySlotAcquisitionWithLeaseService
    from prefect.events.worker import EventsWorker

    EventsWorker.drain_all(timeout=HAND_IN_SECONDS)
    ConcurrencySlotAcquisitionWithLeaseService.drain_all(timeout=HAND_IN_SECONDS)


def _wait_for(server: object, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not getattr(server, "started", False):
        if not thread.is_alive() or time.monotonic() > deadline:
            raise MortarFault("Prefect's server did not start.", "Run `mortar doctor`, and look into .prefect/.")
        time.sleep(0.02)


def _template() -> Path:
    """An empty database of this version of Prefect; making one takes it seconds, copying it nothing."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "mortar" / f"prefect-{version('prefect')}.db"


def _start_from_template(home: Path) -> bool:
    """Give a new workspace an empty database; whether Prefect must make one itself."""
    database, template = home / DATABASE, _template()
    if database.exists():
        return False
    home.mkdir(parents=True, exist_ok=True)
    if not template.is_file():
        return True
    shutil.copyfile(template, database)
    return False


def _keep_as_template(home: Path) -> None:
    """Keep the database just made for the next workspace; where there is no room for it, do without."""
    beside = _template().with_suffix(f".{os.getpid()}.part")
    with suppress(OSError, sqlite3.Error):
        beside.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(home / DATABASE)) as made, closing(sqlite3.connect(beside)) as copy:
            made.backup(copy)
        beside.replace(_template())
