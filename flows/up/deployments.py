"""What the desk serves: each flow with its name for people, its events and its calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger
from prefect.flows import Flow
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.events import Event
from flows.inbox_to_mail import inbox_to_mail
from flows.up.upkeep import HEARTBEAT_SECONDS
from flows.warehouse_to_reports import issue_reports
from infra.wiring import House

MORNING = "0 7 * * 1-5"
"""Each working day before work begins. Which report goes out on it is the calendar's business, and what a day off or a
machine that stood still has missed, the next morning makes up."""

HEARTBEATS = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS)}


@dataclass(frozen=True)
class Served:
    """A flow that is served: its name and what it does, for people; by which events it runs, each with the parameters
    that are taken from it; how many of its runs there are at a time, and what becomes of one too many."""

    flow: Flow[..., Any]
    name: str
    what: str
    on: Mapping[Event, Mapping[str, str]] = field(default_factory=dict)
    each_morning: bool = False
    at_a_time: int = 1
    too_many: ConcurrencyLimitStrategy = ConcurrencyLimitStrategy.ENQUEUE


TAKE_IN = Served(
    inbox_to_mail,
    "Take in what waits",
    "What waits in the inbox, taken in and answered. Each run takes what no other has claimed.",
    on={Event.INBOX_WAITING: {}},
    at_a_time=4,
    too_many=ConcurrencyLimitStrategy.CANCEL_NEW,
)
"""Served where runs begin in a work pool; else the intake does it, resident and within seconds."""

ISSUE_REPORTS = Served(
    issue_reports,
    "Issue the reports that are due",
    "The reports whose day has come, or whose period is complete. What went out before is left as it is.",
    on={Event.PERIOD_COMPLETE: {"period": "{{ event.payload.period }}"}},
    each_morning=True,
)


async def deployments_of(house: House) -> list[RunnerDeployment]:
    """Everything that is served for a workspace."""
    served = [ISSUE_REPORTS, TAKE_IN] if house.settings.work_pool else [ISSUE_REPORTS]
    return [await _deployment(house, each) for each in served]


async def _deployment(house: House, served: Served) -> RunnerDeployment:
    triggers = [
        DeploymentEventTrigger(name=f"{served.name}: {event.value}", expect={event.value}, parameters=dict(parameters))
        for event, parameters in served.on.items()
    ]
    return await served.flow.ato_deployment(
        served.name,
        parameters={"workspace": str(house.workspace)},
        description=served.what,
        triggers=list(triggers),
        schedules=[Cron(MORNING, timezone=house.settings.timezone)] if served.each_morning else None,
        concurrency_limit=ConcurrencyLimitConfig(limit=served.at_a_time, collision_strategy=served.too_many),
        entrypoint_type=EntrypointType.MODULE_PATH,
        work_pool_name=house.settings.work_pool or None,
        job_variables={"env": HEARTBEATS} if house.settings.work_pool else None,
    )
