"""From the warehouse to a report: judged as at an instant, and written in each format asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import report_steps
from infra.clock import parse_instant
from infra.wiring import open_house

make_document = task(name="Judge the figures", cache_policy=NO_CACHE)(report_steps.make_document)
write_document = task(name="Write the report", cache_policy=NO_CACHE)(report_steps.write_document)


@flow(name="warehouse-to-reports", persist_result=False)
def warehouse_to_reports(
    workspace: str, report: str, period: str, formats: Sequence[str], folder: str, as_at: str = "", now: str = ""
) -> list[Path]:
    """Make one report of a workspace for a period, as at an instant or now; returns the files written."""
    house = open_house(Path(workspace), now)
    instant = parse_instant(as_at) if as_at else None
    document = make_document(house, report, period, instant)
    return write_document(document, formats, Path(folder))
