"""The past stands still, whatever happened before and happens afterwards: histories of chance, on either database."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import URL, make_url

from flows.material import gathered
from flows.register_steps import apply_register
from flows.report_steps import files_of, find_editions, make_edition, settled_instant
from flows.trace import trace
from infra.warehouse import kept_registers
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import SQLITE, at, council_at, make_council
from tests.flows.random_register import FORMULA, GROUP, SENT_BY
from tests.flows.random_steps import STEPS, Step
from tests.flows.random_town import Town
from transforms.errors import MortarError
from transforms.period import Period

pytestmark = pytest.mark.slow

LONG_AFTER = "2031-05-01T09:00:00Z"
FRESH = "sqlite:///fresh.db"
PRINTED = ("2009-10 Q3", "2009-12")
TRACED = (Period.quarter(2009, 3), Period.month(2009, 12))

Bytes = dict[str, bytes]
"""What was made by its name."""


class Made(NamedTuple):
    """What a council could be told after a step."""

    after: str
    instant: datetime
    told: Bytes


def told_as_at(house: House, instant: datetime) -> Bytes:
    """The report as JSON and HTML and the traces, made anew from the tables; or in which words it could not be made."""
    gathered.cache_clear()
    kept_registers._kept.clear()
    told: Bytes = {}
    for named in PRINTED:
        try:
            [edition, *_], period = find_editions(house, "scrutiny", named, instant)
            told |= files_of(make_edition(house, edition, period, instant), ["json", "html"])
        except MortarError as error:
            told[named] = repr(error).encode()
    for code in (*SENT_BY, FORMULA, GROUP):
        for period in TRACED:
            told[f"trace {code} {period}"] = _trace(house, code, period, instant)
    return told


def _trace(house: House, code: str, period: Period, instant: datetime) -> bytes:
    try:
        return repr(trace(house, code, period, instant)).encode()
    except MortarError as error:
        return repr(error).encode()


def live(house: House, history: list[Step]) -> tuple[House, list[Made]]:
    """Let a history happen; after each step what is told as at that instant."""
    town, made = Town(house), []
    for step in history:
        step.happen(town)
        instant = settled_instant(town.open)
        made.append(Made(repr(step), instant, told_as_at(town.open, instant)))
    return at(town.house, LONG_AFTER), made


def see_that_the_past_stands(house: House, made: list[Made]) -> None:
    """Fail where something is told otherwise now of an instant than it was told then."""
    for then in made:
        now = told_as_at(house, then.instant)
        assert now == then.told, (
            f"after {then.after}: {[name for name in then.told if now.get(name) != then.told[name]]}"
        )


def made_again(house: House, warehouse: str) -> House:
    """The council on another warehouse, made from its lake."""
    other = House(house.workspace, house.settings.model_copy(update={"warehouse": warehouse}))
    rebuild(other.engine, other.lake)
    return other


@contextmanager
def council_of_its_own(council_once: Path) -> Iterator[House]:
    """A copy of the tiny council on SQLite."""
    with TemporaryDirectory(prefix="mortar-history-") as folder:
        shutil.copytree(council_once, folder, dirs_exist_ok=True)
        shutil.copy(Path(folder, "warehouse.db"), Path(folder, "fresh.db"))
        yield council_at(Path(folder), SQLITE)


RANDOM = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
    print_blob=True,
)
FEW = settings(RANDOM, max_examples=3, derandomize=True, database=None, phases=[Phase.generate, Phase.shrink])
MANY = settings(RANDOM, max_examples=12)


@FEW
@given(history=st.lists(STEPS, min_size=3, max_size=5))
def test_what_was_told_of_an_instant_is_told_of_it_for_ever(council_once: Path, history: list[Step]) -> None:
    with council_of_its_own(council_once) as house:
        later, made = live(house, history)

        see_that_the_past_stands(later, made)
        see_that_the_past_stands(made_again(later, FRESH), made)


@MANY
@given(history=st.lists(STEPS, min_size=4, max_size=16))
def test_long_histories_on_sqlite_are_the_same_when_made_again_on_either_database(
    council_once: Path, postgres: str, history: list[Step]
) -> None:
    with council_of_its_own(council_once) as house, database(postgres) as elsewhere:
        later, made = live(house, history)

        see_that_the_past_stands(later, made)
        for warehouse in (FRESH, elsewhere):
            see_that_the_past_stands(made_again(later, warehouse), made)


@MANY
@given(history=st.lists(STEPS, min_size=4, max_size=16))
def test_long_histories_on_postgresql_are_the_same_when_made_again_on_either_database(
    postgres: str, history: list[Step]
) -> None:
    with (
        TemporaryDirectory(prefix="mortar-history-") as folder,
        database(postgres) as here,
        database(postgres) as elsewhere,
    ):
        house = make_council(Path(folder), here)
        apply_register(house)
        later, made = live(house, history)

        see_that_the_past_stands(later, made)
        for warehouse in (here, FRESH, elsewhere):
            see_that_the_past_stands(made_again(later, warehouse), made)


@contextmanager
def database(server: str) -> Iterator[str]:
    """An empty database of a PostgreSQL server, there as long as it is needed."""
    url, name = make_url(server), f"history_{uuid.uuid4().hex}"
    _run(url, f'CREATE DATABASE "{name}"')
    yield url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    _run(url, f'DROP DATABASE "{name}"')


def _run(server: URL, statement: str) -> None:
    admin = sa.create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(statement))
    admin.dispose()
