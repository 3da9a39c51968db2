"""The desk: serves what is run by hand, by the calendar and by events; each run is a process of its own.

Where a work pool is set, its workers run them, on whatever machines they are; the desk then only registers them.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Sequence

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import StateType
from prefect.deployments.flow_runs import arun_deployment
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound
from prefect.runner import Runner

from flows.up.deployments import HEARTBEATS, deployments_of
from flows.up.upkeep import AT_WORK, do_again, limit_writing, watch_for_the_dead
from infra.wiring import House

log = logging.getLogger(__name__)

RUNS_AT_ONCE = 4
LOOK_SECONDS = 20.0
"""How often it looks for runs whose process has died."""


def run(house: House, stop: threading.Event) -> None:
    """Serve until told to stop. A run under way is broken off then, and done again when all is up the next time."""
    os.environ |= HEARTBEATS
    threading.Thread(target=_leave, args=(stop,), name="leave", daemon=True).start()
    deployments = asyncio.run(deployments_of(house))
    names = [deployment.name for deployment in deployments]
    with get_client(sync_client=True) as client:
        if house.settings.work_pool:
            limit_writing(client)
            _open_pool(client, house.settings.work_pool)
        else:
            do_again(client, names, AT_WORK)
    threading.Thread(target=_look_after, args=(names, stop), name="upkeep", daemon=True).start()
    asyncio.run(_leave_to_workers(deployments) if house.settings.work_pool else _serve(deployments))


def _open_pool(client: SyncPrefectClient, name: str) -> None:
    """Make the work pool where there is none: another type than `process` is made beforehand, with what it needs."""
    try:
        client.read_work_pool(name)
    except ObjectNotFound:
        client.create_work_pool(WorkPoolCreate(name=name, type="process"))
        log.info("There was no work pool %s; it was made, of type process.", name)


async def _serve(deployments: Sequence[RunnerDeployment]) -> None:
    runner = Runner(name="desk", limit=RUNS_AT_ONCE, pause_on_shutdown=False)
    for deployment in deployments:
        await runner.aadd_deployment(deployment)
    await _make_up(deployments)
    await runner.start()


async def _leave_to_workers(deployments: Sequence[RunnerDeployment]) -> None:
    await watch_for_the_dead()
    for deployment in deployments:
        await deployment.aapply()
    await _make_up(deployments)
    await asyncio.Event().wait()


async def _make_up(deployments: Sequence[RunnerDeployment]) -> None:
    """Run once what the calendar may have missed while nothing was up: each of these does only what is still to do."""
    for deployment in deployments:
        if deployment.schedules:
            await arun_deployment(f"{deployment.flow_name}/{deployment.name}", timeout=0, as_subflow=False)


def _look_after(names: Sequence[str], stop: threading.Event) -> None:
    while not stop.wait(LOOK_SECONDS):
        try:
            with get_client(sync_client=True) as client:
                do_again(client, names, [StateType.CRASHED])
        except Exception as error:  # noqa: BLE001  # the server may be away for a moment; the next look finds the same runs
            log.info("Runs that died are not looked for this time: %s.", type(error).__name__)


def _leave(stop: threading.Event) -> None:
    """At once: Prefect's own way to stop would mark what is under way as cancelled, and it would not be done again."""
    stop.wait()
    os._exit(0)
