from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from infra.lake import Entry, Lake
from infra.lake_schema import DECISIONS, OBSERVATIONS
from tests.council import utc
from transforms.errors import LakeDamaged

AT = utc("2010-01-18T09:00:00")


def decisions(reason: str) -> dict[str, pa.Table]:
    """The table of one decision."""
    return {"decisions": pa.table([["o"], [AT], ["released"], ["Lee Banks"], [reason]], schema=DECISIONS)}


def add(lake: Lake, reason: str, at: datetime = AT) -> Entry:
    """Add an entry of one decision."""
    prepared = lake.prepare("decision", at, decisions(reason))
    lake.append(prepared)
    return prepared.entry


def test_bytes_are_kept_under_their_own_checksum_and_come_back(lake: Lake) -> None:
    sha256 = lake.keep(b"a return")

    assert lake.raw(sha256) == b"a return"
    assert lake.keep(b"a return") == sha256


def test_bytes_that_are_lost_or_changed_are_named(lake: Lake, tmp_path: Path) -> None:
    sha256 = lake.keep(b"a return")
    (tmp_path / "lake" / "raw" / sha256[:2] / sha256).write_bytes(b"tampered")

    with pytest.raises(LakeDamaged, match="changed"):
        lake.raw(sha256)
    with pytest.raises(LakeDamaged, match="lost"):
        lake.raw("0" * 64)


def test_an_entry_comes_back_as_it_was_and_entries_in_order_of_time(lake: Lake) -> None:
    later = add(lake, "second", utc("2010-01-19T09:00:00"))
    first = add(lake, "first")

    assert list(lake.entries()) == [first.name, later.name]
    entry = lake.read(first.name)
    assert (entry.kind, entry.recorded_at) == ("decision", AT)
    assert entry.tables["decisions"].to_pylist() == decisions("first")["decisions"].to_pylist()


def test_a_part_without_its_place_in_the_journal_is_not_in_the_lake(lake: Lake, tmp_path: Path) -> None:
    entry = add(lake, "first")
    (tmp_path / "lake" / "journal" / f"{entry.name}.json").unlink()

    assert list(lake.entries()) == []


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"PAR1")])
def test_an_entry_whose_part_is_gone_or_changed_is_named(lake: Lake, tmp_path: Path, harm: object) -> None:
    entry = add(lake, "first")
    assert callable(harm)
    harm(tmp_path / "lake" / "decisions" / f"{entry.name}.parquet")

    with pytest.raises(LakeDamaged, match=entry.name):
        lake.read(entry.name)


@pytest.mark.parametrize("harm", [b"", b"{", b"{}"])
def test_a_journal_that_cannot_be_read_is_named(lake: Lake, tmp_path: Path, harm: bytes) -> None:
    entry = add(lake, "first")
    (tmp_path / "lake" / "journal" / f"{entry.name}.json").write_bytes(harm)

    with pytest.raises(LakeDamaged, match="lost or unreadable"):
        lake.read(entry.name)


def test_figures_in_the_lake_can_be_read_by_any_program_that_reads_parquet(lake: Lake, tmp_path: Path) -> None:
    import pyarrow.dataset as ds

    add(lake, "first")
    add(lake, "second", utc("2010-01-19T09:00:00"))

    assert ds.dataset(tmp_path / "lake" / "decisions").to_table()["reason"].to_pylist() == ["first", "second"]


def test_an_entry_of_older_days_that_lacks_a_column_is_read_all_the_same(lake: Lake, tmp_path: Path) -> None:
    lacking = [name for name in OBSERVATIONS.names if name != "revised"]
    row = {name: [None] for name in lacking}
    entry = add(lake, "first").name
    sink = tmp_path / "lake" / "observations" / f"{entry}.parquet"
    sink.parent.mkdir()
    pq.write_table(pa.table(row, schema=pa.schema([OBSERVATIONS.field(name) for name in lacking])), sink)
    journal = tmp_path / "lake" / "journal" / f"{entry}.json"
    told = json.loads(journal.read_text())
    told["parts"] = {"observations": hashlib.sha256(sink.read_bytes()).hexdigest()}
    journal.write_text(json.dumps(told))

    assert lake.read(entry).tables["observations"].column("revised").to_pylist() == [None]


THREADS = """
import os, sys
from pathlib import Path
from infra.lake import Lake
from infra.store import FolderStore

lake = Lake(FolderStore(Path(sys.argv[1])))
before = len(os.listdir("/proc/self/task"))
assert [lake.read(name).tables for name in lake.entries()]
print(len(os.listdir("/proc/self/task")) - before)
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells a process's threads so")
def test_reading_leaves_no_thread_behind_that_could_abort_the_command_at_its_end(lake: Lake, tmp_path: Path) -> None:
    add(lake, "first")

    ran = subprocess.run(
        [sys.executable, "-c", THREADS, str(tmp_path / "lake")], capture_output=True, text=True, check=True
    )

    assert ran.stdout == "0\n"
