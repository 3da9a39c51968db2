"""Each held figure waits on the desk once, as a run that costs no process, until it is decided here or elsewhere."""

from __future__ import annotations

import json
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

import pytest

from flows.decide import Hold, decide, holds_of
from infra.wiring import House
from reports.held_figure import HeldFigure, as_page
from tests.council import drop
from tests.flows.odd_figure import ODD
from tests.flows.take_in import take_in
from transforms.observation import Decided

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun, Log

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def lay_out(house: House) -> dict[str, str]:
    """Lay out what waits."""
    from flows.desk.waiting_runs import lay_out_holds

    return dict(lay_out_holds(house))


def hold_another(house: House) -> None:
    """Take in a second odd figure."""
    drop(house, "cs", "November.csv", "Code,Numerator,Denominator,Period\nLPI CS 3,600,500,Nov-09\n")
    take_in(house)


def state_of(run: FlowRun) -> tuple[str | None, str | None]:
    """The name of a run's state, and its message."""
    return run.state_name, run.state.message if run.state else None


def logs_of(desk: SyncPrefectClient, run: FlowRun) -> list[Log]:
    """What a run's log says; those of deleted runs the server clears away when it comes to it."""
    from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId

    return desk.read_logs(LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id])))


def test_a_held_figure_waits_as_a_run_that_a_person_can_read(desk: SyncPrefectClient, house: House, hold: Hold) -> None:
    pages = lay_out(house)

    [run] = desk.read_flow_runs()
    assert run.name == "Decide: LPI CS 1 · December 2009 · Customer Services"
    assert set(run.tags) == {"LPI CS 1", "December 2009", "Customer Services"}
    assert state_of(run) == ("Suspended", "Waits for a checker.")
    assert run.infrastructure_pid is None
    assert run.state is not None
    assert run.state.state_details.pause_timeout is None
    assert pages == {hold.observation.observation_id: f"http://127.0.0.1:4200/v2/runs/flow-run/{run.id}"}


def test_its_form_says_what_is_odd_and_leads_to_its_past_and_to_the_file(
    desk: SyncPrefectClient, house: House, hold: Hold
) -> None:
    lay_out(house)

    [run] = desk.read_flow_runs()
    [page] = [artifact for artifact in desk.read_artifacts() if not artifact.key]
    note, schema = (
        json.loads(desk.read_flow_run_input(run.id, f"suspended-1-{part}")) for part in ("description", "schema")
    )
    assert "600 is more than the 500 it is counted out of" in note
    assert f"/v2/artifacts/artifact/{page.id}" in note
    assert f"/returns/{hold.observation.sha256}/return.csv" in note
    assert list(schema["properties"]) == schema["required"] == ["decision", "who", "reason"]
    assert page.flow_run_id == run.id


def test_what_waits_already_is_left_as_it_is(desk: SyncPrefectClient, house: House, hold: Hold) -> None:
    first = lay_out(house)

    assert lay_out(house) == first
    assert len(desk.read_flow_runs()) == 1
    assert [artifact.key for artifact in desk.read_artifacts() if artifact.key] == ["waiting"]


