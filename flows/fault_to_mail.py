"""From a fault of ours to the operator's mail, with the page of the run that met it: each kind once a day."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateName,
)
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Completed

from flows.desk.pages import run_page
from flows.fault_log import FILE_NAME
from flows.patience import mailing_task
from infra.mail import Wording, message_of
from infra.wiring import House, open_house
from reports.fault_mail import fault_page, fault_text

FLOW = "fault-to-mail"
TOLD, TOLD_BEFORE = "Told", "Told before"
ONCE_IN = timedelta(days=1)
RUN = "prefect.flow-run."
"""How Prefect's events name a run, before its id."""


@flow(name=FLOW, flow_run_name="Tell of a fault", persist_result=False)
def fault_to_mail(workspace: str, what: str, run: str = "", about: str = "", now: str = "") -> State[None]:
    """Tell the operator of a fault: what it is, and the run that met it, by its id or as events name it.

    `about` is what it befell, as a file or a flow, by a name that stays; of the same the operator hears once a day, and
    of a fault that is about nothing once for the same words. That is known from Prefect's runs and not from the
    warehouse, which may be what fails.
    """
    kind = about or what
    if any((told.parameters.get("about") or told.parameters.get("what")) == kind for told in _told_lately()):
        return Completed(name=TOLD_BEFORE, message="The operator heard of it within the last day.")
    house = open_house(Path(workspace), now)
    send(house, kind, what, run_page(house, UUID(run.removeprefix(RUN))) if run else house.settings.ui)
    return Completed(name=TOLD, message=f"Told {house.settings.policy_team_address}: {what}")


def tell_operator(house: House, kind: str, what: str, page: str) -> None:
    """Send the mail; on one day of one kind always the same message. Raises `MailNotSent`."""
    identity = hashlib.sha256(f"{kind}\0{house.clock.today()}".encode()).hexdigest()[:16]
    facts = {"what": what, "page": page, "log": str(house.workspace / FILE_NAME), "council": house.council.name}
    to, subject = house.settings.policy_team_address, f"A fault of Mortar: {what}"
    said = Wording(f"fault.{identity}", to, subject, fault_text(**facts), fault_page(**facts))
    house.mail.send(message_of(said, house.settings.mail_from, house.clock.now()))


send = mailing_task(tell_operator, "Tell the operator")


def _told_lately() -> list[FlowRun]:
    """The runs of this flow that told somebody within a day."""
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[FLOW])),
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(name=FlowRunFilterStateName(any_=[TOLD]))),
            sort=FlowRunSort.END_TIME_DESC,
        )
    since = datetime.now(UTC) - ONCE_IN
    return [run for run in runs if run.end_time and run.end_time > since]
