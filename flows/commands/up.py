"""`mortar up`: everything, supervised, until Ctrl-C."""

from __future__ import annotations

import argparse
import logging
import signal
import socket
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import urlsplit

from flows.cli import DONE
from flows.commands.printing import print_line
from flows.up.environment import USER, prefect_environment
from flows.up.lock import the_only_one
from flows.up.part import parts_of
from flows.up.supervisor import Supervisor
from flows.up.telling import EVERYTHING
from infra.wiring import House, open_house
from transforms.errors import UsageError

LOG_FILE, LOG_OF_EVERYTHING = "logs/mortar-up.log", "logs/parts.log"
LOG_BYTES, LOG_FILES = 5_000_000, 5
"""A log is begun anew at so many bytes, and so many old ones are kept."""

STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(arguments: argparse.Namespace) -> int:
    """Start all parts, say where to look, and keep them running until told to stop."""
    house = open_house(Path(arguments.workspace))
    with the_only_one(house.workspace, house.settings.ui) as note:
        _refuse_taken_address(house.settings.ui)
        _log_to(house.workspace)
        supervisor = Supervisor(
            house.workspace, prefect_environment(house.settings, house.workspace), house.settings.ui
        )
        supervisor.heed(STOP)
        try:
            _say("Mortar is starting; this takes some seconds.")
            if supervisor.start(parts_of(house.settings)):
                _say_where(house)
            supervisor.run(note)
        finally:
            _say("Stopping. What is under way is ended; nothing is lost.")
            supervisor.stop()
    return DONE


def _refuse_taken_address(ui: str) -> None:
    """Raises `UsageError` where the address cannot be served."""
    address = urlsplit(ui)
    try:
        with socket.create_server((address.hostname or "", address.port or 0)):
            pass
    except OSError as error:
        raise UsageError(
            f"{ui} cannot be served: {error.strerror}.", "Set `ui` in mortar.toml to another address or port."
        ) from error


def _log_to(workspace: Path) -> None:
    """What is told, to a file and to the console; all that the parts say, to another file."""
    (workspace / LOG_FILE).parent.mkdir(exist_ok=True)
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(message)s",
        datefmt="%Y-%m-%d %H:%M:%S",
        handlers=[_kept(workspace / LOG_FILE), logging.StreamHandler()],
    )
    everything = logging.getLogger(EVERYTHING)
    everything.propagate = False
    everything.addHandler(_kept(workspace / LOG_OF_EVERYTHING))


def _kept(path: Path) -> logging.Handler:
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    return handler


def _say_where(house: House) -> None:
    _say(f"Mortar is up. Open {house.settings.ui}")
    if house.settings.ui_password:
        _say(f"      Password asked for by the browser: user {USER}, and what MORTAR_UI_PASSWORD says")
    _say(f"      Inbox    {house.inbox.root}")
    _say(f"      Reports  {house.workspace / 'reports'}")
    _say(f"      Log      {house.workspace / LOG_FILE}; with all details {house.workspace / LOG_OF_EVERYTHING}")
    _say("Ctrl-C stops it all.")


def _say(text: str) -> None:
    """To whoever started it. It does not end because a terminal was closed."""
    with suppress(OSError):
        print_line(text)
