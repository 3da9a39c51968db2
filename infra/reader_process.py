"""A process that reads files for another: bytes come in, cells go out.

It is started by `infra.safe_reader`, imports little, so that it starts and restarts quickly, and bounds its own
memory before it opens the first file. Each message is its length in eight bytes, then itself; an answer is a
pickled pair of what it is and what it says. It says when it is ready, and ends when the other end is gone.
"""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from contextlib import suppress
from typing import BinaryIO

from transforms.errors import UnreadableReturn
from transforms.read_workbook import read_workbook
from transforms.reading_limits import MEMORY_BYTES

READY = b"ready"
LENGTH_BYTES = 8


WORKBOOK, REFUSED, FAULT = "workbook", "refused", "fault"
Answer = tuple[str, object]
"""A workbook; or the parts of an `UnreadableReturn`; or the traceback of a fault of ours."""


def serve(asks: BinaryIO, answers: BinaryIO) -> None:
    """Answer until no more is asked."""
    while header := asks.read(LENGTH_BYTES):
        content = asks.read(int.from_bytes(header, "big"))
        answer = pickle.dumps(_read(content), pickle.HIGHEST_PROTOCOL)
        answers.write(len(answer).to_bytes(LENGTH_BYTES, "big"))
        answers.write(answer)
        answers.flush()


def _read(content: bytes) -> Answer:
    """The answer to a file; out of memory, the process ends, for nothing in it is sure then."""
    try:
        return WORKBOOK, read_workbook(content)
    except UnreadableReturn as error:
        return REFUSED, (error.rule, error.message, error.remedy, error.sheet, error.cell)
    except MemoryError:
        os._exit(1)
    except Exception:  # noqa: BLE001  # a fault of ours with this file; the next one may be sound
        return FAULT, traceback.format_exc()


def _bound() -> None:
    """Bound memory, and let nothing be written; systems without such limits have the other ones."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {resource.RLIMIT_AS: MEMORY_BYTES, resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0}
    for limit, most in limits.items():
        with suppress(OSError, ValueError):  # macOS knows some of them by name only
            resource.setrlimit(limit, (most, most))


def main() -> None:
    """Bound this process, then answer whoever started it."""
    _bound()
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
