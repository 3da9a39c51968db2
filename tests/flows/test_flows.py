"""The legs as Prefect sees them, on its own server, in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.orchestration import prefect_running
from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, drop, make_council
from transforms.finding import Verdict

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The tiny council, its returns in the inbox."""
    made = make_council(tmp_path_factory.mktemp("council"))
    apply_register(made)
    for sender, text in GOLDEN.items():
        drop(made, sender, "return.csv", text)
    return made


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_each_leg_is_a_run_with_its_stages_as_tasks(house: House, tmp_path: Path) -> None:
    workspace = str(house.workspace)
    with prefect_running(house.workspace):
        from prefect.client.orchestration import get_client

        from flows.inbox_to_lake import inbox_to_lake
        from flows.lake_to_warehouse import lake_to_warehouse
        from flows.warehouse_to_reports import warehouse_to_reports

        outcomes, faults = inbox_to_lake(workspace, "2010-01-18T09:00:00Z")
        (house.workspace / "warehouse.db").unlink()
        loaded = lake_to_warehouse(workspace)
        paths = warehouse_to_reports(
            workspace, "scrutiny", "2009-10 Q3", ["json"], str(tmp_path), now="2010-01-18T10:00:00Z"
        )
        with get_client(sync_client=True) as client:
            runs = {run.state_name: run for run in client.read_flow_runs()}

    assert {outcome.verdict for outcome in outcomes} == {Verdict.ACCEPTED}
    assert (loaded, faults) == (len(list(house.lake.entries())), [])
    assert [path.name for path in paths] == ["scrutiny-2009-10 Q3.json"]
    assert set(runs) == {"Completed"}
