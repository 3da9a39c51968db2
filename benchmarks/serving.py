"""What it costs to be up: how soon a file dropped into an idle system is answered, and how a burst drains.

`python -m benchmarks.serving [--drops 50] [--bursts 500 1000 5000]`: the real command in a process of its own. For each
burst the plain steps take in and answer the same files first, in this process and without Prefect; the ratio of the two is what
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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.ingest import take_in
from benchmarks.returns import FIRST_MONTH, make_house, make_returns, workbook
from flows.post_steps import hand_over, record_answers, write_answers
from flows.register_steps import apply_register
from infra.wiring import House

PATIENCE_SECONDS = 1800
SETTLING_SECONDS = 45
"""After which every part has imported what it needs and the runs at the start are over."""
PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drops", type=int, default=50)
    parser.add_argument("--bursts", type=int, nargs="*", default=[500, 1000, 5000])
    arguments = parser.parse_args()
    if arguments.drops:
        _print_latency(arguments.drops)
    for count in arguments.bursts:
        _print_burst(count)


def _print_latency(drops: int) -> None:
    with tempfile.TemporaryDirectory() as folder, _up(_council(Path(folder), drops)) as running:
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


def _print_burst(count: int) -> None:
    with tempfile.TemporaryDirectory() as files, tempfile.TemporaryDirectory() as folder:
        make_returns(Path(files), count)
        plain = _plain(Path(files), count)
        with _up(_council(Path(folder), count)) as running:
            start = time.perf_counter()
            shutil.copytree(files, running.inbox, dirs_exist_ok=True)
            running.wait_for(count)
            seconds = time.perf_counter() - start
    print(
        f"a burst of {count}: {seconds:.0f} s, {count / seconds:.0f} files/s, at most {running.peak / 1e6:.0f} MB in the "
        f"intake; the plain steps {plain:.0f} s; ratio {seconds / plain:.2f}"
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
def _up(house: House) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    environment = {**os.environ, "MORTAR_UI": f"http://127.0.0.1:{port}", "MORTAR_TODAY": "2010-01-18"}
    command = [sys.executable, "-m", "flows.cli", "-C", str(house.workspace), "up"]
    for sender in range(100):
        (house.workspace / "inbox" / f"s{sender}").mkdir(exist_ok=True)
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as up:
        assert up.stdout
        while "Mortar is up" not in up.stdout.readline():
            pass
        time.sleep(SETTLING_SECONDS)
        try:
            yield Running(house.workspace)
        finally:
            up.send_signal(signal.SIGINT)
            up.wait(60)


if __name__ == "__main__":
    main()
