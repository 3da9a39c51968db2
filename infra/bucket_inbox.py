"""An inbox in a bucket: any server that speaks S3, and whatever brings files into it.

S3 shows an object whole or not at all. It cannot move one aside, and not every server deletes on a condition:
docs/decisions/0010 says what follows from that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from infra.bucket import Bucket, Lying
from infra.inbox import ANSWERS, Arrival, is_ignored, is_page, sender_and_file, stands_among_answers
from infra.settling import Settling

OURS = {"mortar": "answer"}
"""What an answer says of itself; what its sender saves over it does not."""

ANSWERED = ".answered"
"""The folder among the answers that names their ETags, so that a listing alone tells them from returns."""


class BucketInbox:
    """Objects below a prefix, the sender's name first."""

    def __init__(self, bucket: Bucket, settling: Settling) -> None:
        self.bucket = bucket
        self._settling = settling

    @property
    def root(self) -> Path | str:
        """The bucket's address."""
        return str(self.bucket.place)

    def make_room(self, senders: Iterable[str]) -> None:
        """Give each sender an empty object by the name of a folder, which programs show as one."""
        there = {each.key for each in self.bucket.listing()}
        for sender in senders:
            if f"{sender}/" not in there:
                self.bucket.put(f"{sender}/", b"")

    def arrivals(self) -> Iterator[Arrival]:
        """Every object that is a file and has settled, oldest first, as the server's clock tells to the second."""
        found = self._settling.settled(self._lying, self.read)
        yield from sorted(found, key=lambda arrival: (arrival.arrived_at, arrival.key))

    def _lying(self) -> Iterator[Arrival]:
        there = list(self.bucket.listing())
        keys = {each.key for each in there}
        for each in there:
            if not each.key.endswith("/") and not is_ignored(each.key) and not self._is_answer(each, keys):
                sender, file = sender_and_file(each.key)
                yield Arrival(sender, file, each.modified_at, each.key, each.etag)

    def _is_answer(self, lying: Lying, keys: set[str]) -> bool:
        """Whether an object is one of ours as we put it. It is asked itself only where a crash left it unnamed."""
        if not stands_among_answers(lying.key):
            return False
        sender, _ = sender_and_file(lying.key)
        named = is_page(lying.key) or _mark(sender, lying.etag) in keys
        return named or OURS.items() <= self.bucket.metadata(lying.key).items()

    def read(self, arrival: Arrival) -> bytes:
        """The bytes of the object, if it is the one that was listed."""
        try:
            content, etag = self.bucket.get(arrival.key)
        except KeyError:
            raise FileNotFoundError(f"{arrival.key} was taken back") from None
        if etag != arrival.version:
            raise FileNotFoundError(f"{arrival.key} was saved over meanwhile")
        return content

    def dismiss(self, arrival: Arrival, sha256: str) -> None:
        """Look again, then delete on the condition that nobody saved over it since."""
        try:
            content, etag = self.bucket.get(arrival.key)
        except KeyError:
            return
        if hashlib.sha256(content).hexdigest() == sha256:
            self.bucket.delete_if(arrival.key, etag)

    def bring(self, sender: str, file: str, content: bytes) -> None:
        """Put the object."""
        self.bucket.put(f"{sender}/{file}", content)

    def answer(self, sender: str, name: str, content: bytes) -> None:
        """Put the answer, which says that it is one, then its ETag beside it."""
        etag = self.bucket.put(f"{sender}/{ANSWERS}/{name}", content, OURS)
        self.bucket.put(_mark(sender, etag), b"")


def _mark(sender: str, etag: str) -> str:
    bare = etag.strip('"')
    return f"{sender}/{ANSWERS}/{ANSWERED}/{bare}"
