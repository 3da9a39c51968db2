"""Claims: who takes in which file of the inbox, so that no two workers take the same one at the same time.

A claim keeps workers from doing the same work twice and from recording two versions of a file in the wrong order.
That no figure is doubled does not rest on it: the ledger knows every file by its checksum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from infra.clock import instant_text
from infra.warehouse.tables import claims
from infra.worker import is_dead

LEASE = timedelta(minutes=10)
"""How long a claim stands of which nothing more is heard. A micro-batch takes less than a minute; and where a worker
died out of our sight, its files are ten minutes late and no more."""


def claim(engine: sa.Engine, versions: Mapping[str, str], by: str, now: datetime) -> set[str]:
    """Claim files, given their versions by key; returns the keys that are now this worker's.

    Not its own are those that another holds, in whatever version, unless that one is dead or its lease is over.
    """
    if not versions:
        return set()
    _forget_the_dead(engine)
    rows = {_storable(key): key for key in sorted(versions)}
    with engine.begin() as connection:
        upsert = _upsert(connection.dialect.name, by, instant_text(now - LEASE))
        claimed = connection.execute(
            upsert,
            [
                {"key": row, "version": versions[key], "by": by, "claimed_at": instant_text(now)}
                for row, key in rows.items()
            ],
        )
        return {rows[row] for row in claimed.scalars()}


def release(engine: sa.Engine, keys: Iterable[str], by: str) -> None:
    """Give up claims, whether the files were taken in or are left for the next time. Others' claims stay."""
    if own := [{"row": _storable(key)} for key in sorted(keys)]:
        with engine.begin() as connection:
            connection.execute(claims.delete().where(claims.c.key == sa.bindparam("row"), claims.c.by == by), own)


def _forget_the_dead(engine: sa.Engine) -> None:
    """Delete the claims of workers that are seen to be dead. They are read first and apart: SQLite lets nobody who
    has begun by reading wait for another writer."""
    with engine.connect() as connection:
        workers = list(connection.execute(sa.select(claims.c.by).distinct()).scalars())
    if dead := [worker for worker in workers if is_dead(worker)]:
        with engine.begin() as connection:
            connection.execute(claims.delete().where(claims.c.by.in_(dead)))


def _upsert(dialect: str, by: str, lapsed: str) -> sa.Executable:
    """One statement, which each database carries out for one row at a time: there is no moment between look and take."""
    from sqlalchemy.dialects import postgresql, sqlite

    insert = (postgresql if dialect == "postgresql" else sqlite).insert(claims)
    statement: sa.Executable = insert.on_conflict_do_update(
        index_elements=[claims.c.key],
        set_={name: insert.excluded[name] for name in ("version", "by", "claimed_at")},
        where=sa.or_(claims.c.by == by, claims.c.claimed_at < lapsed),
    ).returning(claims.c.key)
    return statement


def _storable(key: str) -> str:
    """A key as text that every database takes: old shares hold names that are no Unicode, buckets even NUL."""
    return key.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
