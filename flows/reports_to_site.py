"""From reports and figures to the public site, all pages as at one instant."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows import site_steps
from flows.patience import outside_task
from flows.report_steps import settled_instant
from infra.clock import parse_instant
from infra.wiring import House, open_house

make_site = task(name="Gather what is public", cache_policy=NO_CACHE)(site_steps.make_site)
print_pages = task(name="Print the pages", cache_policy=NO_CACHE)(site_steps.print_pages)
publish = outside_task(site_steps.publish, "Publish them")


@flow(name="reports-to-site", flow_run_name="Public site", persist_result=False)
def reports_to_site(workspace: str, as_at: str = "", now: str = "", site: str = "", asked: bool = False) -> int:
    """Publish the public site of a workspace as at an instant, by default now; returns how many files it has.

    `site` is the URL to publish to, where it is not the workspace's own. What somebody `asked` for shows the last quarter of
    which something is known; by itself it shows what was released.
    """
    house = open_house(Path(workspace), now)
    if site:
        house = House(house.workspace, house.settings.model_copy(update={"site": site}))
    shown = make_site(house, parse_instant(as_at) if as_at else settled_instant(house), asked=asked)
    files = publish(house, shown, print_pages(shown))
    get_run_logger().info("%s files are published, up to %s.", files, shown.quarter.label)
    return files


def refresh_site(house: House, now: str = "") -> None:
    """Publish the site again where what it shows is out of date. A run of its own: what goes wrong there stops no report."""
    if site_steps.is_out_of_date(house):
        reports_to_site(str(house.workspace), now=now, return_state=True)
