"""Keeps one waiting run on the desk for each held figure, and ends those whose figure waits no longer.

A waiting run is made as it stands, in the state Suspended, so that none costs a process. Everything here may be done
again, and be broken off: a run is known by its figure, and its name is the last thing that it gets. On one machine one
process does it at a time; were there several, a page or a line might stand twice, and still no run.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from logging import INFO
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import ArtifactCreate, LogCreate
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Completed

from flows.decide import Hold, holds_of
from flows.desk.ending import ending_of
from flows.desk.evidence import evidence_on
from flows.desk.form import lay_out_form, waits_for
from flows.desk.notes import note_waiting
from flows.desk.pages import artifact_page, run_page
from flows.up.environment import HOME
from infra.wiring import House
from reports.held_figure import HeldFigure, as_note, as_page

FLOW = "decide-held-figure"
DEPLOYMENT = "Decide on a held figure"
NAMED = "Decide: "
"""How the name of a run begins that is laid out whole."""

WAITS = "Waits for a checker."
TO_DO = (
    "To decide on this figure, choose Resume at the top right, under the three dots. See Artifacts for all its past."
)

UNDER_WAY = [StateType.PAUSED, StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING]
PAGE = 200
"""Runs that the server tells at once."""

TRIES = 3
"""How often a run is begun whose process did not live to end it; then its figure is asked about anew."""

LOCK = "desk.lock"

FIRST = 1
"""The number of a run's first form."""


def lay_out_holds(house: House) -> Mapping[str, str]:
    """See to it that each held figure waits on the desk once; the pages of their runs by the figures' ids.

    Where the desk is not served yet, nothing can wait on it, and nothing is laid out.
    """
    with _alone(house.workspace), get_client(sync_client=True) as client:
        try:
            deployment = client.read_deployment_by_name(f"{FLOW}/{DEPLOYMENT}")
        except ObjectNotFound:
            return {}
        desk = _Desk(house, client, deployment.id)
        under_way = {run.parameters["hold"]: run for run in desk.under_way()}
        holds = {hold.observation.observation_id: hold for hold in holds_of(house)}
        for hold_id in under_way.keys() - holds.keys():
            desk.clear(hold_id, under_way[hold_id])
        runs = {hold_id: run.id for hold_id, run in under_way.items() if hold_id in holds and _is_whole(run)}
        runs |= desk.lay_out([hold for hold_id, hold in holds.items() if hold_id not in runs])
        pages = {hold_id: run_page(house, run) for hold_id, run in runs.items()}
        note_waiting(house, list(holds.values()), pages)
    return pages


@contextmanager
def _alone(workspace: Path) -> Iterator[None]:
    """Wait until nobody else lays out; the system lets go of it however this process ends."""
    path = workspace / HOME / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def evidence_page(house: House, client: SyncPrefectClient, run: UUID) -> str:
    """The address of what is known of the figure of a run; where that is gone, of the run's page."""
    wanted = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run]))
    pages = [artifact.id for artifact in client.read_artifacts(artifact_filter=wanted) if not artifact.key]
    return artifact_page(house, pages[0]) if pages else run_page(house, run)


@dataclass(frozen=True)
class _Desk:
    house: House
    client: SyncPrefectClient
    deployment: UUID

    def under_way(self) -> Iterator[FlowRun]:
        """The runs that did not end."""
        wanted = FlowRunFilter(
            deployment_id=FlowRunFilterDeploymentId(any_=[self.deployment]),
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=UNDER_WAY)),
        )
        for offset in count(0, PAGE):
            page = self.client.read_flow_runs(flow_run_filter=wanted, limit=PAGE, offset=offset)
            yield from page
            if len(page) < PAGE:
                return

    def clear(self, hold_id: str, run: FlowRun) -> None:
        """End a run that waits although its figure does not; one that is at work sees for itself."""
        ending = ending_of(self.house, hold_id)
        if ending and run.state_type == StateType.PAUSED:
            self.client.set_flow_run_state(run.id, Completed(name=ending.name, message=ending.words))

    def lay_out(self, holds: Sequence[Hold]) -> dict[str, UUID]:
        """See to the runs of some figures, with a form for each and what its checker goes by."""
        runs: dict[str, UUID] = {}
        for hold, held in zip(holds, evidence_on(self.house, holds), strict=True):
            run = self._run(hold.observation.observation_id, held)
            if not _is_whole(run):
                self._finish(run.id, held)
            runs[hold.observation.observation_id] = run.id
        return runs

    def _run(self, hold_id: str, held: HeldFigure) -> FlowRun:
        """The run of a figure, made if there is none. One that crashed is done again by whoever looks after runs; one
        that was cancelled or failed is followed by another.
        """
        number = FIRST
        while True:
            run = self.client.create_flow_run_from_deployment(
                self.deployment,
                parameters={"workspace": str(self.house.workspace), "hold": hold_id},
                state=waits_for(FIRST, WAITS),
                tags=[held.code, held.figure.period, held.sender],
                idempotency_key=f"{hold_id}.{number}",
            )
            if run.state_type in UNDER_WAY or (run.state_type == StateType.CRASHED and run.run_count < TRIES):
                return run
            number += 1

    def _finish(self, run: UUID, held: HeldFigure) -> None:
        what = f"{held.code}, {held.figure.period}: the figure and its past"
        page = ArtifactCreate(type="markdown", description=what, data=as_page(held), flow_run_id=run)
        self.client.create_artifact(page)
        note = as_note(held, evidence_page(self.house, self.client, run))
        lay_out_form(self.client, run, FIRST, note, self.house.settings.checkers)
        self.client.create_logs([_log(run, TO_DO)])
        self.client.set_flow_run_name(run, f"{NAMED}{held.code} · {held.figure.period} · {held.sender}")


def _is_whole(run: FlowRun) -> bool:
    return run.name.startswith(NAMED)


def _log(run: UUID, message: str) -> LogCreate:
    told = {"name": "mortar", "level": INFO, "message": message, "timestamp": datetime.now(UTC).isoformat()}
    return LogCreate.model_validate({**told, "flow_run_id": run})
