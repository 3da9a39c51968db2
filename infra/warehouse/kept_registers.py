"""Registers once read, kept while a process lasts: a hundred reports of a morning ask for the same ones."""

from __future__ import annotations

from collections.abc import Callable

from transforms.register import Register

MOST = 256
"""Registers that are kept; a council that applies one each week has so many in five years."""

_kept: dict[tuple[str, int], Register] = {}


def kept_register(entry: str, year_start: int, read: Callable[[], Register]) -> Register:
    """The register of an entry of the lake, read where it was not before.

    An entry's name holds its instant and a checksum of its bytes, so it means the same register in every workspace.
    """
    key = entry, year_start
    register = _kept.get(key)
    if register is None:
        while len(_kept) >= MOST:
            _kept.pop(next(iter(_kept)), None)
        register = _kept[key] = read()
    return register
