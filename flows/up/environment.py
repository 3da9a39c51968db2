"""How Prefect is set for a workspace: its home, its address, what it keeps and for how long; and nothing goes out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from infra.settings import LOOPBACK, Settings

HOME = ".prefect"
"""The folder of a workspace in which Prefect keeps its own things."""

USER = "mortar"
"""Who logs in where a password is asked for."""

ALWAYS: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
}
"""Whatever runs: nothing is told to anybody, and no server starts unasked."""

SERVED: Mapping[str, str] = {
    "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(60 * 60 * 24 * 90),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P7D",
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_RUNNER_POLL_FREQUENCY": "2",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}
"""While it is up: events are kept for a week and runs for a quarter of a year, what the lake knows for ever. Who holds a
limit is kept on disk: a server that was killed would else count those for ever of whom it knows no more."""


def prefect_environment(settings: Settings, workspace: Path) -> dict[str, str]:
    """The environment of every process of `mortar up`."""
    environment = {
        **ALWAYS,
        **SERVED,
        "PREFECT_HOME": str(workspace / HOME),
        "PREFECT_API_URL": f"{settings.ui}/api",
        "PREFECT_UI_API_URL": "/api",
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(workspace / HOME / "ui"),
        **_past_proxies(urlsplit(settings.ui).hostname or ""),
    }
    if settings.prefect_database:
        environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = _for_asyncio(settings.prefect_database)
    if settings.ui_password:
        environment["PREFECT_API_AUTH_STRING"] = f"{USER}:{settings.ui_password}"
    return environment


def _past_proxies(host: str) -> dict[str, str]:
    """A proxy that is set leads out of the house; what the parts say to one another does not go there."""
    others = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    no_proxy = ",".join(dict.fromkeys([*([others] if others else []), host, *LOOPBACK]))
    return {"NO_PROXY": no_proxy, "no_proxy": no_proxy}


def _for_asyncio(url: str) -> str:
    """The URL of a PostgreSQL database for the driver that Prefect's server needs, which says `ssl` for `sslmode`."""
    _, _, rest = url.partition("://")
    place, _, query = rest.partition("?")
    options = [("ssl" if name == "sslmode" else name, value) for name, value in parse_qsl(query)]
    return f"postgresql+asyncpg://{place}" + (f"?{urlencode(options)}" if options else "")
