"""The inboxes as their senders use them: what a person or a program does from outside, for each kind alike."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from infra.bucket import Bucket, open_client
from infra.bucket_inbox import BucketInbox
from infra.folder_inbox import FolderInbox
from infra.inbox import Inbox
from infra.settling import Settling

BEGINNING = datetime.fromtimestamp(1_000_000, UTC)
"""When a file without an age was dropped."""

ODD_NAMES = [
    "plain.csv",
    "two words.csv",
    "£ & € – Größe.csv",
    "a+b%20c%.csv",
    "50% of #1?.csv",
    "'quoted' \"twice\".csv",
    "日本語/下の.csv",
    f"{'deep/' * 30}{'x' * 200}.csv",
]
"""Names that people give and that URLs, XML and listings like to spoil."""


class Door(Protocol):
    """One kind of inbox with its outside."""

    inbox: Inbox

    def drop(self, key: str, content: bytes = b"bytes", age: int = 0) -> None:
        """Save a file, `age` seconds before the beginning."""

    def take_back(self, key: str) -> None:
        """Delete a file."""

    def lying(self) -> list[str]:
        """Every name that whoever looks there sees."""


class FolderDoor:
    """A folder, which others write to."""

    def __init__(self, root: Path, settling: Settling) -> None:
        self.root, self.inbox = root, FolderInbox(root, settling)

    def drop(self, key: str, content: bytes = b"bytes", age: int = 0) -> None:
        """Write the file and set its time."""
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        instant = (BEGINNING - timedelta(seconds=age)).timestamp()
        os.utime(path, (instant, instant))

    def take_back(self, key: str) -> None:
        """Unlink the file."""
        (self.root / key).unlink()

    def lying(self) -> list[str]:
        """Every file that is not hidden."""
        found = (path for path in self.root.rglob("*") if path.is_file() and not path.name.startswith("."))
        return sorted(path.relative_to(self.root).as_posix() for path in found)


class BucketDoor:
    """A bucket, which others put into."""

    def __init__(self, endpoint: str, bucket: str, prefix: str, settling: Settling) -> None:
        self.endpoint, self.bucket, self.prefix = endpoint, bucket, prefix
        self.inbox = BucketInbox(Bucket(f"s3://{bucket}/{prefix}?endpoint={endpoint}"), settling)
        self.client: Any = open_client("s3", endpoint, "eu-west-2")

    def drop(self, key: str, content: bytes = b"bytes", age: int = 0) -> None:
        """Put the object, and tell the server since when it has been there."""
        from moto.s3.models import s3_backends

        self.client.put_object(Bucket=self.bucket, Key=self.prefix + key, Body=content)
        kept = s3_backends["123456789012"]["aws"].get_object(self.bucket, self.prefix + key)
        kept.last_modified = (BEGINNING - timedelta(seconds=age)).replace(tzinfo=None)

    def take_back(self, key: str) -> None:
        """Delete the object."""
        self.client.delete_object(Bucket=self.bucket, Key=self.prefix + key)

    def lying(self) -> list[str]:
        """Every object that is neither hidden nor stands for a folder."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        keys = (each["Key"].removeprefix(self.prefix) for page in pages for each in page.get("Contents", []))
        return sorted(key for key in keys if not key.endswith("/") and "/." not in key)
