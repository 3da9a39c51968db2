"""`mortar restate`: closed periods of an indicator are judged by the register as it stands, from now on."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE
from flows.commands.asked import period_named
from flows.commands.printing import print_json, print_line
from flows.restate import Asked, Done, restate
from flows.restated_facts import restated_facts
from infra.wiring import open_house
from transforms.period import Period
from transforms.restated import NOTHING, of_longest
from transforms.words import many


def run(arguments: argparse.Namespace) -> int:
    """Record it and say what reads otherwise now."""
    house = open_house(Path(arguments.workspace))
    first = period_named(house, arguments.first)
    last = period_named(house, arguments.last) if arguments.last else first
    done = restate(house, Asked(arguments.code, first, last, arguments.by, arguments.reason))
    if arguments.format == "json":
        facts = {"code": done.indicator.code, "restated": restated_facts(done.restated)}
        print_json({**facts, "rows": [str(period) for period in done.rows]})
    else:
        _print(done, first, last)
    return DONE


def _print(done: Done, first: Period, last: Period) -> None:
    if not done.restated:
        asked = str(first) if first == last else f"{first} to {last}"
        print_line(
            f"{done.indicator.code}: {asked} is judged by the register as it stands already. Nothing was recorded."
        )
        return
    for each in of_longest(done.restated):
        period, name, was, now = each.setting
        print_line(f"{done.indicator.code}: {name} of {period}: {was or NOTHING} became {now or NOTHING}.")
    if done.rows:
        print_line(
            f"{many(len(done.rows), 'row')} now {'reads' if len(done.rows) == 1 else 'read'} otherwise; a report that went out with one goes out again."
        )
    else:
        print_line("It is recorded, though no row that a report prints reads otherwise by it.")
