"""The supervisor: starts the parts, starts again what dies, and stops them all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from flows.up.lock import answers
from flows.up.part import GRACE_SECONDS
from flows.up.telling import Teller
from transforms.errors import MortarFault

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
        self._teller = Teller(name)
        self._command = [sys.executable, "-m", "flows.up.part", name, str(workspace)]
        self._environment = {**os.environ, **environment}
        self._pause = 0.0
        self._ended = 0.0
        self.start()

    @property
    def is_failing(self) -> bool:
        """Whether it has died soon after it was started, and has not run soundly since."""
        return self._pause > 0

    @property
    def lives(self) -> bool:
        """Whether its process runs."""
        return self._process.poll() is None

    def start(self) -> None:
        """Start the process, in a session of its own: Ctrl-C is for the supervisor."""
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            env=self._environment, start_new_session=True,
        )  # fmt: skip
        threading.Thread(target=self._listen, args=(self._process,), name=self.name, daemon=True).start()

    def look_after(self) -> None:
        """Start it again if it has died, sooner or later as it had run for long or not."""
        if self.lives:
            self._take_for_sound()
            return
        if not self._ended:
            self._note_end(self._process.returncode)
        if time.monotonic() >= self._ended + self._pause:
            self._ended = 0.0
            self.start()

    def _take_for_sound(self) -> None:
        if self.is_failing and time.monotonic() - self._began > SOUND_SECONDS:
            self._pause = 0.0
            self._teller.forget()
            self._teller.tell("It runs again.")

    def _note_end(self, code: int) -> None:
        self.let_go()
        self._ended = time.monotonic()
        was_sound = self._ended - self._began > SOUND_SECONDS
        self._pause = 0.0 if was_sound else min(2 * self._pause + 1, LONGEST_PAUSE_SECONDS)
        self._teller.tell(f"It ended ({_how(code)}) and is started again.")

    def let_go(self) -> None:
        """Let go of its standard input, which tells it to end."""
        if self._process.stdin:
            self._process.stdin.close()

    def kill(self) -> None:
        """End it now; what it did is found by the next one."""
        self._process.kill()
        self._process.wait()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        if process.stderr:
            with process.stderr as said:
                for line in said:
                    self._teller.hear(line.decode(errors="replace").rstrip())
            self._teller.hear_end()


class Supervisor:
    """All parts of a workspace."""

    def __init__(self, workspace: Path, environment: Mapping[str, str], address: str) -> None:
        self._workspace, self._environment, self._address = workspace, environment, address
        self._parts: list[Part] = []
        self._told_to_stop = 0

    def heed(self, signals: Iterable[signal.Signals]) -> None:
        """Stop when one of these signals comes, and without patience when a second one does.

        A terminal that is closed says so by SIGHUP, which `nohup` has us ignore: then it stays ignored.
        """
        for told in signals:
            if told != signal.SIGHUP or signal.getsignal(told) is not signal.SIG_IGN:
                signal.signal(told, self._count)

    def start(self, names: Iterable[str]) -> bool:
        """Start the server, and when it answers the others; whether all were started before it was told to stop.

        Raises `MortarFault` where the server does not answer.
        """
        for number, name in enumerate(names):
            self._parts.append(Part(name, self._workspace, self._environment))
            if number == 0:
                self._wait_for_server()
            if self._told_to_stop:
                return False
        return True

    def run(self, note: Callable[[Sequence[str]], None]) -> None:
        """Look after the parts until told to stop, and note which of them keep dying whenever that changes."""
        noted: list[str] = []
        while not self._told_to_stop:
            for part in self._parts:
                part.look_after()
            failing = [part.name for part in self._parts if part.is_failing]
            if failing != noted:
                note(failing)
                noted = failing
            time.sleep(0.5)

    def stop(self) -> None:
        """Stop the parts, the server last: the others have something to tell it yet."""
        for together in (self._parts[1:], self._parts[:1]):
            for part in together:
                part.let_go()
            deadline = time.monotonic() + GRACE_SECONDS
            while any(part.lives for part in together) and time.monotonic() < deadline and self._told_to_stop < 2:
                time.sleep(0.05)
            for part in together:
                part.kill()

    def _count(self, *_: object) -> None:
        self._told_to_stop += 1

    def _wait_for_server(self) -> None:
        deadline = time.monotonic() + SERVER_SECONDS
        while not self._told_to_stop and not answers(self._address):
            for part in self._parts:
                part.look_after()
            if time.monotonic() > deadline:
                raise MortarFault("Prefect's server did not start.", "Why, logs/mortar-up.log says.")
            time.sleep(0.1)


def _how(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
