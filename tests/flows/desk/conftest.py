"""A council with a figure that waits, and a desk on which it can wait: Prefect's server, in this process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flows.decide import Hold, holds_of
from infra.wiring import House
from tests.council import SQLITE, council_at

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient


@pytest.fixture
def house(tmp_path: Path, held_once: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """That council; whoever else opens its workspace finds the same day."""
    monkeypatch.setenv("MORTAR_TODAY", "2010-01-18")
    shutil.copytree(held_once, tmp_path, dirs_exist_ok=True)
    return council_at(tmp_path, SQLITE)


@pytest.fixture
def hold(house: House) -> Hold:
    """The figure that waits: 600 out of 500."""
    [waiting] = holds_of(house)
    return waiting


@pytest.fixture
def desk(prefect_here: None) -> Iterator[SyncPrefectClient]:
    """The desk as it is served, with nothing on it, seen by Prefect's client."""
    from prefect.client.orchestration import get_client
    from prefect.types.entrypoint import EntrypointType

    from flows.desk.decide_held_figure import decide_held_figure
    from flows.desk.waiting_runs import DEPLOYMENT

    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs():
            client.delete_flow_run(run.id)
        for artifact in client.read_artifacts():
            client.delete_artifact(artifact.id)
        decide_held_figure.to_deployment(DEPLOYMENT, entrypoint_type=EntrypointType.MODULE_PATH).apply()
        yield client
