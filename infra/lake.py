"""The lake: every byte ever sent, and every figure and decision as Parquet. All else can be made again.

    raw/<ab>/<sha256>              a file as it was sent
    observations/<entry>.parquet   figures with their provenance; likewise returns, findings, decisions, ...
    journal/<entry>.json           written last: an entry is in the lake when it is in the journal

An entry's name begins with the instant from which it was known, so names sort by time.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq

from infra.clock import instant_text, parse_instant
from infra.lake_schema import SCHEMAS
from infra.store import Store
from transforms.errors import LakeDamaged

JOURNAL = "journal"


@dataclass(frozen=True)
class Entry:
    """What became known at one instant: tables by the name of their data set."""

    name: str
    kind: str
    recorded_at: datetime
    tables: Mapping[str, pa.Table]


@dataclass(frozen=True)
class Prepared:
    """An entry that is not in the lake yet, with the bytes of its parts."""

    entry: Entry
    parts: Mapping[str, bytes]


class Lake:
    """Raw bytes and journal entries; both are only ever added."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def keep(self, content: bytes) -> str:
        """Keep the bytes of a file under their SHA-256, which is returned."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.store.put(_raw_key(sha256), content)
        return sha256

    def raw(self, sha256: str) -> bytes:
        """The bytes as they were kept. Raises `LakeDamaged` where they are gone or changed."""
        try:
            content = self.store.get(_raw_key(sha256))
        except KeyError:
            raise LakeDamaged(f"The lake has lost the file {sha256}.", "Restore the lake's raw folder.") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise LakeDamaged(f"The file {sha256} has changed in the lake.", "Restore the lake's raw folder.")
        return content

    def prepare(self, kind: str, recorded_at: datetime, tables: Mapping[str, pa.Table]) -> Prepared:
        """An entry made ready: its tables as the bytes that will be kept, and as those bytes will be read."""
        parts = {name: _parquet(name, table) for name, table in tables.items()}
        as_kept = {name: _read_parquet(name, content) for name, content in parts.items()}
        return Prepared(Entry(_entry_name(kind, recorded_at, parts), kind, recorded_at, as_kept), parts)

    def append(self, prepared: Prepared) -> None:
        """Add an entry; it is in the lake when this returns, and after a crash wholly or not at all.

        Only under the warehouse's ledger: it sees to it that instants rise from entry to entry.
        """
        entry = prepared.entry
        for data_set, content in prepared.parts.items():
            self.store.put(_part_key(data_set, entry.name), content)
        journal = {
            "kind": entry.kind,
            "recorded_at": instant_text(entry.recorded_at),
            "parts": {name: hashlib.sha256(content).hexdigest() for name, content in prepared.parts.items()},
        }
        self.store.flush()
        self.store.put(_journal_key(entry.name), json.dumps(journal, indent=1).encode())
        self.store.flush()

    def entries(self) -> Iterator[str]:
        """The names of all entries, in order of time."""
        for key in self.store.keys(JOURNAL):
            yield key.removeprefix(f"{JOURNAL}/").removesuffix(".json")

    def read(self, name: str) -> Entry:
        """An entry with its tables. Raises `LakeDamaged` where a part is gone or changed."""
        key = _journal_key(name)
        try:
            journal = json.loads(self.store.get(key))
            kind, recorded_at, parts = journal["kind"], parse_instant(journal["recorded_at"]), journal["parts"]
        except (KeyError, ValueError):
            raise LakeDamaged(f"{key} is lost or unreadable.", "Restore it from a copy of the lake.") from None
        return Entry(
            name, kind, recorded_at, {data_set: self._part(data_set, name, parts[data_set]) for data_set in parts}
        )

    def _part(self, data_set: str, name: str, sha256: str) -> pa.Table:
        key = _part_key(data_set, name)
        try:
            content = self.store.get(key)
        except KeyError:
            raise LakeDamaged(f"The lake has lost {key}.", "Restore it from a copy of the lake.") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise LakeDamaged(f"{key} is not what the journal says.", "Restore it from a copy of the lake.")
        return _read_parquet(data_set, content)


def _raw_key(sha256: str) -> str:
    return f"raw/{sha256[:2]}/{sha256}"


def _part_key(data_set: str, name: str) -> str:
    return f"{data_set}/{name}.parquet"


def _journal_key(name: str) -> str:
    return f"{JOURNAL}/{name}.json"


def _entry_name(kind: str, recorded_at: datetime, parts: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(b"".join(parts[data_set] for data_set in sorted(parts))).hexdigest()
    return f"{recorded_at:%Y%m%dT%H%M%S.%fZ}-{kind}-{digest[:8]}"


def _parquet(data_set: str, table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table.cast(SCHEMAS[data_set]), sink, compression="zstd")
    return sink.getvalue()


def _read_parquet(data_set: str, content: bytes) -> pa.Table:
    """Read on the thread of the caller; a column that entries of older days have not is empty.

    `pq.read_table` reads on threads of its own. One of these may still hold the bytes when the command ends, and then
    the interpreter aborts with code 134 (github.com/apache/arrow/issues/34314).
    """
    with pq.ParquetFile(pa.BufferReader(content), pre_buffer=False) as file:
        table = file.read(use_threads=False)
    schema = SCHEMAS[data_set]
    return pa.concat_tables([schema.empty_table(), table], promote_options="default").select(schema.names)
