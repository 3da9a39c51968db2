"""From a form that a person filled in to the decision on a held figure. Each figure is a run that waits for its form."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.flow_runs import suspend_flow_run
from prefect.input import RunInput
from prefect.input.run_input import Keyset
from prefect.logging import get_run_logger
from prefect.runtime import flow_run
from prefect.states import Completed

from flows.alert_steps import tell_senders
from flows.decide import decide, holds_of
from flows.desk.ending import ending_of
from flows.desk.evidence import evidence_on
from flows.desk.form import Said, last_said, lay_out_form
from flows.desk.waiting_runs import FLOW, evidence_page, lay_out_holds
from flows.warehouse_to_reports import tell_complete
from infra.wiring import House, open_house
from reports.held_figure import as_note
from transforms.errors import DecisionRefused, MailNotSent, MortarFault

AGAIN = "Choose Resume once more."


@flow(name=FLOW, persist_result=False, retries=3, retry_delay_seconds=10)
def decide_held_figure(workspace: str, hold: str, now: str = "") -> State[None]:
    """Decide on a held figure of a workspace as the form of this run says; ask again where that is refused.

    Begun again after a crash, it comes to the same end: Prefect keeps the form, and a figure is decided once.
    """
    house = open_house(Path(workspace), now)
    number, said = _last_said()
    refusal = take_decision(house, hold, said) if said else ""
    ending = ending_of(house, hold)
    if ending is None:
        _ask(house, hold, number + 1, said, refusal)
    get_run_logger().info(ending.words)
    lay_out_holds(house)
    tell_complete(house, {ending.period})
    with suppress(MailNotSent):  # tomorrow's round of mail tries again
        tell_senders(house)
    return Completed(name=ending.name, message=ending.words)


def take_decision(house: House, hold: str, said: Said) -> str:
    """Decide as a person said; where that is refused, why, in words for that person."""
    try:
        decide(house, hold, said.decided, said.who, said.on_one_line)
    except DecisionRefused as refusal:
        return f"{refusal.message} {refusal.remedy}"
    return ""


class _LaidOut(RunInput):
    """A form that is written already when the run begins to wait for it."""

    @classmethod
    def save(cls, keyset: Keyset, flow_run_id: UUID | None = None) -> None:
        """Nothing is left to write."""


def _last_said() -> tuple[int, Said | None]:
    with get_client(sync_client=True) as client:
        return last_said(client, UUID(flow_run.id))


def _ask(house: House, hold: str, number: int, said: Said | None, refusal: str) -> NoReturn:
    """Lay out a form and let this process end; with the form filled in, the run begins anew in another one."""
    waiting = [each for each in holds_of(house) if each.observation.observation_id.startswith(hold)]
    [held] = evidence_on(house, waiting)
    run = UUID(flow_run.id)
    if refusal:
        get_run_logger().warning("This was not taken. %s %s", refusal, AGAIN)
    with get_client(sync_client=True) as client:
        note = as_note(held, evidence_page(house, client, run), refusal)
        lay_out_form(client, run, number, note, house.settings.checkers, said)
    suspend_flow_run(wait_for_input=_LaidOut, key=str(number))
    raise MortarFault("Prefect let the run go on without an answer.", "Resume it once more.")
