"""A part of `mortar up`: a process that does one thing until its supervisor lets go of it.

The supervisor holds the other end of its standard input. When that closes, because the supervisor stops or
because it was killed, the part ends what it is doing and goes.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

from flows.fault_log import why
from flows.up.telling import FORMAT, TIME
from infra.settings import Settings
from infra.wiring import open_house

log = logging.getLogger(__name__)

GRACE_SECONDS = 20
"""How long a part may take to end what it is doing. Cut short, it is found again by the next one."""

OURS = ("flows", "infra")


def parts_of(settings: Settings) -> tuple[str, ...]:
    """The parts that run for a workspace, the server first: where there is a work pool, its workers take in."""
    return ("server", "watcher", "desk") if settings.work_pool else ("server", "watcher", "intake", "desk")


def main(part: str, workspace: str) -> None:
    """Run a part for a workspace."""
    _log_to_the_supervisor()
    stop = threading.Event()
    threading.Thread(target=_wait_for_the_end, args=(stop,), name="supervised", daemon=True).start()
    try:
        import_module(f"flows.up.{part}").run(open_house(Path(workspace)), stop)
    except Exception as error:  # noqa: BLE001  # the supervisor starts it again
        log.error("It cannot go on. %s", why(error, Path(workspace), part))
        sys.exit(1)


def _log_to_the_supervisor() -> None:
    """What we say ourselves, and what others warn of."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(FORMAT, TIME))
    handler.addFilter(lambda said: said.levelno >= logging.WARNING or said.name.startswith(OURS))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for ours in OURS:
        logging.getLogger(ours).setLevel(logging.INFO)


def _wait_for_the_end(stop: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()
    time.sleep(GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
