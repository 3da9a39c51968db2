"""The inbox: one folder per sender, into which departments drop their spreadsheets."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from itertools import chain, count
from pathlib import Path
from stat import S_ISREG

IGNORED = ("~$*", ".*", "*.tmp", "*.part", "*.partial", "*.crdownload", "Thumbs.db", "desktop.ini")
"""What office programs, browsers and file managers leave in a folder."""


ANSWERS = "Answers"
"""The folder within each sender's where the answers to its files stand."""

INDEX = ".answers.json"
"""What the answers in a folder were when they were written."""

ASIDE = ".taken-"
"""How the folder begins in which a file stands on its way out of the inbox."""


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
        found = [arrival for path in self.root.rglob("*") if (arrival := self._arrival(path))]
        yield from sorted(found, key=lambda arrival: (arrival.arrived_at, arrival.key))

    def _arrival(self, path: Path) -> Arrival | None:
        """The arrival of a path; `None` for what is no file, is not wanted, or is gone meanwhile."""
        relative = path.relative_to(self.root)
        if any(fnmatch(part, pattern) for part in relative.parts for pattern in IGNORED):
            return None
        try:
            status = path.lstat()
        except FileNotFoundError:
            return None
        if not S_ISREG(status.st_mode) or self._is_answer(path, relative):
            return None
        sender = relative.parts[0] if len(relative.parts) > 1 else ""
        name = relative.relative_to(sender).as_posix() if sender else relative.as_posix()
        arrived_at = datetime.fromtimestamp(status.st_mtime, UTC)
        return Arrival(_readable(sender), _readable(name), arrived_at, relative.as_posix())

    def read(self, arrival: Arrival) -> bytes:
        """The bytes of a file. Raises `FileNotFoundError` where its sender took it back."""
        return (self.root / arrival.key).read_bytes()

    def dismiss(self, arrival: Arrival, sha256: str) -> None:
        """Take a file out of the inbox, if it is still the one that was read.

        It is moved aside first: what its sender saves over it at this very moment is put back, not lost.
        """
        path = self.root / arrival.key
        aside = path.parent / f"{ASIDE}{uuid.uuid4().hex}" / path.name
        try:
            aside.parent.mkdir()
            path.rename(aside)
            if hashlib.sha256(aside.read_bytes()).hexdigest() == sha256:
                aside.unlink()
        except FileNotFoundError:
            pass  # its sender took it back, or another of us was first
        self._put_back(aside.parent)

    def answer(self, sender: str, name: str, content: bytes) -> None:
        """Put an answer beside the sender's files. A workbook that its sender mends there, in place, has arrived."""
        folder = self.root / sender / ANSWERS
        folder.mkdir(parents=True, exist_ok=True)
        written = {**_index(folder), name: hashlib.sha256(content).hexdigest()}
        for path, bytes_of in ((folder / INDEX, json.dumps(written, indent=1).encode()), (folder / name, content)):
            beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
            beside.write_bytes(bytes_of)
            beside.replace(path)

    def _is_answer(self, path: Path, relative: Path) -> bool:
        """Whether a file is one of ours as we wrote it."""
        if len(relative.parts) != 3 or relative.parts[1] != ANSWERS:
            return False
        written = _index(path.parent).get(path.name)
        return path.suffix == ".html" or (written is not None and written == _sha256(path))

    def _put_back(self, *folders: Path) -> None:
        """Return what was moved aside and not taken: changed at the last moment, or left by a crash."""
        for folder in folders or self.root.rglob(f"{ASIDE}*"):
            for aside in list(folder.iterdir()) if folder.is_dir() else []:
                with suppress(FileNotFoundError):
                    aside.rename(_free(folder.parent / aside.name))
            with suppress(OSError):
                folder.rmdir()


def _index(folder: Path) -> dict[str, str]:
    """The SHA-256 of each answer in a folder by its name, as it was written."""
    try:
        known: dict[str, str] = json.loads((folder / INDEX).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return known


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _free(path: Path) -> Path:
    """The path, or one like it where a newer file has taken its name."""
    names = (path.with_stem(f"{path.stem} (earlier {number})") for number in count(1))
    return next(candidate for candidate in chain([path], names) if not candidate.exists())


def _readable(name: str) -> str:
    """A name as text: bytes that are no UTF-8, which old shares still hold, become a question mark."""
    return os.fsencode(name).decode("utf-8", errors="replace")
