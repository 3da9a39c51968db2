"""Servers of external bodies as they are: on loopback, playing for each address what such servers do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CSV = "text/csv"
Play = Callable[["Answering"], None]
"""What a server does with one request."""


@dataclass(frozen=True)
class Seen:
    """A request as the server saw it."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


class Answering(BaseHTTPRequestHandler):
    """Answers one request by the next play of its address; the last play is played again and again."""

    server: _Server

    def do_GET(self) -> None:
        """Play."""
        length = int(self.headers.get("Content-Length", "0"))
        headers = {name.casefold(): said for name, said in self.headers.items()}
        seen = Seen(self.command, self.path, headers, self.rfile.read(length), time.monotonic())
        with self.server.lock:
            self.server.seen.append(seen)
            plays = self.server.plays[self.path]
            play = plays.pop(0) if len(plays) > 1 else plays[0]
        play(self)

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the status and the headers."""
        self.send_response(status)
        for name, said in headers.items():
            self.send_header(name, said)
        self.end_headers()


class _Server(ThreadingHTTPServer):
    """Threads that hang do not keep the tests from ending."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.lock = threading.Lock()
        self.plays: dict[str, list[Play]] = {}
        self.seen: list[Seen] = []
        self.closing = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever was kept waiting has gone."""


@dataclass
class Outside:
    """The server: what it plays at each address, and what it was asked."""

    server: _Server = field(default_factory=_Server)

    def play(self, path: str, *plays: Play) -> str:
        """Play these at an address, one after another; returns its URL."""
        with self.server.lock:
            self.server.plays[path] = list(plays)
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"

    def asked(self, path: str) -> list[Seen]:
        """The requests for an address, in their order."""
        with self.server.lock:
            return [seen for seen in self.server.seen if seen.path == path]


@contextmanager
def outside_running() -> Iterator[Outside]:
    """A server on loopback, for as long as the block lasts."""
    outside = Outside()
    thread = threading.Thread(target=outside.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield outside
    finally:
        outside.server.closing.set()
        outside.server.shutdown()
        outside.server.server_close()
        thread.join()


def gives(content: bytes | str, content_type: str = CSV, **headers: str) -> Play:
    """Gives a file whole; `etag` and `last_modified` are its marks, and whoever has them is told that it is unchanged."""
    body = content.encode() if isinstance(content, str) else content
    named = {name.replace("_", "-"): said for name, said in headers.items()}

    def play(answering: Answering) -> None:
        asked = answering.headers
        has_it = named.get("etag") and asked.get("If-None-Match") == named["etag"]
        if has_it or (named.get("last-modified") and asked.get("If-Modified-Since") == named["last-modified"]):
            answering.begin(304, named)
            return
        answering.begin(200, {"Content-Type": content_type, "Content-Length": str(len(body)), **named})
        answering.wfile.write(body)

    return play


def says(status: int, **headers: str) -> Play:
    """Answers with a status and a page that says so."""
    page = b"<!DOCTYPE html><html><body><h1>So it is</h1></body></html>"

    def play(answering: Answering) -> None:
        named = {name.replace("_", "-"): said for name, said in headers.items()}
        answering.begin(status, {"Content-Type": "text/html", "Content-Length": str(len(page)), **named})
        answering.wfile.write(page)

    return play


def hangs(after: bytes = b"") -> Play:
    """Takes the call and says nothing more, for as long as anybody waits; or after some bytes of a long file."""

    def play(answering: Answering) -> None:
        if after:
            answering.begin(200, {"Content-Type": CSV, "Content-Length": "1000000"})
            answering.wfile.write(after)
            answering.wfile.flush()
        answering.server.closing.wait(60)

    return play


def is_slow(seconds: float, content: str, pieces: int = 5) -> Play:
    """Gives a file piece by piece, over so many seconds."""
    body = content.encode()
    size = -(-len(body) // pieces)

    def play(answering: Answering) -> None:
        answering.begin(200, {"Content-Type": CSV, "Content-Length": str(len(body))})
        for start in range(0, len(body), size):
            answering.server.closing.wait(seconds / pieces)
            answering.wfile.write(body[start : start + size])
            answering.wfile.flush()

    return play


def cuts_off(content: bytes | str, content_type: str = CSV, *, chunked: bool = False) -> Play:
    """Gives half of a file whose length was promised, or whose chunks do not end."""
    body = content.encode() if isinstance(content, str) else content
    half = body[: len(body) // 2]

    def play(answering: Answering) -> None:
        answering.protocol_version = "HTTP/1.1"
        how = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(len(body))}
        answering.begin(200, {"Content-Type": content_type, **how})
        answering.wfile.write(b"%x\r\n%s\r\n" % (len(half), half) if chunked else half)
        answering.close_connection = True

    return play


def gives_without_length(content: bytes | str, content_type: str = CSV, **headers: str) -> Play:
    """Gives bytes until the line is dead, as old servers do: nobody can tell whether that was all."""
    body = content.encode() if isinstance(content, str) else content

    def play(answering: Answering) -> None:
        answering.begin(200, {"Content-Type": content_type, **headers})
        answering.wfile.write(body)

    return play


def gives_in_chunks(content: str, pieces: int = 3) -> Play:
    """Gives a file whose length is not known at first, each chunk with its own."""
    body = content.encode()
    size = -(-len(body) // pieces)

    def play(answering: Answering) -> None:
        answering.protocol_version = "HTTP/1.1"
        answering.begin(200, {"Content-Type": CSV, "Transfer-Encoding": "chunked"})
        for start in range(0, len(body), size):
            part = body[start : start + size]
            answering.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        answering.wfile.write(b"0\r\n\r\n")
        answering.close_connection = True

    return play


def gives_whom(key: str, header: str, play: Play) -> Play:
    """Plays for whoever sends the key; turns others away."""

    def guarded(answering: Answering) -> None:
        (play if answering.headers.get(header) == key else says(401))(answering)

    return guarded