def test_two_at_once_lay_out_one_run_with_one_page(
    desk: SyncPrefectClient, house: House, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.desk import waiting_runs

    others: list[Future[dict[str, str]]] = []
    with ThreadPoolExecutor(1) as pool:

        def while_another_begins(held: HeldFigure) -> str:
            if not others:
                others.append(pool.submit(lay_out, house))
                wait(others, timeout=2)
            return as_page(held)

        monkeypatch.setattr(waiting_runs, "as_page", while_another_begins)
        first = lay_out(house)

    assert others[0].result() == first
    [run] = desk.read_flow_runs()
    assert len(logs_of(desk, run)) == 1
    assert sorted(str(artifact.key) for artifact in desk.read_artifacts()) == ["None", "waiting"]


@pytest.mark.parametrize("step", ["lay_out_form", "_log", "as_page"])
def test_broken_off_in_the_middle_it_is_laid_out_whole_the_next_time(
    desk: SyncPrefectClient, house: House, hold: Hold, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    from flows.desk import waiting_runs

    with monkeypatch.context() as crash, pytest.raises(KeyboardInterrupt):
        crash.setattr(waiting_runs, step, _crash)
        lay_out(house)

    lay_out(house)

    [run] = desk.read_flow_runs()
    assert run.name.startswith("Decide: ")
    assert desk.read_flow_run_input(run.id, "suspended-1-schema")


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_decided_elsewhere_its_run_ends_and_says_by_whom(desk: SyncPrefectClient, house: House, hold: Hold) -> None:
    lay_out(house)
    decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", "Backlog cleared")

    assert lay_out(house) == {}

    [run] = desk.read_flow_runs()
    assert state_of(run) == ("Released", "Released by Lee Banks: Backlog cleared")


def test_overtaken_by_a_later_return_its_run_ends_and_says_so(
    desk: SyncPrefectClient, house: House, hold: Hold
) -> None:
    lay_out(house)
    drop(house, "cs", "corrected.csv", ODD.replace("600", "400"))
    take_in(house)

    lay_out(house)

    [run] = desk.read_flow_runs()
    assert state_of(run) == ("Overtaken", "A later return overtook it, so nothing is left to decide.")


def test_cancelled_in_the_ui_a_figure_that_still_waits_is_laid_out_anew(
    desk: SyncPrefectClient, house: House, hold: Hold
) -> None:
    from prefect.states import Cancelled

    lay_out(house)
    [run] = desk.read_flow_runs()
    desk.set_flow_run_state(run.id, Cancelled())

    lay_out(house)

    assert sorted(str(each.state_name) for each in desk.read_flow_runs()) == ["Cancelled", "Suspended"]


def test_a_run_that_was_answered_and_has_yet_to_begin_is_no_reason_for_another(
    desk: SyncPrefectClient, house: House, hold: Hold
) -> None:
    from prefect.states import Crashed

    lay_out(house)
    [run] = desk.read_flow_runs()
    desk.resume_flow_run(run.id, {"decision": "Return it to its sender", "who": "Lee Banks", "reason": "Why?"})
    lay_out(house)
    desk.set_flow_run_state(run.id, Crashed(), force=True)
    lay_out(house)

    assert [each.id for each in desk.read_flow_runs()] == [run.id]


def test_however_many_wait_each_waits_once(
    desk: SyncPrefectClient, house: House, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.desk import waiting_runs

    monkeypatch.setattr(waiting_runs, "PAGE", 1)
    hold_another(house)
    first = lay_out(house)

    assert lay_out(house) == first
    assert len(first) == len(holds_of(house)) == len(desk.read_flow_runs()) == 2


def test_what_waits_is_listed_with_links_and_the_list_empties(
    desk: SyncPrefectClient, house: House, hold: Hold
) -> None:
    [page] = lay_out(house).values()
    decide(house, hold.short_id, Decided.RETURNED, "Lee Banks", "Counted twice")
    lay_out(house)

    lists = sorted(
        (each for each in desk.read_artifacts() if each.key == "waiting"), key=lambda each: str(each.created)
    )
    assert str(lists[0].description).startswith("1 figure waits for a decision since")
    assert f"[Decide]({page})" in str(lists[0].data)
    assert lists[-1].description == "No figure waits for a decision."


def test_where_no_desk_is_served_nothing_is_laid_out(prefect_here: None, house: House, hold: Hold) -> None:
    from prefect.client.orchestration import get_client

    from flows.desk.waiting_runs import DEPLOYMENT, FLOW

    with get_client(sync_client=True) as client:
        client.delete_deployment(client.read_deployment_by_name(f"{FLOW}/{DEPLOYMENT}").id)

    assert lay_out(house) == {}
