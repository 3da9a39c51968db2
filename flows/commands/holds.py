"""`mortar holds`: the figures that wait for a checker."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands.printing import print_json
from flows.decide import Hold, holds_of
from infra.wiring import open_house


def run(arguments: argparse.Namespace) -> int:
    """List them, the oldest first."""
    house = open_house(Path(arguments.workspace))
    holds = holds_of(house)
    if arguments.format == "json":
        print_json([_facts(hold) for hold in holds])
    else:
        _print(holds)
    return NEEDS_A_PERSON if holds else DONE


def _facts(hold: Hold) -> dict[str, Any]:
    held = hold.observation
    return {
        "id": hold.short_id,
        "code": held.code,
        "period": str(held.said.period),
        "value": None if hold.figure is None else float(hold.figure),
        "reason": held.reason,
        "file": held.file,
        "sheet": held.sheet,
        "cell": held.cell,
        "sender": held.sender,
        "since": held.recorded_at.isoformat(),
    }


def _print(holds: list[Hold]) -> None:
    for hold in holds:
        held = hold.observation
        sheet = f", sheet '{held.sheet}'" if held.sheet else ""
        print(f"{hold.short_id}  {held.code}, {held.said.period.label}: {held.reason}")
        print(f"          {held.sender}/{held.file}{sheet}, cell {held.cell}")
    if holds:
        print("Decide with `mortar release ID --by WHO --reason WHY`, or `mortar return ID ...`.")
    else:
        print("No figure waits for a checker.")
