"""From the lake to the senders' mail: every return is answered, once, in words its sender can act on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import answer_steps
from infra.wiring import open_house
from transforms.errors import MailNotSent
from transforms.settle import Outcome

find_unanswered = task(name="Find what is to be answered", cache_policy=NO_CACHE)(answer_steps.find_unanswered)
write_letters = task(name="Write the answers", cache_policy=NO_CACHE)(answer_steps.write_letters)
send_letters = task(name="Send the answers", cache_policy=NO_CACHE)(answer_steps.send_letters)


@flow(name="lake-to-mail", flow_run_name="Answer", persist_result=False, validate_parameters=False)
def lake_to_mail(workspace: str, repeated: Sequence[Outcome] = (), now: str = "") -> list[MailNotSent]:
    """Answer each return of a workspace that has no answer, and files that came a second time."""
    house = open_house(Path(workspace), now)
    answers = find_unanswered(house, repeated)
    letters = write_letters(house, answers)
    return send_letters(house, letters)
