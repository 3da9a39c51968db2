"""The server: Prefect's API and UI, and beside them the reports and returns that its artifacts link to."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import uvicorn
from prefect.server.api.server import create_app
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount

from flows.up.files import files_of
from flows.up.gate import Gate
from flows.up.mends import keep_collections_here, let_runs_be_scheduled
from infra.settings import LOOPBACK
from infra.warehouse.database import see_that_prefect_can_use
from infra.wiring import House


def run(house: House, stop: threading.Event) -> None:
    """Serve until told to stop. Another name than its own is refused: a page elsewhere could have been given it."""
    if house.settings.prefect_database:
        see_that_prefect_can_use(house.settings.prefect_database)
    let_runs_be_scheduled()
    keep_collections_here()
    address = urlsplit(house.settings.ui)
    prefect = create_app(final=True)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        async with prefect.router.lifespan_context(prefect):
            yield

    guards = [
        Middleware(TrustedHostMiddleware, allowed_hosts=[address.hostname or "", *LOOPBACK]),
        Middleware(Gate, password=house.settings.ui_password),
    ]
    app = Starlette(routes=[*files_of(house), Mount("/", app=prefect)], lifespan=life, middleware=guards)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    config = uvicorn.Config(
        app, host=address.hostname or "", port=address.port or 0, log_config=None, access_log=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = uvicorn.Server(config)
    threading.Thread(target=_end_when_told, args=(server, stop), name="end", daemon=True).start()
    server.run()


def _end_when_told(server: uvicorn.Server, stop: threading.Event) -> None:
    stop.wait()
    server.should_exit = True
