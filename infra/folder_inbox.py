"""An inbox on a shared drive."""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from stat import S_ISREG

from infra.inbox import ANSWERS, Arrival, is_ignored, is_page, sender_and_file, stands_among_answers
from infra.settling import Settling
from infra.whole_file import write_whole

INDEX = ".answers.json"
"""What the answers in a folder were when they were written."""

ASIDE = ".taken-"
"""How the folder begins in which a file stands on its way out of the inbox."""


class FolderInbox:
    """Files below a folder, the sender's name first."""

    def __init__(self, root: Path, settling: Settling) -> None:
        self.root = root
        self._settling = settling

    def make_room(self, senders: Iterable[str]) -> None:
        """Give each sender a folder."""
        for sender in senders:
            (self.root / sender).mkdir(parents=True, exist_ok=True)

    def arrivals(self) -> Iterator[Arrival]:
        """Every file that lies there and has settled, oldest first; links are not followed."""
        self._put_back()
        found = self._settling.settled(self._lying, self.read)
        yield from sorted(found, key=lambda arrival: (arrival.arrived_at, arrival.key))

    def _lying(self) -> Iterator[Arrival]:
        paths = (Path(folder, name) for folder, _, names in self._folders() for name in names)
        return (arrival for path in paths if (arrival := self._arrival(path)))

    def _folders(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Each folder with the folders and the files in it; of one that another of us took away meanwhile, nothing."""
        return os.walk(self.root, onerror=_pass_over_what_is_gone)

    def _arrival(self, path: Path) -> Arrival | None:
        """The arrival of a path; `None` for what is no file, is not wanted, or is gone meanwhile."""
        key = path.relative_to(self.root).as_posix()
        if is_ignored(key):
            return None
        try:
            status = path.lstat()
        except FileNotFoundError:
            return None
        if not S_ISREG(status.st_mode) or self._is_answer(path, key):
            return None
        sender, file = sender_and_file(key)
        arrived_at = datetime.fromtimestamp(status.st_mtime, UTC)
        return Arrival(_readable(sender), _readable(file), arrived_at, key, _version(status))

    def read(self, arrival: Arrival) -> bytes:
        """The bytes of the file, if nobody wrote to it while it was read."""
        path = self.root / arrival.key
        content = path.read_bytes()
        if _version(path.lstat()) != arrival.version:
            raise FileNotFoundError(f"{arrival.key} was saved over meanwhile")
        return content

    def dismiss(self, arrival: Arrival, sha256: str) -> None:
        """Move the file aside first: what its sender saves over it at this very moment is put back, not lost.

        Another of us who looks in just then takes it for left there by a crash, and puts it back as it was.
        """
        path = self.root / arrival.key
        while not self._moved_out(path, sha256) and _stands(path, arrival.version):
            pass

    def _moved_out(self, path: Path, sha256: str) -> bool:
        """Whether a file was looked at aside, and is gone where it was the one that was taken in."""
        aside = path.parent / f"{ASIDE}{uuid.uuid4().hex}" / path.name
        try:
            aside.parent.mkdir()
            path.rename(aside)
            if hashlib.sha256(aside.read_bytes()).hexdigest() == sha256:
                aside.unlink()
        except FileNotFoundError:
            return False  # its sender took it back, or another of us had it at the same time
        finally:
            self._put_back(aside.parent)
        return True

    def bring(self, sender: str, file: str, content: bytes) -> None:
        """Write the file under another name first, which nobody takes for one that has arrived."""
        (self.root / sender).mkdir(parents=True, exist_ok=True)
        write_whole(self.root / sender / file, content)

    def answer(self, sender: str, name: str, content: bytes) -> None:
        """Write the answer, its checksum first: what is found there with another one has been mended."""
        folder = self.root / sender / ANSWERS
        folder.mkdir(parents=True, exist_ok=True)
        written = {**_index(folder), name: hashlib.sha256(content).hexdigest()}
        for path, bytes_of in ((folder / INDEX, json.dumps(written, indent=1).encode()), (folder / name, content)):
            write_whole(path, bytes_of)

    def _is_answer(self, path: Path, key: str) -> bool:
        """Whether a file is one of ours as we wrote it."""
        return stands_among_answers(key) and (is_page(key) or _sha256(path) == _index(path.parent).get(path.name))

    def _left_aside(self) -> list[Path]:
        return [Path(at, name) for at, names, _ in self._folders() for name in names if name.startswith(ASIDE)]

    def _put_back(self, *folders: Path) -> None:
        """Return what was moved aside and not taken: changed at the last moment, or left by a crash."""
        for folder in folders or self._left_aside():
            with suppress(FileNotFoundError):  # another of us was first
                for aside in list(folder.iterdir()):
                    aside.rename(_free(folder.parent / aside.name))
            with suppress(OSError):
                folder.rmdir()


def _pass_over_what_is_gone(error: OSError) -> None:
    """And what we may not look into; a drive that does not answer is no empty one."""
    if not isinstance(error, FileNotFoundError | PermissionError):
        raise error


def _version(status: os.stat_result) -> str:
    """Not the inode: some shares give a file another one at each look."""
    return f"{status.st_size}-{status.st_mtime_ns}"


def _stands(path: Path, version: str) -> bool:
    try:
        return _version(path.lstat()) == version
    except FileNotFoundError:
        return False


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
