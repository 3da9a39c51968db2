"""`mortar up`: everything, supervised, until Ctrl-C."""

from __future__ import annotations

import argparse
import logging
import socket
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import urlsplit

from flows.cli import DONE
from flows.commands.printing import print_line
from flows.up.environment import USER, prefect_environment
from flows.up.lock import the_only_one
from flows.up.part import parts_of
from flows.up.supervisor import Supervisor
from infra.wiring import House, open_house
from transforms.errors import UsageError

LOG_FILE = "logs/mortar-up.log"
LOG_BYTES, LOG_FILES = 5_000_000, 5
"""The log is begun anew at so many bytes, and so many old ones are kept."""


def run(arguments: argparse.Namespace) -> int:
    """Start all parts, say where to look, and keep them running until told to stop."""
    house = open_house(Path(arguments.workspace))
    with the_only_one(house.workspace, house.settings.ui):
        _refuse_taken_address(house.settings.ui)
        _log_to(house.workspace / LOG_FILE)
        supervisor = Supervisor(
            house.workspace, prefect_environment(house.settings, house.workspace), house.settings.ui
        )
        try:
            print_line("Mortar is starting; this takes some seconds.")
            supervisor.start(parts_of(house.settings))
            _say_where(house)
            supervisor.run()
        finally:
            print_line("Stopping. What is under way is ended; nothing is lost.")
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


def _log_to(path: Path) -> None:
    """To a file all that the parts say, and to the console as well."""
    path.parent.mkdir(exist_ok=True)
    to_file = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(message)s", handlers=[to_file, logging.StreamHandler()]
    )


def _say_where(house: House) -> None:
    print_line(f"Mortar is up. Open {house.settings.ui}")
    if house.settings.ui_password:
        print_line(f"      Password asked for by the browser: user {USER}, and what MORTAR_UI_PASSWORD says")
    print_line(f"      Inbox    {house.inbox.root}")
    print_line(f"      Reports  {house.workspace / 'reports'}")
    print_line(f"      Log      {house.workspace / LOG_FILE}")
    print_line("Ctrl-C stops it all.")
