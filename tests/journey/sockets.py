"""What the processes of a machine listen on, as the kernel says."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

LISTENING = "0A"


def family(root: int) -> list[int]:
    """A process and all that descend from it, by their numbers."""
    parents = {int(entry.name): _parent(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    found = [root]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def listening(processes: list[int]) -> set[str]:
    """The addresses of all sockets on which one of these processes listens."""
    inodes = {inode for process in processes for inode in _sockets(process)}
    return {address for table in ("tcp", "tcp6") for inode, address in _listeners(table) if inode in inodes}


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _sockets(process: int) -> Iterator[str]:
    """The inodes of a process's sockets; what it closes meanwhile, or that it ends, hides none of the others."""
    with suppress(OSError):
        for number in os.listdir(f"/proc/{process}/fd"):
            with suppress(OSError):
                what = os.readlink(f"/proc/{process}/fd/{number}")
                if what.startswith("socket:["):
                    yield what[8:-1]


def _listeners(table: str) -> Iterator[tuple[str, str]]:
    path = Path("/proc/net", table)
    for line in path.read_text().splitlines()[1:] if path.exists() else []:  # a kernel without IPv6 has no table of it
        local, state, inode = (line.split()[at] for at in (1, 3, 9))
        if state == LISTENING:
            yield inode, _address(local.partition(":")[0])


def _address(digits: str) -> str:
    """The kernel writes an address as words of four bytes, each back to front on most machines."""
    words = [bytes.fromhex(digits[at : at + 8])[::-1] for at in range(0, len(digits), 8)]
    return socket.inet_ntop(socket.AF_INET if len(words) == 1 else socket.AF_INET6, b"".join(words))
