"""What a feed is asked: where, with which headers and body. Keys come from the environment and go into no record."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from infra.feed_memory import Answered
from transforms.errors import FeedRefused, SettingsError
from transforms.feed import Feed, FeedKind

AGENT = "Mortar (a council's performance management)"


@dataclass(frozen=True, slots=True)
class Question:
    """One request, without what identifies us; `secret` are the headers that do, and that only the feed's own host gets.

    `variable` is where in the environment the key for them stands.
    """

    url: str
    headers: Mapping[str, str]
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = None
    variable: str = ""

    @property
    def method(self) -> str:
        """A query is posted, a file is got."""
        return "GET" if self.body is None else "POST"


def question_of(feed: Feed, before: Answered | None) -> Question:
    """The question to a feed; where it answered before, whether there is anything new.

    Stat-Xplore gives its tables no ETag ("with the exception of the /table endpoint", its online help says).
    Raises `FeedRefused` where a key is needed and none is set, and `SettingsError` where one cannot be sent.
    """
    key = _key(feed)
    if feed.kind == FeedKind.FILE:
        headers = {**_headers("*/*"), **_versions(feed, before)}
        return Question(feed.url, headers, _basic(key), variable=feed.variable)
    if not key:
        raise FeedRefused(f"{feed.feed} needs a key, and none is set.", f"Set {feed.variable} in the environment.")
    headers = {**_headers("application/json"), "Content-Type": "application/json"}
    return Question(feed.url, headers, {"APIKey": key}, feed.query.encode(), feed.variable)


def _headers(accept: str) -> Mapping[str, str]:
    """Uncompressed: then the length that is promised is that of the file."""
    return {"User-Agent": AGENT, "Accept": accept, "Accept-Encoding": "identity"}


def _versions(feed: Feed, before: Answered | None) -> Mapping[str, str]:
    """By what the server sees whether we have its version."""
    if before is None or before.url != feed.url:
        return {}
    marks = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified}
    return {name: mark for name, mark in marks.items() if mark}


def _basic(key: str) -> Mapping[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(key.encode()).decode()}"} if key else {}


def _key(feed: Feed) -> str:
    """The key of a feed, checked here: a library would put what it cannot send into its error."""
    key = os.environ.get(feed.variable, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise SettingsError(f"{feed.variable} holds a sign that no key has.", "Copy the key once more.")
    return key
