"""Archives whose bytes tell nothing of when and where they were packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

STILL = (1980, 1, 1, 0, 0, 0)
"""The first instant that a zip can tell, for every part."""

MIMETYPE = "mimetype"
"""The part of an OpenDocument file that stands first and uncompressed, so that its kind shows in its first bytes."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an archive, in their order."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, STILL), content, how)
    return sink.getvalue()


def unpacked(archive: bytes) -> Mapping[str, bytes]:
    """The parts of an archive by their names, in their order. Raises `zipfile.BadZipFile`."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
