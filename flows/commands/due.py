"""`mortar due`: who owes what."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands.asked import period_named
from flows.commands.printing import print_json, print_line
from flows.knowing import what_was_known, year_up_to
from infra.wiring import open_house
from transforms.owed import DueState, Owed, owed, still_owed
from transforms.period import Length, Period
from transforms.words import long_date

WORDS = {
    DueState.IN: "in",
    DueState.LATE: "late since {due}",
    DueState.AWAITED: "due on {due}",
    DueState.NOT_DUE: "not due before {due}",
}


def run(arguments: argparse.Namespace) -> int:
    """The months of the period asked about, or the last one and whatever is still owed from before."""
    house = open_house(Path(arguments.workspace))
    asked = period_named(house, arguments.period) if arguments.period else None
    month = Period.last_ended(house.clock.today(), Length.MONTH, house.settings.year_start_month)
    judge = what_was_known(house, first=year_up_to(asked or month)).judge
    if asked:
        entries = [entry for month in asked.parts(Length.MONTH) for entry in owed(judge, month)]
    else:
        entries = [*still_owed(judge, month), *owed(judge, month)]
    if arguments.format == "json":
        print_json([_facts(entry) for entry in entries])
    else:
        _print(entries)
    return NEEDS_A_PERSON if any(entry.state == DueState.LATE for entry in entries) else DONE


def _facts(entry: Owed) -> dict[str, Any]:
    return {
        "sender": entry.sender,
        "period": str(entry.period),
        "due": entry.due.isoformat(),
        "state": entry.state.value,
        "codes": list(entry.codes),
    }


def _print(entries: list[Owed]) -> None:
    for entry in entries:
        state = WORDS[entry.state].format(due=long_date(entry.due))
        missing = f": {', '.join(entry.codes)}" if entry.codes else ""
        print_line(f"{entry.sender}, {entry.period.label}: {state}{missing}")
    if not entries:
        print_line("Nothing is expected of anybody for that period.")
