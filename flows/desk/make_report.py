"""From a form in Prefect's UI to a report: "although exceptionally, data can be generated more often when required" (case study)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from prefect import flow
from prefect.artifacts import create_link_artifact
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from flows.commands.asked import as_at as instant_named
from flows.warehouse_to_reports import warehouse_to_reports
from infra.wiring import House, open_house
from infra.workspace import ON_REQUEST
from transforms.errors import MortarError
from transforms.file_word import file_word
from transforms.report_plan import FORMATS

READ_FIRST = ("html", "pdf")
"""The formats that open in a browser."""


@flow(name="make-report", flow_run_name="On request: {report}, {period}", persist_result=False)
def make_report(
    report: str,
    period: str,
    select: str = "",
    as_at: str = "",
    *,
    workspace: str,
    now: str = "",
) -> State[None]:
    """Make a report now, with what is known by now, and link to it; what went out before stays as it is.

    Args:
        report: Which report, as register/reports.toml names it, such as management-team; or ad-hoc.
        period: For which period, such as 2009-10 Q3, 2009-12 or 2009-10.
        select: What an ad-hoc report is about, such as themes=SCS:safer or services=housing; else leave it empty.
        as_at: Leave it empty for what is known now; or write the day or instant, such as 2010-01-18T09:00:00Z.
        workspace: Leave this as it is.
        now: Leave this empty.
    """
    house = open_house(Path(workspace), now)
    folder = house.workspace / "reports" / ON_REQUEST
    try:
        instant = instant_named(house, as_at.strip())
        paths = warehouse_to_reports(workspace, report.strip(), period, FORMATS, str(folder), instant, now, select)
    except MortarError as refusal:
        words = f"{refusal.message} {refusal.remedy}"
        get_run_logger().warning("It was not made. %s", words)
        return Failed(name="Not made", message=words)
    for path in paths:
        if path.suffix.lstrip(".") in READ_FIRST:
            _link(house, path)
    return Completed(name="Made", message=f"{len(paths)} files were written into reports/{ON_REQUEST}/.")


def _link(house: House, path: Path) -> None:
    address = f"{house.settings.ui}/reports/{quote(ON_REQUEST)}/{quote(path.name)}"
    create_link_artifact(
        address, link_text=path.name, key=file_word(f"on request {path.name}"), description="Made on request."
    )
