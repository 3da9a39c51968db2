"""The supervisor: starts the parts, starts again what dies, and stops them all."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from flows.up.part import GRACE_SECONDS
from transforms.errors import MortarFault

log = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 30.0
"""The longest pause before a part that keeps dying is started again."""

SOUND_SECONDS = 60.0
"""A part that has run for so long has started soundly: should it die, it is started again at once."""

SERVER_SECONDS = 180.0
"""How long the server may take to answer: it makes its database when it first starts."""


class Part:
    """A process under supervision."""

    def __init__(self, name: str, workspace: Path, environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = [sys.executable, "-m", "flows.up.part", name, str(workspace)]
        self._environment = {**os.environ, **environment}
        self._pause = 0.0
        self._ended = 0.0
        self.start()

    def start(self) -> None:
        """Start the process, in a session of its own: Ctrl-C is for the supervisor."""
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=self._environment, start_new_session=True,
        )  # fmt: skip
        threading.Thread(target=self._log, args=(self._process,), name=self.name, daemon=True).start()

    def look_after(self) -> None:
        """Start it again if it has died, sooner or later as it had run for long or not."""
        code = self._process.poll()
        if code is None:
            return
        if not self._ended:
            self._ended = time.monotonic()
            was_sound = self._ended - self._began > SOUND_SECONDS
            self._pause = 0.0 if was_sound else min(2 * self._pause + 1, LONGEST_PAUSE_SECONDS)
            log.warning("The %s ended (%s); it is started again.", self.name, _how(code))
        if time.monotonic() >= self._ended + self._pause:
            self._ended = 0.0
            self.start()

    def let_go(self) -> None:
        """Tell it to end."""
        if self._process.stdin:
            self._process.stdin.close()

    def wait(self, deadline: float) -> None:
        """Wait for its end; who does not end in time is killed, and what it did is found by the next one."""
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _log(self, process: subprocess.Popen[bytes]) -> None:
        for line in process.stderr or ():
            log.info("%-8s %s", self.name, line.decode(errors="replace").rstrip())


class Supervisor:
    """All parts of a workspace."""

    def __init__(self, workspace: Path, environment: Mapping[str, str], address: str) -> None:
        self._workspace, self._environment, self._address = workspace, environment, address
        self._parts: list[Part] = []
        self._stop = threading.Event()

    def start(self, names: Iterable[str]) -> None:
        """Start the server, and when it answers the others. Raises `MortarFault` where it does not."""
        for number, name in enumerate(names):
            self._parts.append(Part(name, self._workspace, self._environment))
            if number == 0:
                self._wait_for_server()

    def run(self) -> None:
        """Look after the parts until the process is told to end."""
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, lambda *_: self._stop.set())
        while not self._stop.wait(0.5):
            for part in self._parts:
                part.look_after()

    def stop(self) -> None:
        """Stop the parts, the server last: the others have something to tell it yet."""
        for together in (self._parts[1:], self._parts[:1]):
            for part in together:
                part.let_go()
            deadline = time.monotonic() + GRACE_SECONDS
            for part in together:
                part.wait(deadline)

    def _wait_for_server(self) -> None:
        deadline = time.monotonic() + SERVER_SECONDS
        while not self._answers():
            for part in self._parts:
                part.look_after()
            if time.monotonic() > deadline:
                raise MortarFault("Prefect's server did not start.", "Look into logs/mortar-up.log.")
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self._address}/api/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
