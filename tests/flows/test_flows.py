"""The legs as Prefect sees them, on its own server, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.issue_steps import periods_of
from flows.orchestration import prefect_running
from flows.register_steps import apply_register
from flows.report_steps import FORMATS
from infra.wiring import House
from tests.council import GOLDEN, at, drop, make_council
from tests.flows.announced import Told, listening
from tests.flows.take_in import take_in
from transforms.finding import Verdict
from transforms.period import Period

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The tiny council, its returns in the inbox."""
    made = make_council(tmp_path_factory.mktemp("council"))
    apply_register(made)
    for sender, text in GOLDEN.items():
        drop(made, sender, "return.csv", text)
    return made


@pytest.fixture(scope="module")
def workspace(house: House) -> Iterator[str]:
    """Its workspace, where flows can run."""
    with prefect_running(house.workspace):
        yield str(house.workspace)


@pytest.fixture
def told(workspace: str) -> Iterator[Told]:
    """What was announced."""
    with listening() as announced:
        yield announced


def test_each_leg_is_a_run_with_its_stages_as_tasks(house: House, workspace: str, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from flows.inbox_to_lake import inbox_to_lake
    from flows.lake_to_warehouse import lake_to_warehouse
    from flows.warehouse_to_reports import warehouse_to_reports

    taken = inbox_to_lake(workspace, "2010-01-18T09:00:00Z")
    (house.workspace / "warehouse.db").unlink()
    loaded = lake_to_warehouse(workspace)
    paths = warehouse_to_reports(
        workspace, "scrutiny", "2009-10 Q3", ["json"], str(tmp_path), now="2010-01-18T10:00:00Z"
    )
    with get_client(sync_client=True) as client:
        runs = {run.state_name: run for run in client.read_flow_runs()}

    assert {outcome.verdict for outcome in taken.outcomes} == {Verdict.ACCEPTED}
    assert (loaded, taken.faults) == (len(list(house.lake.entries())), [])
    assert [path.name for path in paths] == ["scrutiny-2009-10 Q3.json"]
    assert set(runs) == {"Completed"}


def test_a_report_that_goes_out_is_told_once_and_found_by_its_link(workspace: str, told: Told) -> None:
    from prefect.client.orchestration import get_client

    from flows.warehouse_to_reports import issue_reports

    [issue] = issue_reports(workspace, "2009-10 Q3", "2010-01-29T07:00:00Z")
    again = [issue_reports(workspace, period, "2010-01-30T07:00:00Z") for period in ("2009-10 Q3", "")]
    with get_client(sync_client=True) as client:
        names = {run.name for run in client.read_flow_runs()}
        artifacts = client.read_artifacts()

    endings = [ending for name in ("html", "csv", "json") for ending in FORMATS[name]]
    links = [f"http://127.0.0.1:4200/reports/scrutiny-2009-10%20Q3.{ending}" for ending in endings]
    facts = {"report": "scrutiny", "period": "2009-10 Q3", "version": 1, "files": links}
    assert again == [[], []]
    assert list(issue.files) == [f"scrutiny-2009-10 Q3.{ending}" for ending in endings]
    assert told() == [("mortar.report.issued", "mortar.report.scrutiny.2009-10 Q3", facts)]
    assert {"Reports · 2009-10 Q3", "Reports · all that are due"} <= names
    assert [artifact.key for artifact in artifacts] == ["scrutiny-2009-10-q3"]
    assert links[0] in str(artifacts[0].data)


def test_a_quarter_that_is_complete_is_told_with_its_name_and_length(house: House, workspace: str, told: Told) -> None:
    from flows.warehouse_to_reports import tell_complete

    quarter, later = Period.quarter(2009, 4), at(house, "2010-04-12")
    for sender, codes in {"cs": ("LPI CS 1", "LPI CS 3", "LPI CS 7", "BV 9"), "kcc": ("NI 192",)}.items():
        drop(house, sender, "q4.csv", "Code,Value,Period\n" + "".join(f"{code},64,Q4 2009/10\n" for code in codes))
    take_in(later)
    assert tell_complete(later, {quarter}) == []
    drop(house, "dev", "q4.csv", "Code,Value,Period\nNI 157a,81.5%,Q4 2009/10\nLPI RR 1,38,Mar-10\n")

    complete = tell_complete(later, periods_of(take_in(later)))

    assert complete == [quarter]
    facts = {"period": "2009-10 Q4", "length": "quarter"}
    assert told() == [("mortar.period.complete", "mortar.period.2009-10 Q4", facts)]
