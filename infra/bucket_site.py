"""The public site in a bucket, on any server that speaks S3 and serves it, or behind a network that does."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from infra.bucket import Bucket

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8; header=present",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
METADATA = "-metadata.json", "application/csvm+json"
"""The ending and the type of what CSV on the Web puts beside a table."""

FOREVER, A_WHILE = "public, max-age=31536000, immutable", "public, max-age=300"
NEVER_CHANGES = "assets/"
"""Where files are named for what is in them."""


class BucketSite:
    """The objects under a prefix. A bucket cannot change at once: each object does, and whoever follows a link finds its end,
    for what links to others is put after them and nothing is ever deleted.
    """

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    def lying(self) -> Iterator[str]:
        """The objects under the prefix."""
        yield from sorted(lying.key for lying in self.bucket.listing())

    def get(self, name: str) -> bytes:
        """The bytes of an object."""
        return self.bucket.get(name)[0]

    def publish(self, files: Mapping[str, bytes]) -> None:
        """Put what is not there as it is, in the order given, each with its type and how long it may be kept."""
        there = {lying.key: lying.etag.strip('"') for lying in self.bucket.listing()}
        for name, content in files.items():
            if there.get(name) != hashlib.md5(content, usedforsecurity=False).hexdigest():
                self.bucket.put(name, content, served=served_as(name))

    def examine(self) -> str:
        """The bucket, into which something can be put."""
        probe = f".probe/{uuid.uuid4().hex}"
        self.bucket.put(probe, b"probe")
        self.bucket.delete(probe)
        return str(self.bucket.place)


def served_as(name: str) -> Mapping[str, str]:
    """What a server says of a file to whoever asks for it.

    >>> served_as("indicators/ni-192/index.html")
    {'ContentType': 'text/html; charset=utf-8', 'CacheControl': 'public, max-age=300'}
    """
    ending, metadata = METADATA
    known = CONTENT_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
    return {
        "ContentType": metadata if name.endswith(ending) else known,
        "CacheControl": FOREVER if name.startswith(NEVER_CHANGES) else A_WHILE,
    }
