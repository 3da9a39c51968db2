"""From the lake to the warehouse: what stands in the lake is loaded, once, in one transaction."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows import ingest_steps
from flows.patience import WRITES_WAREHOUSE, outside_task
from infra.wiring import open_house

load_warehouse = outside_task(ingest_steps.load_warehouse, "Load the warehouse", WRITES_WAREHOUSE)


@flow(name="lake-to-warehouse", flow_run_name="Load", persist_result=False)
def lake_to_warehouse(workspace: str) -> int:
    """Bring the warehouse of a workspace up to what its lake knows; returns the entries loaded."""
    return load_warehouse(open_house(Path(workspace)))
