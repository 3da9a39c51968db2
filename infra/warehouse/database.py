"""Opens the warehouse's database by its URL, and brings its tables up to date."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from infra.warehouse.tables import HEAD
from transforms.errors import SettingsError

SERVED = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
LOCK_WAIT_SECONDS = 60
LOCK = {"sqlite": "PRAGMA user_version = 0", "postgresql": "SELECT pg_advisory_xact_lock(1572)"}
"""What makes a second process that would migrate wait until the first has done it: any write, or a lock by number."""


def open_database(url: str, workspace: Path) -> sa.Engine:
    """The engine of a `sqlite:` or `postgresql:` URL with its tables up to date.

    Raises `SettingsError` for another scheme, or where nobody answers.
    """
    engine = _engine(_parse(url, workspace))
    try:
        if revision(engine) != HEAD:
            _upgrade(engine)
    except sa.exc.OperationalError as error:
        raise _is_silent("The warehouse", engine, error, "warehouse") from error
    return engine


def see_that_prefect_can_use(url: str) -> None:
    """Raises `SettingsError` where no server answers at a `postgresql:` URL, or one that lacks what Prefect needs."""
    engine = _engine(make_url(url).set(drivername=SERVED["postgresql"]))
    try:
        with engine.connect() as connection:
            extensions = connection.execute(sa.text("SELECT name FROM pg_available_extensions")).scalars().all()
    except sa.exc.OperationalError as error:
        raise _is_silent("Prefect's database", engine, error, "prefect_database") from error
    if "pg_trgm" not in extensions:
        raise SettingsError(
            f"Prefect's database at {engine.url.render_as_string()} has not the extension pg_trgm.",
            "Install PostgreSQL's contrib modules on its server, or leave `prefect_database` in mortar.toml empty.",
        )


def _is_silent(what: str, engine: sa.Engine, error: sa.exc.OperationalError, setting: str) -> SettingsError:
    return SettingsError(
        f"{what} at {engine.url.render_as_string()} does not answer: {error.orig}.",
        f"Check `{setting}` in mortar.toml, and that the database server runs.",
    )


def revision(engine: sa.Engine) -> str | None:
    """The migration the tables are at; `None` in an empty database."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _parse(url: str, workspace: Path) -> URL:
    try:
        parts = make_url(url)
    except sa.exc.ArgumentError as error:
        raise SettingsError(f"warehouse: '{url}' is no database URL.", "Write sqlite:///warehouse.db.") from error
    scheme = parts.get_backend_name()
    if scheme not in SERVED:
        raise SettingsError(f"warehouse: '{scheme}' is not served.", "Write a sqlite: or a postgresql: URL.")
    if scheme == "sqlite" and parts.database:
        path = workspace / parts.database
        path.parent.mkdir(parents=True, exist_ok=True)
        parts = parts.set(database=str(path))
    return parts.set(drivername=SERVED[scheme])


def _engine(url: URL) -> sa.Engine:
    """The engine. A server's connection is closed after each use: a run that waits for work holds none."""
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, poolclass=sa.NullPool)
    engine = sa.create_engine(url, connect_args={"timeout": LOCK_WAIT_SECONDS})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers beside a writer, and no wait for the disk at each commit: the lake is what must outlast a power cut."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin_sqlite(connection: sa.Connection) -> None:
    """Python's driver would leave what makes tables outside the transaction, half made after a crash."""
    connection.exec_driver_sql("BEGIN")


def _upgrade(engine: sa.Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("infra.warehouse").joinpath("migrations")))
    with engine.begin() as connection:
        connection.exec_driver_sql(LOCK[connection.dialect.name])
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
