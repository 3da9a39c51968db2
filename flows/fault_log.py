"""The log of our own faults, in the workspace: each with an id that a person can quote."""

from __future__ import annotations

import traceback
import uuid
from datetime import UTC, datetime
from pathlib import Path

FILE_NAME = "mortar.log"


def log_fault(error: Exception, workspace: Path, where: str = "") -> tuple[str, Path]:
    """Add a fault with its traceback to the log; returns its id and the log's path."""
    identity, path = uuid.uuid4().hex[:8], workspace / FILE_NAME
    told = "".join(traceback.format_exception(error))
    if workspace.is_dir():
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()} fault {identity} {where}\n{told}\n")
    return identity, path
