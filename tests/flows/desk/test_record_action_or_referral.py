"""A referral as a form of the desk takes it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from infra.wiring import House
from tests.flows.test_lists import actions
from transforms.action import ActionKind

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def fill_in(house: House, **said: str) -> Any:
    """The state in which a run ends that begins with what the clerk wrote."""
    from flows.desk.record_action_or_referral import record_action_or_referral

    typed = {"code": "LPI CS 1", "what": "Fraud and\n housing", "by": "The clerk", "workspace": str(house.workspace)}
    return record_action_or_referral(**(typed | said), return_state=True)  # type: ignore[call-overload]


def test_the_clerk_records_a_referral_and_what_came_of_it(prefect_here: None, house: House) -> None:
    raised = fill_in(house, kind="referral", who="Cabinet", by_when="31/03/2010")
    done = fill_in(house, done="18/01/2010", outcome="Noted,\nand a report asked for")
    again = fill_in(house, done="18/01/2010")

    assert [state.name for state in (raised, done, again)] == ["Recorded", "Recorded", "Known already"]
    [action] = actions(house)
    assert (action.kind, action.what, action.who) == (ActionKind.REFERRAL, "Fraud and housing", "Cabinet")
    assert action.outcome == "Noted, and a report asked for"


def test_what_cannot_be_recorded_is_said_in_the_runs_state(prefect_here: None, house: House) -> None:
    state = fill_in(house, by_when="soon", who="Cabinet")

    assert (state.name, state.is_failed()) == ("Not recorded", True)
    assert state.message == "'soon' names no day. Write it as 31/03/2010 or 2010-03-31."
    assert actions(house) == []


def test_the_served_form_is_taken_with_what_the_clerk_fills_in_and_no_more(prefect_here: None, house: House) -> None:
    from prefect.client.orchestration import get_client
    from prefect.flow_engine import run_flow

    from flows.desk.record_action_or_referral import record_action_or_referral
    from flows.up.deployments import RECORD_ACTION, deployments_of

    [served] = [each for each in asyncio.run(deployments_of(house)) if each.name == RECORD_ACTION.name]
    typed = {"code": "LPI CS 1", "what": "Fraud", "by": "The clerk", "who": "Cabinet", "kind": "referral"}
    with get_client(sync_client=True) as client:
        run = client.create_flow_run_from_deployment(served.apply(), parameters=typed)
        run_flow(record_action_or_referral, client.read_flow_run(run.id), run.parameters)
        ended = client.read_flow_run(run.id)

    assert (ended.state_name, ended.name) == ("Recorded", "referral: LPI CS 1")
    assert [action.what for action in actions(house)] == ["Fraud"]


def test_the_form_says_of_each_field_what_to_write_and_asks_for_no_more_than_it_needs(house: House) -> None:
    from flows.up.deployments import RECORD_ACTION, deployments_of

    [served] = [each for each in asyncio.run(deployments_of(house)) if each.name == RECORD_ACTION.name]

    form = served._parameter_openapi_schema
    assert all(field["description"] for field in form.properties.values())
    assert form.required == ["code", "what", "by", "workspace"]
    assert served.parameters == {"workspace": str(house.workspace)}
    assert form.properties["kind"]["enum"] == ["action", "referral"]
