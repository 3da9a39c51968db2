"""The log of our own faults, in the workspace: each with an id that a person can quote."""

from __future__ import annotations

import traceback
import uuid
from datetime import UTC, datetime
from pathlib import Path

from flows.commands.printing import visible
from transforms.errors import MortarError, MortarFault

FILE_NAME = "mortar.log"


def why(error: Exception, workspace: Path, where: str = "") -> str:
    """In a line, what went wrong and what to do; of a fault of ours, which is logged, where it stands."""
    if isinstance(error, MortarError) and not isinstance(error, MortarFault):
        return " ".join(f"{error.message} {error.remedy}".split())
    return f"It is a fault of ours. {log_fault(error, workspace, where)}"


def log_fault(error: Exception, workspace: Path, where: str = "") -> str:
    """Add a fault with its traceback to the log; returns the sentence that tells a person its id and the log's path.

    A fault takes one line and its traceback stands indented below: whatever a file was named by its sender,
    it cannot look like a fault of its own.
    """
    identity, path = uuid.uuid4().hex[:8], workspace / FILE_NAME
    header = f"{datetime.now(UTC).isoformat()} fault {identity} {visible(where)}".rstrip()
    below = (f"  {visible(line)}" for line in "".join(traceback.format_exception(error)).splitlines())
    try:
        with path.open("a", encoding="utf-8") as log:
            log.write("\n".join([header, *below]) + "\n\n")
    except OSError as unwritten:
        return (
            f"It is {identity}, and {path} cannot be written ({unwritten.strerror}): {type(error).__name__}: {error}."
        )
    return f"It is logged as {identity} in {path}."
