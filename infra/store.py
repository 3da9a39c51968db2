"""A store of immutable objects under keys; the lake stands on one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from infra.whole_file import write_whole
from transforms.errors import SettingsError


class Store(Protocol):
    """What the lake asks of a store."""

    def put(self, key: str, content: bytes) -> None:
        """Keep an object; whole or not at all."""

    def get(self, key: str) -> bytes:
        """The bytes of an object. Raises `KeyError`."""

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys that begin with a folder's name, in order."""

    def delete(self, key: str) -> None:
        """Forget an object, if it is there."""

    def flush(self) -> None:
        """Return when everything put so far would outlast a loss of power."""


class FolderStore:
    """Objects as files under a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes) -> None:
        """A crash leaves the old state or the new, never half a file."""
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)

    def get(self, key: str) -> bytes:
        """The bytes of the file."""
        try:
            return (self.root / key).read_bytes()
        except FileNotFoundError:
            raise KeyError(key) from None

    def keys(self, prefix: str) -> Iterator[str]:
        """Files below a folder; what a crash left half-written is passed over."""
        found = (path for path in (self.root / prefix).rglob("*") if path.is_file() and not path.name.startswith("."))
        yield from sorted(path.relative_to(self.root).as_posix() for path in found)

    def delete(self, key: str) -> None:
        """Unlink the file."""
        (self.root / key).unlink(missing_ok=True)

    def flush(self) -> None:
        """Ask the kernel to write all its buffers: one call for a batch, where a call per file would crawl."""
        os.sync()


def open_store(url: str, workspace: Path) -> Store:
    """The store of a `file:` or `s3:` URL. Raises `SettingsError` for a scheme nobody serves, or a wrong URL."""
    if urlsplit(url).scheme == "s3":
        from infra.bucket import Bucket
        from infra.bucket_store import BucketStore

        return BucketStore(Bucket(url))
    return FolderStore(folder_of(url, workspace))


def folder_of(url: str, workspace: Path) -> Path:
    """The folder of a `file:` URL, relative ones in the workspace. Raises `SettingsError`."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        raise SettingsError(f"'{url}' has a scheme that is not served here.", "Write file:FOLDER.")
    return workspace / unquote(parts.path)
