"""From the warehouse to the desk: what waits for a person, and who owes what, as the Policy Team sees it in the UI."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.desk import notes, waiting_runs
from infra.wiring import open_house

lay_out_holds = task(name="Lay out what waits on the desk", cache_policy=NO_CACHE)(waiting_runs.lay_out_holds)
note_tracker = task(name="Note who owes what", cache_policy=NO_CACHE)(notes.note_tracker)


@flow(name="warehouse-to-desk", flow_run_name="The desk", persist_result=False)
def warehouse_to_desk(workspace: str, now: str = "") -> None:
    """Bring the desk of a workspace up to what is known, and to the day."""
    house = open_house(Path(workspace), now)
    lay_out_holds(house)
    note_tracker(house)
