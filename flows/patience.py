"""Patience with the world: what sends mail is tried again, later and later, while the mail server may mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import exponential_backoff

from transforms.errors import MailNotSent

P = ParamSpec("P")
R = TypeVar("R")

TRIES_AGAIN = 3
FIRST_PAUSE_SECONDS = 30
JITTER = 0.5
"""The part of a pause by which it is longer or shorter, so that many do not come back at once."""


def mailing_task(step: Callable[P, R], name: str) -> Task[P, R]:
    """A step that sends mail as a task; of what went wrong only a server that did not take a message may mend."""
    return Task(
        step,
        name=name,
        cache_policy=NO_CACHE,
        retries=TRIES_AGAIN,
        retry_delay_seconds=exponential_backoff(FIRST_PAUSE_SECONDS),
        retry_jitter_factor=JITTER,
        retry_condition_fn=_may_mend,
    )


def _may_mend(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    try:
        state.result()
    except MailNotSent:
        return True
    except Exception:  # noqa: BLE001  # whatever it was, it is no better in a minute
        return False
    return False
