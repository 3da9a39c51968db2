"""An application on a real server, for a while."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from starlette.applications import Starlette

from tests.journey.up import PATIENCE_SECONDS


@contextmanager
def served(app: Starlette) -> Iterator[httpx.Client]:
    """A client of the server that serves an application."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            with httpx.Client(base_url=address, timeout=PATIENCE_SECONDS) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()
