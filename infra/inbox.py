"""The inbox: one folder per sender, into which departments drop their spreadsheets."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

IGNORED = ("~$*", ".*", "*.tmp", "*.part", "*.partial", "*.crdownload", "Thumbs.db", "desktop.ini")
"""What office programs, browsers and file managers leave in a folder."""


ASIDE = ".taken"
"""The ending of a file that is on its way out of the inbox."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it lies in the inbox: whose it is, its name below the sender's folder, when it came."""

    sender: str
    file: str
    arrived_at: datetime
    key: str


class FolderInbox:
    """An inbox on a shared drive."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def make_room(self, senders: Iterable[str]) -> None:
        """Give each sender a folder."""
        for sender in senders:
            (self.root / sender).mkdir(parents=True, exist_ok=True)

    def arrivals(self) -> Iterator[Arrival]:
        """Every file that lies in the inbox now, oldest first; links and office programs' own files are not."""
        self._put_back()
        paths = [path for path in self.root.rglob("*") if path.is_file() and not path.is_symlink()]
        wanted = [path for path in paths if not self._ignored(path)]
        for path in sorted(wanted, key=lambda path: (path.stat().st_mtime_ns, path)):
            yield self._arrival(path)

    def _ignored(self, path: Path) -> bool:
        parts = path.relative_to(self.root).parts
        return any(fnmatch(part, pattern) for part in parts for pattern in IGNORED)

    def _arrival(self, path: Path) -> Arrival:
        relative = path.relative_to(self.root)
        sender = relative.parts[0] if len(relative.parts) > 1 else ""
        name = relative.relative_to(sender).as_posix() if sender else relative.as_posix()
        arrived_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Arrival(_readable(sender), _readable(name), arrived_at, relative.as_posix())

    def read(self, arrival: Arrival) -> bytes:
        """The bytes of a file. Raises `FileNotFoundError` where its sender took it back."""
        return (self.root / arrival.key).read_bytes()

    def dismiss(self, arrival: Arrival, sha256: str) -> None:
        """Take a file out of the inbox, if it is still the one that was read.

        It is moved aside first: what its sender saves over it at this very moment is put back, not lost.
        """
        path = self.root / arrival.key
        aside = path.with_name(f".{uuid.uuid4().hex}.{path.name}{ASIDE}")
        try:
            path.rename(aside)
        except FileNotFoundError:
            return
        if hashlib.sha256(aside.read_bytes()).hexdigest() == sha256:
            aside.unlink(missing_ok=True)
        else:
            self._put_back()

    def _put_back(self) -> None:
        """Return what was moved aside and not taken: changed at the last moment, or left by a crash."""
        for aside in self.root.rglob(f".*{ASIDE}"):
            path = aside.with_name(aside.name.split(".", 2)[2].removesuffix(ASIDE))
            if path.exists():
                path = path.with_stem(f"{path.stem} (earlier)")
            with suppress(FileNotFoundError):
                aside.rename(path)


def _readable(name: str) -> str:
    """A name as text: bytes that are no UTF-8, which old shares still hold, become a question mark."""
    return os.fsencode(name).decode("utf-8", errors="replace")
