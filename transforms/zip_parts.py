"""The parts of a zipped workbook, opened only where the zip keeps within limits and says the truth."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from transforms.reading_limits import PARTS, UNZIPPED_BYTES
from transforms.refused_file import (
    damaged,
    declares_entities,
    oddly_named,
    protected,
    tampered,
    too_many_parts,
    too_many_unzipped,
)

CHUNK = 2**18
ENCRYPTED = 0x1
DOCTYPE = b"<!DOCTYPE"


class ZipParts:
    """The parts of a zip by their names; nothing is ever unpacked to a disk.

    Raises `UnreadableReturn` for a zip that is broken, encrypted, too large or oddly named.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
        except MemoryError:
            raise
        except Exception as error:  # a damaged archive breaks in any way it likes
            raise damaged() from error
        infos = self.archive.infolist()
        self.names = {info.filename for info in infos}
        _refuse_excess(infos)
        if any(info.flag_bits & ENCRYPTED for info in infos):
            raise protected()
        if len(self.names) < len(infos) or any(".." in name.replace("\\", "/").split("/") for name in self.names):
            raise oddly_named()

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part bit by bit. Raises `UnreadableReturn` where they are not as many, or others."""
        left = self.archive.getinfo(name).file_size
        try:
            with self.archive.open(name) as part:
                while chunk := part.read(CHUNK):
                    left -= len(chunk)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise tampered(name) from error
        except (OSError, RuntimeError, NotImplementedError, ValueError, OverflowError) as error:
            raise damaged() from error
        if left:
            raise tampered(name)

    def read(self, name: str) -> bytes:
        """The bytes of a part, none where there is no such part."""
        return b"".join(self.chunks(name)) if name in self.names else b""

    def has(self, name: str, word: bytes) -> bool:
        """Whether some bytes stand in a part."""
        tail = b""
        for chunk in self.chunks(name):
            if word in tail + chunk:
                return True
            tail = chunk[-len(word) :]
        return False

    def refuse_doctype(self, name: str) -> None:
        """Pass over a part once. Raises `UnreadableReturn` for a document type or a false size."""
        tail = b""
        for chunk in self.chunks(name):
            if DOCTYPE in tail + chunk:
                raise declares_entities()
            tail = chunk[-len(DOCTYPE) :]


def _refuse_excess(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > PARTS:
        raise too_many_parts(len(infos))
    if (size := sum(info.file_size for info in infos)) > UNZIPPED_BYTES:
        raise too_many_unzipped(size)
