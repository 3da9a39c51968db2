"""Asks the server of an external body, within limits of time and size; what it gives is whole, or it is not taken.

Errors name the host and not the address: where a server sends us on to, there may be a key in it.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx

from infra.feed_question import Question
from transforms.errors import FeedError, FeedNotData, FeedRefused, FeedUnanswered
from transforms.reading_limits import FILE_BYTES
from transforms.refused_file import MEBIBYTE

MOST_REDIRECTS = 5
CONNECT_SECONDS, SILENCE_SECONDS = 10.0, 60.0
"""How long a server may take to answer the call, and to say nothing in the middle of it."""

TALKATIVE = ("httpx", "httpcore")
"""Loggers that write down addresses and headers."""

REDIRECTS = {301, 302, 303, 307, 308}
MAY_MEND = {408, 425, 429}
"""Besides those of 500 and more: the server had no time, or wants to be asked less often."""

DOOR_SHUT = {401: "does not accept the key", 403: "does not allow it", 407: "wants the proxy's password"}
GONE = {404: "has nothing at the address", 410: "has taken it away for good"}


@dataclass(frozen=True, slots=True)
class Brought:
    """What a server gave: the bytes as they came, what it says of them, and its marks of the version."""

    content: bytes
    content_type: str
    etag: str
    last_modified: str
    has_length: bool


def fetch(question: Question, seconds: float) -> Brought | None:
    """The answer to a question, whole, within so many seconds; `None` where nothing is new.

    Raises `FeedUnanswered` where it may come the next time, and `FeedRefused` or `FeedNotData` where it will not.
    """
    for talkative in TALKATIVE:
        logging.getLogger(talkative).setLevel(logging.WARNING)
    return asyncio.run(_fetch(question, seconds))


async def _fetch(question: Question, seconds: float) -> Brought | None:
    host = urlsplit(question.url).hostname
    limits = httpx.Timeout(min(SILENCE_SECONDS, seconds), connect=min(CONNECT_SECONDS, seconds))
    try:
        async with asyncio.timeout(seconds), httpx.AsyncClient(timeout=limits) as client:
            return await _follow(client, question)
    except (TimeoutError, httpx.TimeoutException):
        raise FeedUnanswered(f"{host} did not answer in time.") from None
    except httpx.RemoteProtocolError:
        raise FeedUnanswered(f"{host} broke off its answer, or gave none that can be understood.") from None
    except (httpx.TransportError, OSError) as error:
        raise FeedUnanswered(f"{host} cannot be reached: {error}.") from None


async def _follow(client: httpx.AsyncClient, question: Question) -> Brought | None:
    """The answer, from wherever the server sends us on to."""
    url = httpx.URL(question.url)
    for _ in range(MOST_REDIRECTS + 1):
        headers = {**question.headers, **(question.secret if _same_host(url, question.url) else {})}
        async with client.stream(question.method, url, headers=headers, content=question.body) as response:
            if response.status_code not in REDIRECTS:
                return await _take(response, question.variable)
            url = _next(response, question)
    raise FeedRefused(f"{url.host} sends on and on.", "Look in a browser where the file is now, and mend the url.")


def _same_host(url: httpx.URL, first: str) -> bool:
    own = httpx.URL(first)
    return (url.scheme, url.host, url.port) == (own.scheme, own.host, own.port)


def _next(response: httpx.Response, question: Question) -> httpx.URL:
    """Where a server sends us on to: never from https to http, and never with a query and its key."""
    host = response.url.host
    if not (location := response.headers.get("Location", "")):
        raise FeedRefused(f"{host} sends on without saying where.", "Look in a browser where it is now.")
    url = response.url.join(location)
    if question.body is not None:
        raise FeedRefused(f"{host} sends a query on to {url.host}.", "Look up the address, and mend the url.")
    if url.scheme not in {"http", "https"} or (response.url.scheme == "https" and url.scheme != "https"):
        raise FeedRefused(f"{host} sends on to an address without https.", "Ask for one with https.")
    return url


async def _take(response: httpx.Response, variable: str) -> Brought | None:
    host, status = response.url.host, response.status_code
    if status == HTTPStatus.NOT_MODIFIED:
        return None
    if status != HTTPStatus.OK:
        raise _refusal(host, status, response.headers.get("Retry-After", ""), variable)
    if (packed := response.headers.get("Content-Encoding", "identity")) != "identity":
        raise FeedNotData(f"{host} packs the file ({packed}) though asked not to.", "Ask for it unpacked.")
    chunked = "chunked" in response.headers.get("Transfer-Encoding", "").casefold()
    return Brought(
        await _whole(response),
        response.headers.get("Content-Type", ""),
        _mark(response.headers.get("ETag", "")),
        _mark(response.headers.get("Last-Modified", "")),
        chunked or "Content-Length" in response.headers,
    )


def _mark(said: str) -> str:
    """A mark of a version, if it is one that can be sent back."""
    return said if said.isascii() and said.isprintable() else ""


async def _whole(response: httpx.Response) -> bytes:
    """All bytes, as they came. That fewer came than were promised is seen by the protocol, chunked or not."""
    content = bytearray()
    if response.headers.get("Content-Length", "").isdecimal():
        _refuse_too_large(response, int(response.headers["Content-Length"]))
    async for part in response.aiter_raw():
        content += part
        _refuse_too_large(response, len(content))
    return bytes(content)


def _refuse_too_large(response: httpx.Response, size: int) -> None:
    if size > FILE_BYTES:
        most = FILE_BYTES // MEBIBYTE
        raise FeedNotData(
            f"{response.url.host} gives more than {most} MB, and no more are read.", "Ask for a file with less in it."
        )


def _refusal(host: str, status: int, retry_after: str, variable: str) -> FeedError:
    if status in DOOR_SHUT:
        remedy = f"See that {variable} in the environment is the key that was given to the council."
        return FeedRefused(f"{host} {DOOR_SHUT[status]} ({status}).", remedy)
    if status in GONE:
        return FeedRefused(f"{host} {GONE[status]} ({status}).", "Look in a browser where it is now, and mend the url.")
    if status in MAY_MEND or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        said = "asks to be left alone for a while" if status == HTTPStatus.TOO_MANY_REQUESTS else "has trouble"
        return FeedUnanswered(f"{host} {said} ({status}).", wait=_seconds(retry_after))
    return FeedRefused(f"{host} does not answer what is asked ({status}).", "Look at the url, and at the query.")


def _seconds(retry_after: str) -> float:
    """How long to wait, of a number of seconds or a date; none where it says neither."""
    if retry_after.isdecimal():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
