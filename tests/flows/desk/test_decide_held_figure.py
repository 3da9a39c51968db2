"""A decision as a form of the desk takes it: it is recorded, or comes back to the person with the reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from flows.decide import Hold, decide, holds_of
from flows.trace import trace
from infra.wiring import House
from tests.flows.desk.test_waiting_runs import lay_out, state_of
from tests.flows.outbox import mails
from tests.flows.test_decide import DECEMBER
from transforms.observation import Decided

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.objects import FlowRun

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

RELEASE, RETURN = "Release it: it counts from now on", "Return it to its sender"


@pytest.fixture
def run(desk: SyncPrefectClient, house: House, hold: Hold) -> FlowRun:
    """The run of the figure that waits."""
    lay_out(house)
    [waiting] = desk.read_flow_runs()
    return waiting


def fill_in(desk: SyncPrefectClient, run: FlowRun, **said: str) -> None:
    """Fill in the form of a run, as the UI does."""
    desk.resume_flow_run(run.id, {"decision": RELEASE, "who": "Lee Banks", "reason": "Backlog cleared", **said})


def begin(desk: SyncPrefectClient, run: FlowRun) -> FlowRun:
    """Let the run begin, as the desk's server does, but in this process; the run as it is then."""
    from prefect.exceptions import Pause
    from prefect.flow_engine import run_flow

    from flows.desk.decide_held_figure import decide_held_figure

    try:
        run_flow(decide_held_figure, desk.read_flow_run(run.id), run.parameters)
    except Pause:
        pass
    return desk.read_flow_run(run.id)


def form(desk: SyncPrefectClient, run: FlowRun) -> tuple[str, dict[str, Any]]:
    """The words over the form of a run that waits, and its fields."""
    assert run.state is not None
    keys = run.state.state_details.run_input_keyset or {}
    note, schema = (json.loads(desk.read_flow_run_input(run.id, keys[part])) for part in ("description", "schema"))
    return note, schema["properties"]


def test_a_figure_released_on_the_desk_counts_and_the_trace_names_checker_and_reason(
    desk: SyncPrefectClient, house: House, run: FlowRun
) -> None:
    fill_in(desk, run, reason="Backlog\n cleared ")

    ended = begin(desk, run)

    assert state_of(ended) == ("Released", "Released by Lee Banks: Backlog cleared")
    [step] = trace(house, "LPI CS 1", DECEMBER, None).steps
    assert step.counts
    assert step.observation.decision is not None
    assert (step.observation.decision.by, step.observation.decision.reason) == ("Lee Banks", "Backlog cleared")
    assert [message["Subject"] for message in mails(house)] == ["Released: LPI CS 1, December 2009, in return.csv"]


def test_a_figure_returned_on_the_desk_goes_back_to_its_sender_with_the_reason(
    desk: SyncPrefectClient, house: House, run: FlowRun
) -> None:
    fill_in(desk, run, decision=RETURN, reason="Counted twice")

    ended = begin(desk, run)

    assert state_of(ended) == ("Returned", "Returned to Customer Services by Lee Banks: Counted twice")
    assert [message["To"] for message in mails(house)] == ["cs@council.example"]


def test_whoever_provides_a_figure_is_told_so_and_asked_again(
    desk: SyncPrefectClient, house: House, run: FlowRun
) -> None:
    fill_in(desk, run, who="Ann Bell")

    asked = begin(desk, run)

    assert asked.state_name == "Suspended"
    note, fields = form(desk, asked)
    assert note.startswith("**This was not taken.** Ann Bell provides LPI CS 1")
    assert (fields["who"]["default"], fields["reason"]["default"]) == ("Ann Bell", "Backlog cleared")
    assert len(holds_of(house)) == 1

    fill_in(desk, asked)
    assert begin(desk, asked).state_name == "Released"


def test_refused_twice_it_is_asked_a_third_time(desk: SyncPrefectClient, house: House, run: FlowRun) -> None:
    for who in ("Ann Bell", "cs"):
        fill_in(desk, run, who=who)
        run = begin(desk, run)

    assert f"{form(desk, run)[0]}".startswith("**This was not taken.** cs provides LPI CS 1")
    assert lay_out(house)[holds_of(house)[0].observation.observation_id].endswith(str(run.id))


def test_where_the_council_names_its_checkers_one_of_them_is_chosen(
    desk: SyncPrefectClient, house: House, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = House(house.workspace, house.settings.model_copy(update={"checker": "Lee Banks, Karl Sewell"}))
    lay_out(named)
    [run] = desk.read_flow_runs()

    assert form(desk, run)[1]["who"]["enum"] == ["Lee Banks", "Karl Sewell"]
    fill_in(desk, run, who="Anybody")
    assert desk.read_flow_run(run.id).state_name == "Suspended"


@pytest.mark.parametrize("said", [{"reason": ""}, {"who": ""}, {"decision": "Perhaps"}])
def test_a_form_that_is_not_filled_in_is_not_taken(
    desk: SyncPrefectClient, house: House, run: FlowRun, said: dict[str, str]
) -> None:
    fill_in(desk, run, **said)

    assert desk.read_flow_run(run.id).state_name == "Suspended"


def test_begun_again_after_a_crash_a_figure_is_decided_once(
    desk: SyncPrefectClient, house: House, run: FlowRun, hold: Hold
) -> None:
    fill_in(desk, run)
    decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", "Backlog cleared")

    assert state_of(begin(desk, run)) == ("Released", "Released by Lee Banks: Backlog cleared")


def test_who_comes_too_late_is_told_what_was_decided(
    desk: SyncPrefectClient, house: House, run: FlowRun, hold: Hold
) -> None:
    decide(house, hold.short_id, Decided.RETURNED, "Karl Sewell", "Counted twice")
    fill_in(desk, run)

    assert state_of(begin(desk, run)) == ("Returned", "Returned to Customer Services by Karl Sewell: Counted twice")


def test_begun_by_hand_it_asks_first(desk: SyncPrefectClient, house: House, hold: Hold) -> None:
    from flows.desk.waiting_runs import DEPLOYMENT, FLOW

    deployment = desk.read_deployment_by_name(f"{FLOW}/{DEPLOYMENT}")
    by_hand = desk.create_flow_run_from_deployment(
        deployment.id, parameters={"workspace": str(house.workspace), "hold": hold.short_id}
    )

    asked = begin(desk, by_hand)

    assert asked.state_name == "Suspended"
    assert "600 is more than the 500" in form(desk, asked)[0]
