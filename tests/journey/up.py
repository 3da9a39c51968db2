"""Runs `mortar up` as an operator does, watches it from outside, and kills what it is made of."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import httpx

from tests.journey.mortar import COMMAND, environment

START_SECONDS = 180
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
        with httpx.Client(base_url=self.ui, timeout=30, auth=auth) as client:
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
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and _words(entry)[1:] == ["-m", "flows.up.part", part, str(self.workspace)]:
                return int(entry.name)
        return None

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


def _words(process: Path) -> list[str]:
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
    except OSError:
        return []


@contextmanager
def up(workspace: Path, today: str = "2010-01-18", **settings: str) -> Iterator[Up]:
    """`mortar up` in a workspace from the moment it says so, on an address of its own; killed at the end if it lives."""
    ui = settings.setdefault("MORTAR_UI", f"http://127.0.0.1:{free_port()}")
    given: Mapping[str, str] = {**environment(today), "MORTAR_INBOX_SETTLE_SECONDS": "2", **settings}
    log = (workspace / "up.log").open("a+")
    process = subprocess.Popen(
        [*COMMAND, "-C", str(workspace), "up"], env=given, stdout=subprocess.PIPE, stderr=log, text=True
    )
    assert process.stdout
    running = Up(workspace, ui, process, settings.get("MORTAR_UI_PASSWORD", ""))
    try:
        said = ""
        while "Mortar is up" not in said:
            said = process.stdout.readline()
            assert said, f"mortar up ended: {(workspace / 'up.log').read_text()[-2000:]}"
        yield running
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        log.close()
        until(lambda: not _is_served(ui), 30, "the server outlives its supervisor")


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
    try:
        httpx.get(f"{ui}/api/health", timeout=2)
    except httpx.TransportError:
        return False
    return True


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
