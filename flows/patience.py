"""Patience with the world: what touches it is tried again, later and later, while it may mend; what cannot mend is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import exponential_backoff

from infra.outage import may_mend
from infra.wiring import House

P = ParamSpec("P")
R = TypeVar("R")

TRIES_AGAIN = 3
JITTER = 0.5
"""The part of a pause by which it is longer or shorter, so that many do not come back at once."""

MAILING_PAUSE_SECONDS = 30
"""The first pause where nobody waits: mail servers that put strangers off want a minute or two."""

WRITES_WAREHOUSE = "mortar-warehouse"
"""The tag of tasks that write into the warehouse for longer than a moment. Where the server has a limit on it, so many do
at the same time; where it has none, the ledger's own lock is enough."""


def outside_task(step: Callable[Concatenate[House, P], R], name: str, *tags: str) -> Callable[Concatenate[House, P], R]:
    """A step that touches what is outside, as a task. Its first pause is the workspace's `retry_seconds`."""
    patient = _patient(step, name, tags)

    def run(house: House, /, *given: P.args, **named: P.kwargs) -> R:
        pauses = exponential_backoff(house.settings.retry_seconds)
        return patient.with_options(retry_delay_seconds=pauses)(house, *given, **named)

    return run


def mailing_task(step: Callable[P, R], name: str) -> Task[P, R]:
    """A step that sends mail for which nobody waits, as a task with longer pauses."""
    return _patient(step, name).with_options(retry_delay_seconds=exponential_backoff(MAILING_PAUSE_SECONDS))


def _patient(step: Callable[P, R], name: str, tags: tuple[str, ...] = ()) -> Task[P, R]:
    return Task(
        step,
        name=name,
        tags=tags,
        cache_policy=NO_CACHE,
        retries=TRIES_AGAIN,
        retry_jitter_factor=JITTER,
        retry_condition_fn=_world_may_mend,
    )


def _world_may_mend(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    try:
        state.result()
    except Exception as error:  # noqa: BLE001  # whatever it was, it is asked
        return may_mend(error)
    return False
