"""Runs the steps of the flow that answers without Prefect, in the order of the flow."""

from __future__ import annotations

from collections.abc import Sequence

from flows.post_steps import hand_over, record_answers, write_answers
from infra.wiring import House
from transforms.errors import MailNotSent
from transforms.settle import Outcome


def answer(house: House, repeated: Sequence[Outcome] = ()) -> list[MailNotSent]:
    """Answer whatever has no answer yet; why some of it could not be sent."""
    post = write_answers(house, repeated)
    try:
        hand_over(house, post)
    except MailNotSent as outage:
        post.unsent.append(outage)
    record_answers(house, post)
    return post.unsent
