"""Notes whom each Python process of a `mortar up` speaks to: put on PYTHONPATH, it is loaded before anything else."""

from __future__ import annotations

import os
import sys

HEARD = os.environ.get("EAVESDROPPER", "")
"""The file of notes: a line for each name looked up and each address spoken to."""


def note(event: str, arguments: tuple[object, ...]) -> None:
    """Write down what concerns the network; sockets that are files of this machine do not."""
    if event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        _write(event, arguments[1][0])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        _write(event, arguments[0])


def _write(event: str, whom: object) -> None:
    name = whom.decode() if isinstance(whom, bytes) else str(whom)
    notes = os.open(HEARD, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(notes, f"{event} {name}\n".encode())
    os.close(notes)


if HEARD:
    sys.addaudithook(note)
