from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from infra.lake import Lake
from infra.lake_entry import returns_entry
from infra.store import FolderStore
from infra.warehouse.database import open_database, revision, see_that_prefect_can_use
from infra.warehouse.knowledge import Knowledge
from infra.warehouse.ledger import open_ledger, rebuild
from infra.warehouse.tables import HEAD, metadata, observations
from tests.council import utc
from transforms.errors import SettingsError, UsageError
from transforms.finding import Counts, Finding, Severity, Verdict
from transforms.observation import Observation, State
from transforms.period import Period
from transforms.settle import Outcome, SentFile, Taken
from transforms.stated_row import Source, StatedRow

NOW = utc("2010-01-18T09:00:00")
CELLS = {"code": "A2", "numerator": "B2", "denominator": "C2"}


def batch(numerator: int, *, name: str = "a") -> dict[str, pa.Table]:
    """The tables of one return with one figure, `numerator` out of 9."""
    row = StatedRow(
        Source(0, "dev", f"{name}.csv"), "Sheet", 2, CELLS, "NI 157a", Period.month(2009, 12),
        numerator=Decimal(numerator), denominator=Decimal(9),
    )  # fmt: skip
    taken = Taken(f"observation-{name}", 0, row, State.ACCEPTED, "")
    finding = Finding(Severity.WARNING, "rule", "message", "remedy", "Sheet", "B2", "NI 157a", "2009-12")
    file = SentFile(0, "dev", f"{name}.csv", f"sha-{name}", 10, NOW)
    outcome = Outcome(f"return-{name}", file, Verdict.ACCEPTED, Counts(1), [(taken.observation_id, finding)], [taken])
    return returns_entry([outcome], "register")


def known(engine: sa.Engine, as_at: datetime) -> list[Observation]:
    """What was known at an instant."""
    with engine.connect() as connection:
        return Knowledge(connection, as_at).observations()


def record(engine: sa.Engine, lake: Lake, tables: dict[str, pa.Table], now: datetime = NOW) -> datetime:
    """Make something known, and load it; returns when."""
    with open_ledger(engine, lake) as ledger:
        recorded_at = ledger.record("returns", now, tables).recorded_at
    with open_ledger(engine, lake):
        return recorded_at


