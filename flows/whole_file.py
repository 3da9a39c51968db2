"""Writes a file for people whole or not at all."""

from __future__ import annotations

import uuid
from pathlib import Path


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside under a name of its own, then rename: another writer's file is never half ours. Raises `OSError`."""
    beside = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        beside.write_bytes(content)
        return beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
