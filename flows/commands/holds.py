"""`mortar holds`: the figures that wait for a checker."""

from __future__ import annotations

import argparse
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands.printing import print_json, print_line
from flows.decide import Hold, holds_of
from infra.wiring import House, open_house
from transforms.figure import json_number
from transforms.period import Period
from transforms.words import long_date


def run(arguments: argparse.Namespace) -> int:
    """List them, the oldest first."""
    house = open_house(Path(arguments.workspace))
    holds = holds_of(house)
    if arguments.format == "json":
        print_json([_facts(hold) for hold in holds])
    else:
        _print(holds, house)
    return NEEDS_A_PERSON if holds else DONE


def _facts(hold: Hold) -> dict[str, Any]:
    held = hold.observation
    return {
        "id": hold.short_id,
        "code": held.code,
        "name": hold.indicator.name if hold.indicator else "",
        "period": str(held.said.period),
        "value": json_number(hold.figure),
        "value_text": hold.figure_text,
        "reason": held.reason,
        "before": [_figure_facts(hold, period, figure) for period, figure in hold.before.items()],
        "year_before": _figure_facts(hold, held.said.period.year_before(), hold.year_before),
        "file": held.file,
        "sheet": held.sheet,
        "cell": held.cell,
        "sender": held.sender,
        "provider": hold.indicator.provider if hold.indicator else "",
        "since": held.recorded_at.isoformat(),
    }


def _figure_facts(hold: Hold, period: Period, figure: Decimal | None) -> dict[str, Any]:
    return {"period": str(period), "value": json_number(figure), "value_text": hold.text(figure)}


def _print(holds: list[Hold], house: House) -> None:
    for hold in holds:
        held = hold.observation
        sheet = f", sheet '{held.sheet}'" if held.sheet else ""
        since = long_date(held.recorded_at.astimezone(ZoneInfo(house.settings.timezone)).date())
        print_line(f"{hold.short_id}  {held.code}, {held.said.period.label}: {hold.figure_text}")
        if hold.indicator:
            print_line(f"          {hold.indicator.name}; provided by {hold.indicator.provider}")
        print_line(f"          {held.reason}")
        print_line(f"          {_past(hold)}")
        print_line(f"          {held.sender}/{held.file}{sheet}, cell {held.cell}; waits since {since}")
    if holds:
        print_line("Decide with `mortar release ID --by WHO --reason WHY`, or `mortar return ID ...`.")
    else:
        print_line("No figure waits for a checker.")


def _past(hold: Hold) -> str:
    """The figures a checker compares with: the last ones, and that of a year ago."""
    last = ", ".join(f"{period.label} {hold.text(figure)}" for period, figure in hold.before.items())
    year_before = hold.observation.said.period.year_before().label
    return f"Before: {last or 'no figure'}. A year ago, {year_before}: {hold.text(hold.year_before)}."
