"""Runs `mortar up` as an operator does, watches it from outside, and kills what it is made of."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.journey.mortar import COMMAND, environment

PATIENCE_SECONDS = 240
"""However busy the machine is, only what hangs takes longer."""

PARTS = ("server", "watcher", "intake", "desk")


@dataclass(frozen=True)
class Up:
    """A `mortar up` that runs."""

    workspace: Path
    ui: str
    process: subprocess.Popen[str]
    password: str = ""

    @property
    def api(self) -> str:
        """The address of Prefect's API."""
        return f"{self.ui}/api"

    @property
    def letters(self) -> list[EmailMessage]:
        """What stands in the outbox."""
        return self._post("*")

    @property
    def answers(self) -> list[EmailMessage]:
        """What the senders were told. That a part was killed at work is told too, but to the operator."""
        return self._post("answer.*")

    def _post(self, named: str) -> list[EmailMessage]:
        outbox = self.workspace / "outbox"
        return [message_from_bytes(path.read_bytes(), policy=default) for path in sorted(outbox.glob(f"{named}.eml"))]  # type: ignore[arg-type]

    def runs(self, **of: object) -> list[dict[str, object]]:
        """The flow runs that the server knows, as its API describes them."""
        with self.client() as client:
            answer = client.post("/api/flow_runs/filter", json=of)
            answer.raise_for_status()
            runs: list[dict[str, object]] = answer.json()
            return runs

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """Who knows the password, where there is one, and holds the token that changes are asked with."""
        auth = ("mortar", self.password) if self.password else None
        with httpx.Client(base_url=self.ui, timeout=PATIENCE_SECONDS, auth=auth) as client:
            token = client.get("/api/csrf-token", params={"client": "test"}).json()["token"]
            client.headers.update({"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": "test"})
            yield client

    def kill(self, part: str) -> None:
        """As the kernel does when memory runs out."""
        pid = self.pid_of(part)
        assert pid, f"there is no {part}"
        os.kill(pid, signal.SIGKILL)

    def pid_of(self, part: str) -> int | None:
        """The process of a part, where it runs."""
        command = ["-m", "flows.up.part", part, str(self.workspace)]
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and words_of(int(entry.name))[1:] == command:
                return int(entry.name)
        return None

    def hear(self, words: str) -> None:
        """Read on to the line in which it says so."""
        assert self.process.stdout
        said = ""
        while words not in said:
            said = self.process.stdout.readline()
            assert said, f"mortar up ended: {(self.workspace / 'up.log').read_text()[-2000:]}"

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


def words_of(process: int) -> list[str]:
    """The command of a process, word by word; none where it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
    except OSError:
        return []


@contextmanager
def up(workspace: Path, command: Sequence[str] = COMMAND, **settings: str) -> Iterator[Up]:
    """`mortar up` in a workspace from the moment it says so, on an address of its own; killed at the end if it lives."""
    with ExitStack() as stack:
        ui = settings.pop("MORTAR_UI", "") or stack.enter_context(address_of_its_own())
        yield stack.enter_context(_up_at(ui, workspace, command, settings))


@contextmanager
def _up_at(ui: str, workspace: Path, command: Sequence[str], settings: Mapping[str, str]) -> Iterator[Up]:
    given = {**environment("2010-01-18"), "MORTAR_INBOX_SETTLE_SECONDS": "2", "MORTAR_UI": ui, **settings}
    log = (workspace / "up.log").open("a+")
    process = subprocess.Popen(
        [*command, "-C", str(workspace), "up"], env=given, stdout=subprocess.PIPE, stderr=log, text=True
    )
    assert process.stdout
    running = Up(workspace, ui, process, settings.get("MORTAR_UI_PASSWORD", ""))
    try:
        running.hear("Mortar is up")
        yield running
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        log.close()
        until(lambda: not _is_served(ui), PATIENCE_SECONDS, "the server outlives its supervisor")


@contextmanager
def workers(running: Up, pool: str, count: int) -> Iterator[None]:
    """Prefect's own workers of a pool, each a process beside."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", pool, "--type", "process"]
    given = {**environment("2010-01-18"), "PREFECT_API_URL": running.api, "PREFECT_WORKER_QUERY_SECONDS": "2"}
    with ExitStack() as stack:
        for number in range(count):
            given["PREFECT_HOME"] = str(running.workspace / f".worker-{number}")
            worker = stack.enter_context(
                subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            )
            stack.callback(worker.kill)
        yield


def until(holds: Callable[[], object], seconds: float, otherwise: str) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)


def _is_served(ui: str) -> bool:
    """Whether somebody listens there, be they too busy to answer."""
    address = urlsplit(ui)
    with socket.socket() as asking:
        return asking.connect_ex((address.hostname, address.port)) == 0


@contextmanager
def address_of_its_own(host: str = "127.0.0.1") -> Iterator[str]:
    """An address of this machine whose port the system gives to nobody else meanwhile, for it is bound here.

    As nobody listens here, a server that names the port may, for servers set SO_REUSEADDR.
    """
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind((host, 0))
        yield f"http://{host}:{holder.getsockname()[1]}"
