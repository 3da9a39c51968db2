"""What the desk serves: each flow with its name for people, its events and its calendar."""

from __future__ import annotations

from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger
from prefect.flows import Flow
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.events import Event
from flows.warehouse_to_reports import issue_reports
from infra.wiring import House

MORNING = "0 7 * * 1-5"
"""Each working day before work begins. Which report goes out on it is the calendar's business, and what a day off or a
machine that stood still has missed, the next morning makes up."""

ISSUE_REPORTS = "Issue the reports that are due"
ONE_AT_A_TIME = ConcurrencyLimitConfig(limit=1)


async def deployments_of(house: House) -> list[RunnerDeployment]:
    """Everything that is served for a workspace."""
    return [await _issue_reports(house)]


async def _issue_reports(house: House) -> RunnerDeployment:
    complete = _on(Event.PERIOD_COMPLETE, "A period is complete", period="{{ event.payload.period }}")
    return await _deployment(
        house,
        issue_reports,
        ISSUE_REPORTS,
        "The reports whose day has come, or whose period is complete. What went out before is left as it is.",
        triggers=[complete],
        schedules=[_each_morning(house)],
    )


def _each_morning(house: House) -> Schedule:
    return Cron(MORNING, timezone=house.settings.timezone)


def _on(event: Event, name: str, **parameters: str) -> DeploymentEventTrigger:
    """Run when something happens, with parameters taken from the event."""
    return DeploymentEventTrigger(name=name, expect={event.value}, parameters=parameters)


async def _deployment(house: House, flow: Flow[..., Any], name: str, what: str, **more: Any) -> RunnerDeployment:
    return await flow.ato_deployment(
        name,
        parameters={"workspace": str(house.workspace)},
        description=what,
        concurrency_limit=ONE_AT_A_TIME,
        entrypoint_type=EntrypointType.MODULE_PATH,
        **more,
    )
