"""The only way out of a closed network: a proxy that lets nothing through and notes who asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar


class WayOut(BaseHTTPRequestHandler):
    """Refuses all."""

    asked: ClassVar[list[str]] = []

    def _refuse(self) -> None:
        self.asked.append(self.path)
        self.send_error(502)

    do_CONNECT = do_GET = do_POST = do_HEAD = _refuse  # the names are the standard library's

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def way_out() -> Iterator[tuple[str, list[str]]]:
    """The address of such a proxy, and the places that were asked for."""
    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Door", (WayOut,), {"asked": asked})) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()
