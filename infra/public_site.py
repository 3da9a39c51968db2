"""Where the public site is published: a folder that a web server reads, or a bucket that is served."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from infra.store import folder_of
from transforms.errors import SettingsError

MARK = "edition.json"
"""The file that every edition has; by it a folder is known to hold one."""


class PublicSite(Protocol):
    """What the flow asks of the place where the public reads."""

    def lying(self) -> Iterator[str]:
        """The names of all files that are published now."""

    def get(self, name: str) -> bytes:
        """The bytes of a published file. Raises `KeyError`."""

    def publish(self, files: Mapping[str, bytes]) -> None:
        """Publish an edition, its files in the order in which they may become seen: what links to others after them.

        Raises `SettingsError` where it cannot be written; then what was published before still is.
        """

    def examine(self) -> str:
        """Where it is. Raises `SettingsError` where nothing could be published."""


class FolderSite:
    """A folder that is one edition, and the next at once: readers never see parts of both.

    Each edition is written beside, into `.<folder>-editions`, and the folder is a symbolic link to one of them, which is
    replaced in one step. Where a file system has no symbolic links the folder itself is put aside and the new one into its
    place, in two steps; should a crash come between them, whoever asks next puts the old one back.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.editions = folder.with_name(f".{folder.name}-editions")
        self.aside = folder.with_name(f".{folder.name}-before")

    def lying(self) -> Iterator[str]:
        """The files of the edition in force."""
        self._mend()
        found = (path for path in self.folder.rglob("*") if path.is_file())
        yield from sorted(path.relative_to(self.folder).as_posix() for path in found)

    def get(self, name: str) -> bytes:
        """The bytes of a file of the edition in force."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            raise KeyError(name) from None

    def publish(self, files: Mapping[str, bytes]) -> None:
        """Write the edition beside, then show it in place of the one before, of which a copy stays for who reads it still."""
        with self._alone():
            self._mend()
            self._refuse_what_is_not_ours()
            before = self.folder.resolve()
            edition = self._written(files)
            os.sync()
            self._show(edition)
            self._forget({edition, before})

    def examine(self) -> str:
        """The folder, into whose neighbourhood something can be written."""
        with self._alone():
            self._mend()
            self._refuse_what_is_not_ours()
        return (
            f"{self.folder}, {'an edition is published' if (self.folder / MARK).is_file() else 'nothing published yet'}"
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep others from publishing meanwhile; in our words what the file system does not let us do."""
        try:
            self.editions.mkdir(parents=True, exist_ok=True)
            with (self.editions / ".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise SettingsError(
                f"The public site cannot be written at {self.folder}: {error.strerror}.",
                "Check the folder above it and its permissions, or set another `site`.",
            ) from error

    def _refuse_what_is_not_ours(self) -> None:
        if self.folder.is_symlink() or not self.folder.exists() or (self.folder / MARK).is_file():
            return
        if not self.folder.is_dir() or any(self.folder.iterdir()):
            raise SettingsError(
                f"{self.folder} holds what was not published there.", "Move that away, or set another `site`."
            )

    def _written(self, files: Mapping[str, bytes]) -> Path:
        """The folder of an edition, named for what is in it: it is there whole or not at all."""
        digest = hashlib.sha256()
        for name, content in sorted(files.items()):
            digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        edition = self.editions / digest.hexdigest()[:16]
        if not edition.is_dir():
            beside = self.editions / f".{uuid.uuid4().hex}.part"
            for name, content in files.items():
                path = beside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            beside.rename(edition)
        return edition

    def _show(self, edition: Path) -> None:
        link = self.editions / f".{uuid.uuid4().hex}.link"
        try:
            link.symlink_to(edition.relative_to(self.folder.parent), target_is_directory=True)
        except (OSError, NotImplementedError):
            self._exchange(edition)
            return
        if self.folder.is_dir() and not self.folder.is_symlink():
            self.folder.rename(self.aside)
        link.replace(self.folder)
        shutil.rmtree(self.aside, ignore_errors=True)

    def _exchange(self, edition: Path) -> None:
        """Put a copy of the edition in the folder's place, without links."""
        coming = self.editions / f".{uuid.uuid4().hex}.part"
        shutil.copytree(edition, coming)
        if self.folder.is_dir():
            self.folder.rename(self.aside)
        coming.rename(self.folder)
        shutil.rmtree(self.aside, ignore_errors=True)

    def _mend(self) -> None:
        """Put back what a crash left put aside."""
        if self.aside.is_dir() and not self.folder.exists():
            self.aside.rename(self.folder)
        shutil.rmtree(self.aside, ignore_errors=True)

    def _forget(self, kept: set[Path]) -> None:
        known = {path.resolve() for path in kept}
        for path in self.editions.iterdir():
            if path.is_symlink():
                path.unlink()
            elif path.is_dir() and path.resolve() not in known:
                shutil.rmtree(path, ignore_errors=True)


def open_site(url: str, workspace: Path) -> PublicSite:
    """The site of a `file:` or `s3:` URL. Raises `SettingsError` for a scheme nobody serves, or a wrong URL."""
    if urlsplit(url).scheme == "s3":
        from infra.bucket import Bucket
        from infra.bucket_site import BucketSite

        return BucketSite(Bucket(url))
    return FolderSite(folder_of(url, workspace))
