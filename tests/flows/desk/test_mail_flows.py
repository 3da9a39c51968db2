"""The flows by which people hear: of held figures, and of faults of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from flows.decide import Hold
from infra.wiring import House
from tests.flows.outbox import body, mails
from transforms.errors import MailNotSent

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_the_mail_on_a_held_figure_leads_to_the_run_in_which_it_is_decided(
    desk: SyncPrefectClient, house: House, hold: Hold
) -> None:
    from flows.holds_to_mail import holds_to_mail

    assert holds_to_mail(str(house.workspace)) == 1
    assert holds_to_mail(str(house.workspace)) == 0

    [waiting] = [run for run in desk.read_flow_runs() if run.state_name == "Suspended"]
    [message] = mails(house)
    assert f"Decide: http://127.0.0.1:4200/v2/runs/flow-run/{waiting.id}" in body(message)


def test_a_fault_is_told_with_its_runs_page_and_the_same_one_once_a_day(desk: SyncPrefectClient, house: House) -> None:
    from flows.fault_to_mail import fault_to_mail

    run = str(uuid4())
    tell = {"workspace": str(house.workspace), "about": "flow inbox-to-mail", "return_state": True}

    first = fault_to_mail(what="Taking in failed: it is logged as 1.", run=f"prefect.flow-run.{run}", **tell)
    again = fault_to_mail(what="Taking in failed: it is logged as 2.", run=str(uuid4()), **tell)
    other = fault_to_mail(str(house.workspace), what="Issuing failed.", return_state=True)

    assert [state.name for state in (first, again, other)] == ["Told", "Told before", "Told"]
    subjects = {str(message["Subject"]): body(message) for message in mails(house)}
    assert set(subjects) == {
        "A fault of Mortar: Taking in failed: it is logged as 1.",
        "A fault of Mortar: Issuing failed.",
    }
    assert f"/v2/runs/flow-run/{run}" in subjects["A fault of Mortar: Taking in failed: it is logged as 1."]


@pytest.mark.parametrize(("error", "tries"), [(ConnectionRefusedError(), 4), (KeyError("ours"), 1)])
def test_a_mail_server_that_is_down_is_tried_again_and_a_fault_of_ours_is_not(
    prefect_here: None, error: Exception, tries: int
) -> None:
    from prefect import flow

    from flows.patience import mailing_task

    tried: list[Exception] = []

    def send() -> None:
        tried.append(error)
        raise MailNotSent("Not sent.") from error

    mailing = mailing_task(send, "Mail").with_options(retry_delay_seconds=0, retry_jitter_factor=0)

    flow(lambda: mailing(), name="mail")(return_state=True)

    assert len(tried) == tries
