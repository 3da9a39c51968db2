"""What it costs to be up: how soon a file dropped into an idle system is answered, and how a burst drains.

`python -m benchmarks.serving [--drops 50] [--bursts 500 1000 5000] [--on here|dask|workers]`: the real command in a process
of its own; alone, with a Dask cluster of two processes beside it, or with two workers of a work pool. For each burst the
plain steps take in and answer the same files first, in this process and without Prefect; the ratio of the two is what
orchestration costs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from distributed import LocalCluster

from benchmarks.ingest import take_in
from benchmarks.returns import FIRST_MONTH, make_house, make_returns, workbook
from flows.post_steps import hand_over, record_answers, write_answers
from flows.register_steps import apply_register
from infra.wiring import House

PATIENCE_SECONDS = 1800
SETTLING_SECONDS = 45
"""After which every part has imported what it needs and the runs at the start are over."""
POOL = "council"
PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drops", type=int, default=50)
    parser.add_argument("--bursts", type=int, nargs="*", default=[500, 1000, 5000])
    parser.add_argument("--on", choices=list(PLACES), default="here")
    arguments = parser.parse_args()
    with PLACES[arguments.on]() as place:
        if arguments.drops:
            _print_latency(place, arguments.drops)
        for count in arguments.bursts:
            _print_burst(place, count)


@dataclass(frozen=True)
class Place:
    """Where work is done: the settings that say so, and how many workers of the pool run beside."""

    settings: Mapping[str, str] = field(default_factory=dict)
    workers: int = 0


@contextmanager
def _here() -> Iterator[Place]:
    yield Place()


@contextmanager
def _on_dask() -> Iterator[Place]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield Place({"MORTAR_DASK": cluster.scheduler_address})


@contextmanager
def _on_workers() -> Iterator[Place]:
    yield Place({"MORTAR_WORK_POOL": POOL}, workers=2)


PLACES = {"here": _here, "dask": _on_dask, "workers": _on_workers}


def _print_latency(place: Place, drops: int) -> None:
    with tempfile.TemporaryDirectory() as folder, _up(_council(Path(folder), drops), place) as running:
        seconds = sorted(_answered_after(running, number) for number in range(drops))
    p50, p95 = statistics.median(seconds), seconds[int(0.95 * (len(seconds) - 1))]
    print(f"from drop to answer, {drops} drops into an idle system: p50 {p50:.1f} s, p95 {p95:.1f} s")


def _answered_after(running: Running, number: int) -> float:
    before = running.answered()
    path = running.inbox / f"s{number // 50}" / f"return {number}.xlsx"
    path.write_bytes(workbook(number // 50, FIRST_MONTH.shifted(number % 50)))
    start = time.perf_counter()
    running.wait_for(before + 1)
    return time.perf_counter() - start


def _print_burst(place: Place, count: int) -> None:
    with tempfile.TemporaryDirectory() as files, tempfile.TemporaryDirectory() as folder:
        make_returns(Path(files), count)
        plain = _plain(Path(files), count)
        with _up(_council(Path(folder), count), place) as running:
            start = time.perf_counter()
            shutil.copytree(files, running.inbox, dirs_exist_ok=True)
            running.wait_for(count)
            seconds = time.perf_counter() - start
    memory = f", at most {running.peak / 1e6:.0f} MB in the intake" if running.peak else ""
    print(
        f"a burst of {count}: {seconds:.0f} s, {count / seconds:.0f} files/s{memory}; the plain steps {plain:.0f} s; "
        f"ratio {seconds / plain:.2f}"
    )


def _plain(files: Path, count: int) -> float:
    """Seconds in which the same steps take in and answer the same files in this process, without Prefect."""
    with tempfile.TemporaryDirectory() as folder:
        house = _council(Path(folder), count)
        shutil.copytree(files, house.inbox.root, dirs_exist_ok=True)
        start = time.perf_counter()
        take_in(house)
        post = write_answers(house)
        hand_over(house, post)
        record_answers(house, post)
        return time.perf_counter() - start


def _council(folder: Path, count: int) -> House:
    house = make_house(folder, count)
    apply_register(house)
    house.engine.dispose()
    return house


class Running:
    """A `mortar up` of a workspace, watched from outside."""

    def __init__(self, workspace: Path) -> None:
        self.inbox, self._outbox = workspace / "inbox", workspace / "outbox"
        self._workspace = workspace
        self.peak = 0

    def answered(self) -> int:
        """How many answers were sent."""
        return sum(1 for name in os.listdir(self._outbox) if name.endswith(".eml")) if self._outbox.is_dir() else 0

    def wait_for(self, answers: int) -> None:
        """Wait for so many answers, and note the most memory that the intake has meanwhile."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.answered() < answers:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.answered()} of {answers} answers in {PATIENCE_SECONDS} s")
            self.peak = max(self.peak, self._memory())
            time.sleep(0.05)

    def _memory(self) -> int:
        """Bytes that the intake has in memory."""
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
                if words[1:5] == ["-m", "flows.up.part", "intake", str(self._workspace)]:
                    return int((process / "statm").read_text().split()[1]) * PAGE
            except OSError:
                continue
        return 0


@contextmanager
def _up(house: House, place: Place) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    ui = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "MORTAR_UI": ui, "MORTAR_TODAY": "2010-01-18", **place.settings}
    command = [sys.executable, "-m", "flows.cli", "-C", str(house.workspace), "up"]
    for sender in range(100):
        (house.workspace / "inbox" / f"s{sender}").mkdir(exist_ok=True)
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as up:
        assert up.stdout
        while "Mortar is up" not in up.stdout.readline():
            pass
        try:
            with _workers(place.workers, {**environment, "PREFECT_API_URL": f"{ui}/api"}, house.workspace):
                time.sleep(SETTLING_SECONDS)
                yield Running(house.workspace)
        finally:
            up.send_signal(signal.SIGINT)
            up.wait(60)


@contextmanager
def _workers(count: int, environment: Mapping[str, str], workspace: Path) -> Iterator[None]:
    """Prefect's own workers of the pool, each a process."""
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process"]
    with ExitStack() as stack:
        for number in range(count):
            home = {**environment, "PREFECT_HOME": str(workspace / f".worker-{number}")}
            worker = stack.enter_context(subprocess.Popen(command, env=home, stdout=subprocess.DEVNULL))
            stack.callback(worker.terminate)
        yield


if __name__ == "__main__":
    main()
