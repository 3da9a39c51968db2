"""What reading safely costs, beside the bare reader.

`python -m benchmarks.reading [--files 500] [--rounds 5]`: the bare reader, our reader in this process, and our
reader in processes of its own take turns on the same returns; the medians, their ratios to the bare reader and
what memory the programs took are printed. Then what a hostile file costs those behind it.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.returns import FIRST_MONTH, workbook
from infra.safe_reader import SafeReader
from transforms.read_workbook import read_workbook
from transforms.workbook import Workbook

Program = Callable[[Sequence[bytes]], int]


def bare(contents: Sequence[bytes]) -> int:
    """The fastest reader, which drops errors, gives 0.6456 for 64.56% and can be brought down by a file."""
    rows = 0
    for content in contents:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            rows += sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return rows


def ours_here(contents: Sequence[bytes]) -> int:
    """Our reader without a process of its own."""
    return sum(_rows(read_workbook(content)) for content in contents)


def ours_safely(reader: SafeReader) -> Program:
    """Our reader in processes that are there already."""

    def read(contents: Sequence[bytes]) -> int:
        return sum(_rows(book) for book in reader.read_each(contents) if isinstance(book, Workbook))

    return read


def _rows(book: Workbook) -> int:
    return sum(len(sheet.rows) for sheet in book.sheets)


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    contents = [workbook(n // 48, FIRST_MONTH.shifted(n % 48)) for n in range(arguments.files)]
    with SafeReader(1) as one, SafeReader() as several:
        programs: dict[str, Program] = {
            "bare reader": bare,
            "ours, in this process": ours_here,
            "ours, in a process": ours_safely(one),
            f"ours, in {several.count} processes": ours_safely(several),
        }
        _measure(programs, contents, arguments.rounds)
        _memory(several, contents)
    _hostile(contents)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _measure(programs: dict[str, Program], contents: Sequence[bytes], rounds: int) -> None:
    times: dict[str, list[float]] = {name: [] for name in programs}
    expected = bare(contents[:1]) * len(contents)
    for _ in range(rounds):
        for name, program in programs.items():
            program(contents[:20])
            times[name].append(_seconds(program, contents, expected))
    floor = statistics.median(times["bare reader"])
    print(f"{len(contents)} returns of 50 rows, medians of {rounds} rounds, one program after the other")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"  {name:26} {len(contents) / median:7.0f} files/s  {median / floor:5.2f} x the bare reader")


def _seconds(program: Program, contents: Sequence[bytes], expected: int) -> float:
    start = time.perf_counter()
    rows = program(contents)
    assert rows == expected, f"{rows} of {expected} rows were read"
    return time.perf_counter() - start


def _memory(reader: SafeReader, contents: Sequence[bytes]) -> None:
    """How much more memory this process and its readers have after ten times as many files; on Linux only."""
    pids = {"this process": os.getpid()}
    pids |= {f"reader {n}": each.process.pid for n, each in enumerate(reader.processes, 1) if each.process}
    before = {name: _resident(pid) for name, pid in pids.items()}
    for _ in range(10):
        ours_safely(reader)(contents)
    print(f"memory before and after {10 * len(contents)} files, in MB")
    for name, pid in pids.items():
        print(f"  {name:26} {before[name]:7.0f} {_resident(pid):7.0f}")


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/statm")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if status.exists() else 0.0


def _hostile(contents: Sequence[bytes]) -> None:
    """What a file that brings its reader down adds to the time of the others."""
    with SafeReader() as reader:
        read = ours_safely(reader)
        read(contents[:20])
        start = time.perf_counter()
        read(contents[:200])
        calm = time.perf_counter() - start
        for process in reader.processes:
            process.stop()
        start = time.perf_counter()
        read(contents[:200])
        print(f"starting the readers anew adds {1000 * (time.perf_counter() - start - calm):.0f} ms to a batch")


if __name__ == "__main__":
    main()
