"""`mortar report`: makes one report now."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.orchestration import prefect_running
from flows.report_steps import FORMATS, REPORTS
from infra.clock import instant_text, parse_instant
from infra.wiring import House, open_house
from transforms.errors import UnknownItem, UnreadablePeriod, UsageError
from transforms.period import Period
from transforms.read_period import named_period


def run(arguments: argparse.Namespace) -> int:
    """Write the report and print the paths; where JSON alone is asked for, print the report itself."""
    house = open_house(Path(arguments.workspace))
    period, formats = period_named(house, arguments.period), _formats(arguments.format)
    if arguments.name not in REPORTS:
        raise UnknownItem(f"There is no report '{arguments.name}'.", f"The reports are {', '.join(REPORTS)}.")
    folder = Path(arguments.out) if arguments.out else house.workspace / "reports"
    with prefect_running(house.workspace):
        from flows.warehouse_to_reports import warehouse_to_reports

        paths = warehouse_to_reports(
            str(house.workspace), arguments.name, str(period), formats, str(folder), as_at(house, arguments.as_at)
        )
    if formats == ["json"]:
        sys.stdout.write(paths[0].read_text("utf-8"))
    else:
        print("\n".join(map(str, paths)))
    return 0


def period_named(house: House, text: str) -> Period:
    """The period a person names on the command line. Raises `UsageError`."""
    try:
        return named_period(text, house.settings.year_start_month)
    except UnreadablePeriod as error:
        raise UsageError(
            error.message, "Name a month as 2009-12, a quarter as '2009-10 Q3', a year as 2009-10."
        ) from None


def as_at(house: House, text: str) -> str:
    """The instant a person names, a day meaning its end or, today, now; empty for now. Raises `UsageError`."""
    if not text:
        return ""
    zone = ZoneInfo(house.settings.timezone)
    try:
        if len(text) > len("2010-01-18"):
            return instant_text(parse_instant(text, zone))
        if text == house.clock.today().isoformat():
            return instant_text(house.clock.now())
        return instant_text(parse_instant(f"{text}T23:59:59.999999", zone))
    except ValueError:
        raise UsageError(f"'{text}' is no instant.", "Write 2010-01-18 or 2010-01-18T09:00:00Z.") from None


def _formats(text: str) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise UsageError(f"'{text}' is not a list of formats.", f"The formats are {', '.join(FORMATS)}.")
    return names
