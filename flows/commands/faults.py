"""How commands tell of files that met a fault of ours: once, with an id, and never as a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flows.commands.printing import file_named, print_aside
from flows.fault_log import log_fault
from transforms.settle import SentFile


def print_faults(faults: Iterable[tuple[SentFile, Exception]], workspace: Path, what_follows: str) -> None:
    """Log each fault, and say on standard error which file met it and what follows."""
    for file, error in faults:
        where = file_named(file)
        print_aside(f"{where} met a fault of ours{what_follows}. {log_fault(error, workspace, where)}")
