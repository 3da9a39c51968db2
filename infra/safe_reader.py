"""Reads files of strangers in processes of their own, which may be brought down without harm to this one."""

from __future__ import annotations

import atexit
import io
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from queue import LifoQueue
from threading import Timer
from typing import IO, Self, TypeVar

from infra.reader_process import LENGTH_BYTES, READY, REFUSED, Answer
from transforms.errors import MortarFault, UnreadableReturn
from transforms.reading_limits import ANSWER_BYTES, FILE_BYTES, SECONDS
from transforms.refused_file import too_many_bytes, unsafe
from transforms.workbook import Workbook

T = TypeVar("T")

READER = "infra.reader_process"
"""The module that runs in the other process."""

START_SECONDS = 60.0
"""A cold disk and a busy machine: it is no file's fault how long a start takes."""

MOST_PROCESSES = 4
"""More would only wait for whoever checks the figures."""

ENVIRONMENT = ("PATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")
"""What a process needs to start at all; the passwords of the warehouse and the mail are not among it."""

ANSWER_TYPES = {
    ("transforms.workbook", "Workbook"), ("transforms.workbook", "Sheet"), ("transforms.workbook", "Merge"),
    ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"),
    ("builtins", "frozenset"), ("builtins", "set"),
}  # fmt: skip
"""All that an answer is made of. A reader that was taken over could otherwise run what it likes here."""

Read = Workbook | UnreadableReturn
"""What became of a file: its cells, or why it is refused."""


class ReaderDied(Exception):
    """A reader ended, was ended, or answered what no reader answers."""


class _Unpickler(pickle.Unpickler):
    """Reads an answer and makes nothing from it but what answers are made of."""

    def find_class(self, module: str, name: str) -> object:
        if (module, name) not in ANSWER_TYPES:
            raise ReaderDied(f"{module}.{name}")
        return super().find_class(module, name)


class _Process:
    """One process that reads, started when it is first asked."""

    def __init__(self, module: str, seconds: float) -> None:
        self.module, self.seconds = module, seconds
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether it has read nothing yet, so that nothing but the next file can bring it down."""
        return self.process is None

    def read(self, content: bytes) -> Answer:
        """The answer to a file.

        Raises `ReaderDied` where it brought the process down or took too long, and `MortarFault` where no
        process can be started at all.
        """
        if self.process is None:
            self.process = _start(self.module)
            if self._watched(START_SECONDS, lambda asks, answers: answers.read(len(READY))) != READY:
                self.stop()
                remedy = f"Run `{sys.executable} -m {self.module}` to see why."
                raise MortarFault("The process that reads files cannot be started.", remedy)
        return self._watched(self.seconds, lambda asks, answers: _exchange(asks, answers, content))

    def _watched(self, seconds: float, work: Callable[[IO[bytes], IO[bytes]], T]) -> T:
        """Do something with the process's pipes; it is ended where that fails or takes longer."""
        process = self.process
        assert process and process.stdin and process.stdout
        watch = Timer(seconds, process.kill)
        watch.start()
        try:
            return work(process.stdin, process.stdout)
        except BaseException:
            self.stop()
            raise
        finally:
            watch.cancel()

    def stop(self) -> None:
        """End the process, if it runs."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        with suppress(BrokenPipeError):
            process.__exit__(None, None, None)


def _start(module: str) -> subprocess.Popen[bytes]:
    """A new process, which finds the modules that this one finds, and knows none of its secrets."""
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**kept, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
    )


def _exchange(asks: IO[bytes], answers: IO[bytes], content: bytes) -> Answer:
    try:
        asks.write(len(content).to_bytes(LENGTH_BYTES, "big"))
        asks.write(content)
        asks.flush()
        return _receive(answers)
    except OSError as error:
        raise ReaderDied from error


def _receive(pipe: IO[bytes]) -> Answer:
    length = int.from_bytes(pipe.read(LENGTH_BYTES), "big")
    if not 0 < length <= ANSWER_BYTES:
        raise ReaderDied
    answer = pipe.read(length)
    if len(answer) < length:
        raise ReaderDied
    try:
        kind, said = _Unpickler(io.BytesIO(answer)).load()
    except Exception as error:  # whatever it is, no reader of ours wrote it
        raise ReaderDied from error
    return kind, said


class SafeReader:
    """Reads files in other processes, in several at once; use it as a context manager, or `close` it."""

    def __init__(self, processes: int = 0, seconds: float = SECONDS, module: str = READER) -> None:
        self.count = processes or min(MOST_PROCESSES, os.cpu_count() or 1)
        self.processes = [_Process(module, seconds) for _ in range(self.count)]
        self.idle: LifoQueue[_Process] = LifoQueue()
        for process in self.processes:
            self.idle.put(process)

    def read(self, content: bytes) -> Workbook:
        """The workbook of a file's bytes, whatever they do to the process that reads them.

        Raises `UnreadableReturn` where the file is refused, and `MortarFault` where the fault is ours.
        """
        if len(content) > FILE_BYTES:
            raise too_many_bytes(len(content))
        process = self.idle.get()
        try:
            kind, said = _ask(process, content)
        finally:
            self.idle.put(process)
        return _workbook(kind, said)

    def read_each(self, contents: Iterable[bytes]) -> Iterator[Read | Exception]:
        """What became of each file, in their order; an exception that is no refusal is a fault of ours.

        Few are read ahead, so that what is not yet fetched takes little memory.
        """
        waiting: deque[Future[Read | Exception]] = deque()
        with ThreadPoolExecutor(self.count, thread_name_prefix="safe-reader") as threads:
            for content in contents:
                waiting.append(threads.submit(self._outcome, content))
                if len(waiting) > 2 * self.count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def _outcome(self, content: bytes) -> Read | Exception:
        try:
            return self.read(content)
        except Exception as error:  # noqa: BLE001  # whatever one file does to us, the others go on
            return error

    def close(self) -> None:
        """End all processes; a file that one of them is reading is then refused."""
        for process in self.processes:
            process.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _ask(process: _Process, content: bytes) -> Answer:
    """The answer to a file; one that brings a process down is refused.

    If other files were read in it before, a fresh one is asked first: the fault may be what they left behind.
    """
    was_fresh = process.is_fresh
    try:
        return process.read(content)
    except ReaderDied:
        if not was_fresh:
            return _ask(process, content)
        raise unsafe() from None


def _workbook(kind: str, said: object) -> Workbook:
    if isinstance(said, Workbook):
        return said
    if kind == REFUSED and isinstance(said, tuple):
        raise UnreadableReturn(*said)
    raise MortarFault(f"A file could not be read: {said}")


@cache
def safe_reader() -> SafeReader:
    """The reader of this program: its processes are kept from batch to batch and end with it."""
    reader = SafeReader()
    atexit.register(reader.close)
    return reader
