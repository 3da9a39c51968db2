"""The ledger: the one place where something becomes known, one writer at a time.

Knowing begins when an entry stands in the lake's journal. Whoever holds the ledger first takes in what
stands there and is not in the tables yet, so a crash between lake and warehouse loses nothing; and
every instant given out is later than all before it, so what was read as at an instant stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

import pyarrow as pa
import sqlalchemy as sa

from infra.clock import instant_text, parse_instant
from infra.lake import Entry, Lake, Prepared
from infra.warehouse.load import load_rows
from infra.warehouse.tables import DATA_SETS, clock, journal
from transforms.errors import UsageError

TICK = timedelta(microseconds=1)


class Ledger:
    """The warehouse while it is held for writing, in one transaction."""

    def __init__(self, connection: sa.Connection, lake: Lake) -> None:
        self.connection = connection
        self.lake = lake
        self.caught_up = self._catch_up()

    def _catch_up(self) -> int:
        """Load every entry of the lake that is not in the tables."""
        loaded = set(self.connection.execute(sa.select(journal.c.entry)).scalars())
        missing = [name for name in self.lake.entries() if name not in loaded]
        for name in missing:
            self._load(self.lake.read(name))
        return len(missing)

    def record(self, kind: str, now: datetime, tables: Mapping[str, pa.Table]) -> Entry:
        """Make something known: an entry of the lake with a new instant, which fills `recorded_at`."""
        prepared = self.prepare(kind, now, tables)
        self.append(prepared)
        return prepared.entry

    def prepare(self, kind: str, now: datetime, tables: Mapping[str, pa.Table]) -> Prepared:
        """What is to become known, with a new instant. Only as long as this ledger is held it may be appended."""
        recorded_at = self.stamp(now)
        dated = {name: _dated(table, recorded_at) for name, table in tables.items()}
        return self.lake.prepare(kind, recorded_at, dated)

    def append(self, prepared: Prepared) -> None:
        """Make it known.

        It is loaded first: what a database refuses never gets into the journal, where it would be refused
        for ever. If this transaction comes to nothing after that, the next holder loads it from the lake.
        """
        self._load(prepared.entry)
        self.lake.append(prepared)

    def knows(self, entry: str) -> bool:
        """Whether an entry of the lake has been loaded, by its name."""
        return bool(self.connection.execute(sa.select(journal.c.entry).where(journal.c.entry == entry)).first())

    def stamp(self, now: datetime) -> datetime:
        """A new instant: now, or just after the last one given out."""
        last = self._last()
        instant = max(now, last + TICK) if last else now
        self._set_clock(instant)
        return instant

    def settle_at(self, as_at: datetime, now: datetime) -> None:
        """See to it that nothing becomes known at or before `as_at` any more.

        Raises `UsageError` where `as_at` lies in the future: what will be known then cannot be told now.
        """
        last = self._last()
        if as_at > max(now, last or now):
            raise UsageError(f"{as_at.isoformat()} lies in the future.", "Name an instant that has passed.")
        if last is None or as_at > last:
            self._set_clock(as_at)

    def _last(self) -> datetime | None:
        text = self.connection.execute(sa.select(clock.c.instant)).scalar_one()
        return parse_instant(text) if text else None

    def _set_clock(self, instant: datetime) -> None:
        self.connection.execute(clock.update().values(instant=instant_text(instant)))

    def _load(self, entry: Entry) -> None:
        for name, rows in entry.tables.items():
            load_rows(
                self.connection, DATA_SETS[name], _of_entry(rows, entry) if "entry" in DATA_SETS[name].c else rows
            )
        self.connection.execute(
            journal.insert().values(entry=entry.name, kind=entry.kind, recorded_at=instant_text(entry.recorded_at))
        )
        last = self._last()
        if last is None or entry.recorded_at > last:
            self._set_clock(entry.recorded_at)


@contextmanager
def open_ledger(engine: sa.Engine, lake: Lake) -> Iterator[Ledger]:
    """Hold the ledger: others wait. What was written is kept if the block ends well, and else undone."""
    with engine.begin() as connection:
        connection.execute(clock.update().values(instant=clock.c.instant))
        yield Ledger(connection, lake)


def rebuild(engine: sa.Engine, lake: Lake) -> int:
    """Empty the tables and load them again from the lake, in one transaction; returns the number of entries."""
    with engine.begin() as connection:
        connection.execute(clock.update().values(instant=clock.c.instant))
        for table in (journal, *DATA_SETS.values()):
            connection.execute(table.delete())
        return Ledger(connection, lake).caught_up


def _dated(table: pa.Table, recorded_at: datetime) -> pa.Table:
    if "recorded_at" not in table.column_names:
        return table
    position = table.column_names.index("recorded_at")
    instants = pa.array([recorded_at] * table.num_rows, pa.timestamp("us", tz="UTC"))
    return table.set_column(position, "recorded_at", instants)


def _of_entry(rows: pa.Table, entry: Entry) -> pa.Table:
    return rows.append_column("entry", pa.array([entry.name] * rows.num_rows, pa.string()))
