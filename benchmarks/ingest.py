"""What taking in returns costs, beside a bare program that reads, writes Parquet and loads without any check.

`python -m benchmarks.ingest [--files 500] [--rounds 3]`: all programs take turns in the same run on the same
files, and the medians and their ratios to the bare program are printed, with where Mortar's time goes.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.peers import PEERS, bare
from benchmarks.returns import ROWS, make_house, make_returns
from flows.ingest_steps import check_returns, clear_inbox, keep_bytes, load_warehouse, read_returns, record
from flows.micro_batch import MicroBatch
from flows.register_steps import apply_register
from infra.wiring import House

Laps = dict[str, float]
Result = TypeVar("Result")


def take_in(house: House) -> Laps:
    """Take in all that lies in the inbox; returns the seconds of each step."""
    laps: Laps = {}
    arrivals = list(house.inbox.arrivals())
    while arrivals:
        batch = _timed(laps, "keep", partial(keep_bytes, house, arrivals))
        arrivals = arrivals[batch.looked_at :]
        steps: dict[str, Callable[[House, MicroBatch], object]] = {
            "read": read_returns, "check": check_returns, "record": record, "clear": clear_inbox,
        }  # fmt: skip
        for name, step in steps.items():
            _timed(laps, name, partial(step, house, batch))
        _timed(laps, "load", partial(load_warehouse, house))
    return laps


def _timed(laps: Laps, name: str, work: Callable[[], Result]) -> Result:
    start = time.perf_counter()
    result = work()
    laps[name] = laps.get(name, 0.0) + time.perf_counter() - start
    return result


def run_mortar(files: Path) -> Laps:
    """Mortar in a fresh workspace; nothing but its own work is timed."""
    with tempfile.TemporaryDirectory() as folder:
        count = sum(1 for _ in files.rglob("*.xlsx"))
        house = make_house(Path(folder), count)
        apply_register(house)
        shutil.copytree(files, house.inbox.root, dirs_exist_ok=True)
        laps = take_in(house)
        with house.knowledge() as known:
            taken = len(known.observations())
        house.engine.dispose()
    assert taken == count * ROWS, f"{taken} of {count * ROWS} figures were taken"
    return laps


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder)
        make_returns(files, arguments.files)
        run_mortar(_few(files))
        times, laps = _measure(files, arguments.rounds)
    floor = statistics.median(times["bare"])
    print(
        f"{arguments.files} returns of 50 rows, medians of {arguments.rounds} rounds in one process each after the other"
    )
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(
            f"  {name:26} {median:7.2f} s  {arguments.files / median:7.0f} files/s  {median / floor:5.2f} x the floor"
        )
    print("where Mortar's time goes")
    for name in laps[0]:
        share = statistics.median(lap[name] / sum(lap.values()) for lap in laps)
        print(f"  {name:26} {share:7.0%}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _few(files: Path) -> Path:
    """A first return alone, so that imports are paid for before anything is timed."""
    few = files.parent / f"{files.name}-few" / "s0"
    few.mkdir(parents=True)
    shutil.copy(next((files / "s0").iterdir()), few)
    return few.parent


def _measure(files: Path, rounds: int) -> tuple[dict[str, list[float]], list[Laps]]:
    times: dict[str, list[float]] = {"bare": [], "Mortar": [], **{name: [] for name in PEERS}}
    laps: list[Laps] = []
    for _ in range(rounds):
        times["bare"].append(_seconds(lambda: bare(files)))
        laps.append(run_mortar(files))
        times["Mortar"].append(sum(laps[-1].values()))
        for name, peer in PEERS.items():
            times[name].append(_seconds(lambda peer=peer: peer(files)))
    return times, laps


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
