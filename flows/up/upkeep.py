"""Upkeep of the Prefect server: its limits, and runs whose process died, which are done again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from prefect.automations import Automation
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import State, StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed, Scheduled

from flows.patience import WRITES_WAREHOUSE

WRITING = f"tag:{WRITES_WAREHOUSE}"
AT_WORK = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)
MOST_ATTEMPTS = 3
"""A run whose process keeps dying is not begun a fourth time: somebody has to look at it."""

ATTEMPT_AFTER = timedelta(seconds=10)
HEARTBEAT_SECONDS = 30
CRASHED = ChangeFlowRunState(name="Crashed", state=StateType.CRASHED, message="Its process died.", force=False)
NO_HEARTBEAT = "Runs without a heartbeat have crashed"


def limit_writing(client: SyncPrefectClient) -> None:
    """One run at a time writes into the warehouse; the others wait, and the ledger's own lock is never fought over.

    To ask for leave costs a tenth of a second and more, so it is for where several workers write.
    """
    client.upsert_global_concurrency_limit_by_name(WRITING, 1)


async def watch_for_the_dead() -> None:
    """Have the server mark runs of which nothing is heard any more: nobody else sees what died on another machine."""
    try:
        await Automation.aread(name=NO_HEARTBEAT)
    except (ObjectNotFound, ValueError):
        ended = ("Completed", "Failed", "Cancelled", "Crashed", "Suspended", "Paused", "AwaitingRetry")
        await Automation(
            name=NO_HEARTBEAT,
            trigger=EventTrigger(
                after={"prefect.flow-run.heartbeat"},
                expect={"prefect.flow-run.heartbeat", *(f"prefect.flow-run.{state}" for state in ended)},
                match={"prefect.resource.id": ["prefect.flow-run.*"]},
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=timedelta(seconds=3 * HEARTBEAT_SECONDS),
            ),
            actions=[CRASHED],
        ).acreate()


def end_the_dead(client: SyncPrefectClient, tag: str) -> None:
    """Mark runs with a tag that are still said to run: whoever ran them is gone, and the next run takes up their work."""
    for run in client.read_flow_runs(flow_run_filter=_in(AT_WORK, tags=FlowRunFilterTags(all_=[tag]))):
        client.set_flow_run_state(
            run.id, Crashed(message="Its process died; the next run takes up its work."), force=True
        )


def do_again(client: SyncPrefectClient, deployments: Iterable[str], states: Iterable[StateType]) -> None:
    """Begin again the runs of deployments that stand in one of these states although nobody runs them."""
    of_ours = DeploymentFilter(name=DeploymentFilterName(any_=list(deployments)))
    for run in client.read_flow_runs(deployment_filter=of_ours, flow_run_filter=_in(states)):
        if run.run_count < MOST_ATTEMPTS:
            at = datetime.now(UTC) + ATTEMPT_AFTER
            again: State[None] = Scheduled(
                scheduled_time=at, name="AwaitingRetry", message="Its process died; it is done again."
            )
            client.set_flow_run_state(run.id, again, force=True)


def _in(states: Iterable[StateType], tags: FlowRunFilterTags | None = None) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))), tags=tags)