def test_the_tables_are_what_the_migrations_make(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []
    assert revision(engine) == HEAD


def test_a_figure_comes_back_digit_for_digit_with_its_provenance(engine: sa.Engine, lake: Lake) -> None:
    record(engine, lake, batch(7))

    [observation] = known(engine, NOW)

    assert (observation.said.numerator, observation.said.denominator) == (Decimal(7), Decimal(9))
    assert (observation.file, observation.sha256, observation.sheet, observation.cell) == (
        "a.csv", "sha-a", "Sheet", "B2",
    )  # fmt: skip
    assert observation.recorded_at == NOW


def test_an_entry_is_loaded_once_however_often_the_ledger_is_opened(engine: sa.Engine, lake: Lake) -> None:
    record(engine, lake, batch(7))

    for _ in range(3):
        with open_ledger(engine, lake) as ledger:
            assert ledger.caught_up == 0

    assert len(known(engine, NOW)) == 1


def test_an_entry_that_a_crash_left_in_the_lake_only_is_loaded_by_the_next(engine: sa.Engine, lake: Lake) -> None:
    with pytest.raises(KeyboardInterrupt), open_ledger(engine, lake) as ledger:
        ledger.record("returns", NOW, batch(7))
        raise KeyboardInterrupt

    with open_ledger(engine, lake) as ledger:
        assert ledger.caught_up == 1

    assert len(known(engine, NOW)) == 1


def test_instants_rise_even_where_the_clock_does_not(engine: sa.Engine, lake: Lake) -> None:
    first = record(engine, lake, batch(7))
    second = record(engine, lake, batch(8, name="b"), now=NOW - timedelta(days=30))

    assert second > first
    assert len(known(engine, first)) == 1
    assert len(known(engine, second)) == 2


def test_nothing_becomes_known_at_an_instant_that_was_asked_about(engine: sa.Engine, lake: Lake) -> None:
    asked = NOW + timedelta(hours=1)
    with open_ledger(engine, lake) as ledger:
        ledger.settle_at(asked, asked)

    assert record(engine, lake, batch(7), now=NOW) > asked
    assert known(engine, asked) == []


def test_what_will_be_known_in_the_future_cannot_be_asked(engine: sa.Engine, lake: Lake) -> None:
    with open_ledger(engine, lake) as ledger, pytest.raises(UsageError, match="future"):
        ledger.settle_at(NOW + timedelta(days=1), NOW)


def test_a_rebuilt_warehouse_knows_the_same_at_every_instant(engine: sa.Engine, lake: Lake) -> None:
    first = record(engine, lake, batch(7))
    second = record(engine, lake, batch(8, name="b"), now=NOW + timedelta(days=2))
    before = [known(engine, first), known(engine, second)]

    assert rebuild(engine, lake) == 2

    assert [known(engine, first), known(engine, second)] == before


def test_figures_are_numbers_for_others_who_read_the_database(engine: sa.Engine, lake: Lake) -> None:
    record(engine, lake, batch(7))

    with engine.connect() as connection:
        total = connection.execute(sa.select(sa.func.sum(sa.cast(observations.c.numerator, sa.Numeric)))).scalar()

    assert total == 7


def write_many(url: str, workspace: Path, worker: int) -> None:
    """Record twenty returns from a process of its own."""
    engine, lake = open_database(url, workspace), Lake(FolderStore(workspace / "lake"))
    for number in range(20):
        record(engine, lake, batch(number, name=f"{worker}-{number}"), now=datetime.now(UTC))
    engine.dispose()


@pytest.mark.slow
def test_two_processes_that_record_at_once_lose_and_double_nothing(
    engine: sa.Engine, lake: Lake, warehouse_url: str, tmp_path: Path
) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=write_many, args=(warehouse_url, tmp_path, worker)) for worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert [worker.exitcode for worker in workers] == [0, 0]
    with open_ledger(engine, lake):
        pass
    recorded = [o.recorded_at for o in known(engine, datetime.now(UTC))]
    assert len(recorded) == len(set(recorded)) == 40


def open_new(url: str, workspace: Path) -> None:
    """Open a warehouse that may have no tables yet."""
    open_database(url, workspace).dispose()


@pytest.mark.slow
def test_two_processes_that_open_a_new_warehouse_at_once_make_its_tables_once(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=open_new, args=("sqlite:///new.db", tmp_path)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert [worker.exitcode for worker in workers] == [0] * 4
    assert revision(open_database("sqlite:///new.db", tmp_path)) == HEAD


def test_a_migration_that_is_cut_short_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr("alembic.operations.Operations.create_index", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            open_database("sqlite:///new.db", tmp_path)

    assert revision(open_database("sqlite:///new.db", tmp_path)) == HEAD


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("url", ["mysql://host/db", "not a url", "redis:"])
def test_a_warehouse_of_another_kind_is_refused_with_what_is_served(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="warehouse"):
        open_database(url, tmp_path)


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not answer"):
        open_database("postgresql://nobody@127.0.0.1:1/none", tmp_path)


def test_prefects_database_that_does_not_answer_is_named_with_its_setting_and_without_its_password() -> None:
    with pytest.raises(SettingsError) as error:
        see_that_prefect_can_use("postgresql://policy:stone@127.0.0.1:1/prefect")
    assert "Prefect's database" in error.value.message
    assert "stone" not in error.value.message
    assert "`prefect_database`" in error.value.remedy


@pytest.mark.slow
def test_a_database_without_what_prefect_needs_is_told_so(postgres: str) -> None:
    with pytest.raises(SettingsError, match="has not the extension pg_trgm"):
        see_that_prefect_can_use(postgres)
