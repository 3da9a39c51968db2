from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.orchestration import prefect_running
from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, SQLITE, at, council_at, make_council
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import ITS_DAY, send
from tests.flows.odd_figure import hold_odd_figure


@pytest.fixture(scope="session")
def council_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the tiny council on SQLite, its register applied: made once, and copied for each test."""
    made = make_council(tmp_path_factory.mktemp("once"))
    apply_register(made)
    made.engine.dispose()
    return made.workspace


@pytest.fixture(scope="session")
def held_once(council_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of a council on SQLite with a figure that waits: made once, and copied for each test."""
    folder = tmp_path_factory.mktemp("held")
    shutil.copytree(council_once, folder, dirs_exist_ok=True)
    house = council_at(folder, SQLITE)
    hold_odd_figure(house)
    house.engine.dispose()
    return folder


@pytest.fixture
def house(tmp_path: Path, warehouse_url: str, council_once: Path) -> House:
    """The tiny council, its register applied, on SQLite and on PostgreSQL."""
    if warehouse_url.startswith("sqlite"):
        shutil.copytree(council_once, tmp_path, dirs_exist_ok=True)
        return council_at(tmp_path, warehouse_url)
    made = make_council(tmp_path, warehouse_url)
    apply_register(made)
    return made


@pytest.fixture
def went_out(house: House) -> House:
    """A council whose report of the third quarter went out on its day, without the bins of December."""
    for sender, text in GOLDEN.items():
        send(house, sender, text, "golden")
    [first] = issue_due(at(house, ITS_DAY))
    assert first.version == 1
    return house


@pytest.fixture(scope="module")
def prefect_here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Prefect's own server, in this process."""
    with prefect_running(tmp_path_factory.mktemp("prefect")):
        yield


@pytest.fixture(autouse=True, scope="module")
def a_history_of_its_own() -> Iterator[None]:
    """Prefect's server keeps to the first database of a process; here one process has servers of many workspaces."""
    yield
    if "prefect.server.database.dependencies" in sys.modules:
        from prefect.server.database.dependencies import MODELS_DEPENDENCIES

        MODELS_DEPENDENCIES["database_config"] = None
