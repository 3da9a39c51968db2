"""`mortar report`: makes one report now."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE
from flows.commands.asked import as_at, period_named
from flows.commands.printing import print_line, print_text
from flows.orchestration import prefect_running
from flows.report_steps import FORMATS, REPORTS
from infra.wiring import House, open_house
from transforms.errors import UnknownItem, UsageError
from transforms.issue import newest
from transforms.period import Period
from transforms.words import joined

ON_REQUEST = "on request"
"""The folder within `reports/` for a report that somebody asks for after it went out."""


def run(arguments: argparse.Namespace) -> int:
    """Write the report and print the paths; where JSON alone is asked for, print the report itself."""
    house = open_house(Path(arguments.workspace))
    period, formats = period_named(house, arguments.period), _formats(arguments.format)
    instant = as_at(house, arguments.as_at)
    if arguments.name not in REPORTS:
        raise UnknownItem(f"There is no report '{arguments.name}'.", f"The reports are {', '.join(REPORTS)}.")
    folder = Path(arguments.out) if arguments.out else _folder(house, arguments.name, period)
    with prefect_running(house.workspace):
        from flows.warehouse_to_reports import warehouse_to_reports

        paths = warehouse_to_reports(str(house.workspace), arguments.name, str(period), formats, str(folder), instant)
    if formats == ["json"]:
        print_text(paths[0].read_text("utf-8"))
    else:
        for path in paths:
            print_line(str(path))
    return DONE


def _folder(house: House, report: str, period: Period) -> Path:
    """Where reports lie; beside them where one went out, whose file stays what its audience read."""
    with house.glimpse() as knowledge:
        went_out = newest(knowledge.issues(), report, period)
    reports = house.workspace / "reports"
    return reports / ON_REQUEST if went_out else reports


def _formats(text: str) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        what = f"There is no format {joined([repr(name) for name in unknown])}" if unknown else "No format is named"
        raise UsageError(f"{what}.", f"The formats are {', '.join(FORMATS)}.")
    return names
