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

from flows.desk.decide_held_figure import decide_held_figure
from flows.desk.make_report import make_report
from flows.desk.record_action_or_referral import record_action_or_referral
from flows.desk.try_other_targets import try_other_targets
from flows.desk.waiting_runs import DEPLOYMENT as DECIDE_NAME
from flows.events import Event
from flows.fault_to_mail import fault_to_mail
from flows.feeds_to_inbox import feeds_to_inbox
from flows.holds_to_mail import holds_to_mail
from flows.inbox_to_mail import inbox_to_mail
from flows.reminders_to_mail import reminders_to_mail
from flows.up.upkeep import HEARTBEAT_SECONDS
from flows.warehouse_to_desk import warehouse_to_desk
from flows.warehouse_to_reports import issue_report, issue_reports
from infra.wiring import House

MORNING = "0 7 * * 1-5"
"""Each working day before work begins. Which report goes out on it is the calendar's business, and what a day off or a
machine that stood still has missed, the next morning makes up."""

HEARTBEATS = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS)}

RUNS = "prefect.flow-run."
DIED = {
    "what": "The run '{{ event.resource.name }}' did not end as it should.",
    "run": "{{ event.resource.id }}",
    "about": "{{ flow.name }}",
}


@dataclass(frozen=True)
class Served:
    """A flow that is served: its name and what it does, for people; by which events it runs, of which flows where they
    are of runs, each with the parameters that are taken from it; how many of its runs there are at a time, and what becomes of one too many."""

    flow: Flow[..., Any]
    name: str
    what: str
    on: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    of_flows: tuple[str, ...] = ()
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
    "Issue reports",
    "The reports whose day has come, or whose period is complete. What went out before is left as it is.",
    on={Event.PERIOD_COMPLETE: {"period": "{{ event.payload.period }}"}},
    each_morning=True,
)


ASK_FEEDS = Served(
    feeds_to_inbox,
    "Ask the feeds",
    "What outside bodies owe, asked for again each morning until it comes. What comes lies in the inbox.",
    each_morning=True,
)


DECIDE = Served(
    decide_held_figure,
    DECIDE_NAME,
    "A held figure that waits for a checker. Choose a run that is Suspended, then Resume, and fill in the form.",
    at_a_time=4,
)

RECORD_ACTION = Served(
    record_action_or_referral,
    "Record an action or referral",
    "What is to be done about an indicator, or is referred to Cabinet, and what came of it. Choose Run, then Custom run.",
    at_a_time=4,
)

MAKE_REPORT = Served(
    make_report,
    "Make a report",
    "Any report, on any day, with what is known by then. Choose Run, then Custom run; what went out stays as it is.",
    at_a_time=2,
)

TRY_OTHER_TARGETS = Served(
    try_other_targets,
    "Try other targets",
    "Which lights and trends other targets and tolerances would change. Choose Run, then Custom run; nothing is applied.",
    at_a_time=2,
)

TELL_OF_HOLDS = Served(
    holds_to_mail,
    "Tell of held figures",
    "A mail to the Policy Team on the figures that wait, each told once; and to senders, of what was sent back to them.",
    on={Event.HOLDS_WAITING: {}},
    each_morning=True,
)

REMIND = Served(
    reminders_to_mail,
    "Remind",
    "A mail to whoever owes a return or a commentary: before the day, on it, then each week; to managers and the Policy Team of what stays late.",
    each_morning=True,
)

REFRESH_THE_DESK = Served(
    warehouse_to_desk,
    "Refresh the desk",
    "What waits for a person, and the month's tracker of who has sent and who owes.",
    each_morning=True,
)

TELL_OF_FAULTS = Served(
    fault_to_mail,
    "Tell of a fault",
    "A mail to the operator on a fault of Mortar, with the run's page; of the same fault once a day.",
    on={
        Event.FAULT_MET: {"what": "{{ event.payload.what }}", "about": "{{ event.resource.name }}"},
        "prefect.flow-run.Failed": DIED,
        "prefect.flow-run.Crashed": DIED,
    },
    of_flows=tuple(
        flow.name
        for flow in (
            inbox_to_mail,
            issue_reports,
            issue_report,
            holds_to_mail,
            reminders_to_mail,
            warehouse_to_desk,
            decide_held_figure,
        )
    ),
)

SERVED = (
    ASK_FEEDS,
    DECIDE,
    RECORD_ACTION,
    ISSUE_REPORTS,
    MAKE_REPORT,
    TRY_OTHER_TARGETS,
    TELL_OF_HOLDS,
    REMIND,
    REFRESH_THE_DESK,
    TELL_OF_FAULTS,
)


async def deployments_of(house: House) -> list[RunnerDeployment]:
    """Everything that is served for a workspace."""
    served = [*SERVED, TAKE_IN] if house.settings.work_pool else SERVED
    return [await _deployment(house, each) for each in served]


async def _deployment(house: House, served: Served) -> RunnerDeployment:
    return await served.flow.ato_deployment(
        served.name,
        parameters={"workspace": str(house.workspace)},
        description=served.what,
        triggers=[_trigger(served, event, parameters) for event, parameters in served.on.items()],
        schedules=[Cron(MORNING, timezone=house.settings.timezone)] if served.each_morning else None,
        concurrency_limit=ConcurrencyLimitConfig(limit=served.at_a_time, collision_strategy=served.too_many),
        entrypoint_type=EntrypointType.MODULE_PATH,
        work_pool_name=house.settings.work_pool or None,
        job_variables={"env": HEARTBEATS} if house.settings.work_pool else None,
    )


def _trigger(served: Served, event: str, parameters: Mapping[str, str]) -> DeploymentEventTrigger:
    flows: dict[str, str | list[str]] = {
        "prefect.resource.role": "flow",
        "prefect.resource.name": list(served.of_flows),
    }
    return DeploymentEventTrigger(
        name=f"{served.name}: {event}",
        expect={str(event)},
        match_related=flows if event.startswith(RUNS) else {},
        parameters=dict(parameters),
    )
