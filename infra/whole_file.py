"""Writes a file whole or not at all."""

from __future__ import annotations

import uuid
from pathlib import Path


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside under a name of its own, then rename: a crash or another writer leaves the old file or the new one.

    Raises `OSError`; then nothing is left beside.
    """
    beside = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        beside.write_bytes(content)
        return beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
