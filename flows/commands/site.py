"""`mortar site`: publishes the public site now."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE
from flows.commands.asked import as_at
from flows.commands.printing import print_json, print_line
from flows.orchestration import prefect_running
from flows.site_steps import edition_shown
from infra.wiring import House, open_house


def run(arguments: argparse.Namespace) -> int:
    """Publish all pages, to a folder where one is named, and say where they are."""
    house = open_house(Path(arguments.workspace))
    url = Path(arguments.out).resolve().as_uri() if arguments.out else house.settings.site
    instant = as_at(house, arguments.as_at)
    with prefect_running(house.workspace):
        from flows.reports_to_site import reports_to_site

        files = reports_to_site(str(house.workspace), instant, site=url, asked=True)
    there = House(house.workspace, house.settings.model_copy(update={"site": url}))
    _print(there.site.examine(), there, files, arguments.format)
    return DONE


def _print(where: str, house: House, files: int, form: str) -> None:
    edition = edition_shown(house)
    quarter = str(edition.quarter) if edition else ""
    if form == "json":
        print_json({"site": where, "files": files, "quarter": quarter})
    else:
        print_line(f"{where}: {files} files, up to {quarter}")
