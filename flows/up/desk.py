"""The desk: serves what is run by hand, by the calendar and by events; each run is a process of its own."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Sequence

from prefect import get_client
from prefect.client.schemas.objects import StateType
from prefect.deployments.flow_runs import arun_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner

from flows.up.deployments import deployments_of
from flows.up.upkeep import AT_WORK, HEARTBEAT_SECONDS, do_again, limit_writing, watch_for_the_dead
from infra.wiring import House

RUNS_AT_ONCE = 4
LOOK_SECONDS = 20.0
"""How often it looks for runs whose process has died."""


def run(house: House, stop: threading.Event) -> None:
    """Serve until told to stop. A run under way is broken off then, and done again when all is up the next time."""
    os.environ["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] = str(HEARTBEAT_SECONDS)
    deployments = asyncio.run(deployments_of(house))
    names = [deployment.name for deployment in deployments]
    if house.settings.work_pool:
        asyncio.run(watch_for_the_dead())
    with get_client(sync_client=True) as client:
        limit_writing(client)
        do_again(client, names, AT_WORK)
    threading.Thread(target=_leave, args=(stop,), name="leave", daemon=True).start()
    threading.Thread(target=_look_after, args=(names, stop), name="upkeep", daemon=True).start()
    asyncio.run(_serve(deployments))


async def _serve(deployments: Sequence[RunnerDeployment]) -> None:
    """What the calendar missed while nothing was up is run once now; each of these does only what is still to be done."""
    runner = Runner(name="desk", limit=RUNS_AT_ONCE, pause_on_shutdown=False)
    for deployment in deployments:
        identity = await runner.aadd_deployment(deployment)
        if deployment.schedules:
            await arun_deployment(identity, timeout=0, as_subflow=False)
    await runner.start()


def _look_after(names: Sequence[str], stop: threading.Event) -> None:
    while not stop.wait(LOOK_SECONDS):
        with get_client(sync_client=True) as client:
            do_again(client, names, [StateType.CRASHED])


def _leave(stop: threading.Event) -> None:
    """At once: Prefect's own way to stop would mark what is under way as cancelled, and it would not be done again."""
    stop.wait()
    os._exit(0)
