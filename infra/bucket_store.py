"""A store in a bucket, on any server that speaks S3."""

from __future__ import annotations

from collections.abc import Iterator

from infra.bucket import Bucket


class BucketStore:
    """Objects under a prefix; S3 shows each whole or not at all, and what it has taken outlasts a loss of power."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    def put(self, key: str, content: bytes) -> None:
        """Put the object."""
        self.bucket.put(key, content)

    def get(self, key: str) -> bytes:
        """The bytes of the object."""
        return self.bucket.get(key)[0]

    def keys(self, prefix: str) -> Iterator[str]:
        """Objects below a folder, sorted here: not every server lists them in order."""
        folder = f"{prefix}/" if prefix else ""
        yield from sorted(lying.key for lying in self.bucket.listing(folder))

    def delete(self, key: str) -> None:
        """Delete the object."""
        self.bucket.delete(key)

    def flush(self) -> None:
        """Nothing is left to do: a put that returned has been kept."""
