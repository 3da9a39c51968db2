"""Looks into folders in which processes are at work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file below a folder with what it holds; what is gone by the time it is read holds nothing any more."""
    for at, _, names in os.walk(folder):
        for path in (Path(at, name) for name in names):
            with suppress(FileNotFoundError):
                yield path, path.read_bytes()
