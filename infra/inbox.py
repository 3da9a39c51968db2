"""The inbox: one folder per sender, into which departments drop their spreadsheets; on a shared drive or in a bucket."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit

from transforms.errors import SettingsError

IGNORED = ("~$*", ".*", "*.tmp", "*.part", "*.partial", "*.crdownload", "Thumbs.db", "desktop.ini")
"""What office programs, browsers and file managers leave in a folder."""

ANSWERS = "Answers"
"""The folder within each sender's where the answers to its files stand."""

SETTLE_SECONDS = 2.0
"""How long a file lies unchanged before it is taken, where nobody sets it otherwise."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it lies in the inbox: whose it is, its name below the sender's folder, when it came.

    The key finds it in the inbox; the version is another one as soon as its sender saves over it.
    """

    sender: str
    file: str
    arrived_at: datetime
    key: str
    version: str = ""


class Inbox(Protocol):
    """Where departments drop their files."""

    @property
    def root(self) -> Path | str:
        """Where it is, for people: a folder, or a bucket's address."""

    def make_room(self, senders: Iterable[str]) -> None:
        """Give each sender a folder."""

    def arrivals(self) -> Iterator[Arrival]:
        """Every file that lies in the inbox now and has settled, oldest first. What programs leave there is no file."""

    def read(self, arrival: Arrival) -> bytes:
        """The bytes of a file. Raises `FileNotFoundError` where its sender took it back or saved over it."""

    def dismiss(self, arrival: Arrival, sha256: str) -> None:
        """Take a file out of the inbox, if it still is what was read, by its SHA-256; else it stays."""

    def bring(self, sender: str, file: str, content: bytes) -> None:
        """Put a file into a sender's folder, whole or not at all, as if its sender had dropped it there."""

    def answer(self, sender: str, name: str, content: bytes) -> None:
        """Put an answer beside the sender's files. A workbook that its sender mends there, in place, has arrived."""


def sender_and_file(key: str) -> tuple[str, str]:
    """Whose a file is and its name, by where it lies; what lies in no sender's folder is nobody's."""
    sender, slash, file = key.partition("/")
    return (sender, file) if slash else ("", key)


def is_ignored(key: str) -> bool:
    """Whether a file is none of its sender's: a lock, a copy in the making, what a file manager keeps for itself."""
    return any(fnmatch(part, pattern) for part in key.split("/") for pattern in IGNORED)


def stands_among_answers(key: str) -> bool:
    """Whether a file stands where answers stand."""
    parts = key.split("/")
    return len(parts) == 3 and parts[1] == ANSWERS


def is_page(key: str) -> bool:
    """Whether a file among the answers is a page, which nobody fills in and sends back."""
    return PurePosixPath(key).suffix == ".html"


def open_inbox(url: str, workspace: Path, settle_seconds: float = SETTLE_SECONDS) -> Inbox:
    """The inbox of a `file:` or `s3:` URL. Raises `SettingsError` for another scheme, or a wrong URL."""
    from infra.settling import Settling

    settling, scheme = Settling(settle_seconds), urlsplit(url).scheme
    if scheme == "s3":
        from infra.bucket import Bucket
        from infra.bucket_inbox import BucketInbox

        return BucketInbox(Bucket(url), settling)
    if scheme == "file":
        from infra.folder_inbox import FolderInbox
        from infra.store import folder_of

        return FolderInbox(folder_of(url, workspace), settling)
    raise SettingsError(f"inbox: '{scheme}' is not served.", "Write file:FOLDER or s3://BUCKET/PREFIX.")
