"""Loads Parquet tables of the lake into tables of the warehouse, by each database's own fastest way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

ISO_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


def load_rows(connection: sa.Connection, table: sa.Table, rows: pa.Table) -> None:
    """Add the rows to a table; columns the table does not have are left in the lake."""
    names = [column.name for column in table.columns if column.name in rows.column_names]
    if not rows.num_rows:
        return
    columns = [_plain(rows.column(name)).to_pylist() for name in names]
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, zip(*columns, strict=True))
    else:
        _insert(connection, table, names, list(zip(*columns, strict=True)))


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dates and instants as the texts both databases take."""
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, ISO_INSTANT)
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    return column


def _insert(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    statement = table.insert().compile(dialect=connection.dialect, column_keys=list(names))
    connection.exec_driver_sql(str(statement), rows)


def _copy(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    from psycopg import sql

    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    raw = connection.connection.driver_connection
    assert raw is not None, "a connection in use has a driver's connection"
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
