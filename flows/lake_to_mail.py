"""From the lake to the senders' mail: every return is answered, once, in words its sender can act on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow

from flows import post_steps
from flows.events import Event, announce
from flows.patience import outside_task
from infra.wiring import open_house
from transforms.errors import MailNotSent, MailRefused
from transforms.settle import Outcome

write_answers = outside_task(post_steps.write_answers, "Write the answers")
hand_over = outside_task(post_steps.hand_over, "Send the answers")
record_answers = outside_task(post_steps.record_answers, "Record what was sent")


@flow(name="lake-to-mail", flow_run_name="Answer", persist_result=False, validate_parameters=False)
def lake_to_mail(workspace: str, repeated: Sequence[Outcome] = (), now: str = "") -> list[MailNotSent]:
    """Answer each return of a workspace that has no answer, and files that came a second time.

    Returns why some could not be sent. They wait for the next run; the operator hears of addresses that are refused.
    """
    house = open_house(Path(workspace), now)
    post = write_answers(house, repeated)
    try:
        hand_over(house, post)
    except MailNotSent as outage:
        post.unsent.append(outage)
    record_answers(house, post)
    tell_refusals(post.unsent)
    return post.unsent


def tell_refusals(unsent: Sequence[MailNotSent]) -> None:
    """Announce each address that a mail server refuses for good."""
    for refusal in unsent:
        if isinstance(refusal, MailRefused) and refusal.for_good:
            what = f"{refusal.message} {refusal.remedy}"
            announce(Event.FAULT_MET, f"address.{refusal.recipient}", refusal.recipient, {"what": what})
