"""`mortar report`: makes one report now."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flows.cli import DONE
from flows.commands.asked import as_at, period_named
from flows.commands.printing import print_line, print_text
from flows.orchestration import prefect_running
from flows.report_steps import FORMATS, find_editions, settled_instant
from infra.clock import parse_instant
from infra.wiring import House, open_house
from infra.workspace import ON_REQUEST
from transforms.errors import UsageError
from transforms.period import Period
from transforms.report_plan import Edition
from transforms.words import joined


def run(arguments: argparse.Namespace) -> int:
    """Write the report and print the paths; where JSON alone is asked for, print the report itself.

    What cannot be made is said before Prefect is started, which takes seconds.
    """
    house = open_house(Path(arguments.workspace))
    period, formats = period_named(house, arguments.period), _formats(arguments.format)
    instant = as_at(house, arguments.as_at)
    editions, _ = find_editions(house, arguments.name, str(period), _instant(house, instant), arguments.select)
    folder = Path(arguments.out) if arguments.out else _folder(house, editions, period)
    with prefect_running(house.workspace):
        from flows.warehouse_to_reports import warehouse_to_reports

        paths = warehouse_to_reports(
            str(house.workspace), arguments.name, str(period), formats, str(folder), instant, select=arguments.select
        )
    if formats == ["json"] and len(paths) == 1:
        print_text(paths[0].read_text("utf-8"))
    else:
        for path in paths:
            print_line(str(path))
    return DONE


def _instant(house: House, asked: str) -> datetime:
    return parse_instant(asked) if asked else settled_instant(house)


def _folder(house: House, editions: Sequence[Edition], period: Period) -> Path:
    """Where reports lie; beside them where one went out, whose file stays what its audience read."""
    with house.glimpse() as knowledge:
        issued = {issue.report for issue in knowledge.issues() if issue.period == period}
    reports = house.workspace / "reports"
    return reports / ON_REQUEST if issued & {edition.name for edition in editions} else reports


def _formats(text: str) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        what = f"There is no format {joined([repr(name) for name in unknown])}" if unknown else "No format is named"
        raise UsageError(f"{what}.", f"The formats are {', '.join(FORMATS)}.")
    return names
