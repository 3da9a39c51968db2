"""A reader that does what the bytes say: what hostile files do to real readers in ways that change with each release."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from infra import reader_process
from transforms.workbook import Sheet, Workbook


@dataclass
class Intruder:
    """Something that runs where it is unpickled."""

    folder: str

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (self.folder,)


def read(content: bytes) -> Workbook:
    """A workbook whose only cell names the process; or what the bytes say."""
    does, _, where = content.partition(b" ")
    match does:
        case b"abort":
            os.abort()
        case b"hang":
            time.sleep(60)
        case b"memory":
            return Workbook((Sheet("", [[bytes(2**34)]]),))
        case b"fault":
            raise ZeroDivisionError("ours")
        case b"intrude":
            return Workbook((Sheet("", [[Intruder(where.decode())]]),))
        case b"write":
            Path(where.decode()).write_bytes(b"x")
        case b"environment":
            return Workbook((Sheet("", [sorted(os.environ)]),))
        case b"boast":
            sys.stdout.buffer.write((2**60).to_bytes(8, "big"))
            sys.stdout.buffer.flush()
            time.sleep(60)
    return Workbook((Sheet("", [[os.getpid()]]),))


if __name__ == "__main__":
    reader_process.read_workbook = read
    reader_process.main()
