"""`mortar ingest`: takes in all that lies in the inbox now, in this process, and ends."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from flows.cli import DONE, FAULT, NEEDS_A_PERSON
from flows.commands.faults import print_faults
from flows.commands.printing import needs_a_person, outcome_facts, print_json, print_line, print_outcomes
from flows.ingest_steps import load_warehouse
from flows.micro_batch import TakenIn
from flows.orchestration import prefect_running
from infra.wiring import House, open_house


def run(arguments: argparse.Namespace) -> int:
    """Run the two legs from inbox to warehouse, and say what became of each file."""
    house = open_house(Path(arguments.workspace))
    outcomes, faults = take_in(house)
    if arguments.format == "json":
        print_json(outcome_facts(outcomes))
    elif outcomes:
        print_outcomes(outcomes)
    elif not faults:
        print_line("Nothing lies in the inbox.")
    print_faults(faults, house.workspace, " and stays in the inbox")
    if faults:
        return FAULT
    return NEEDS_A_PERSON if needs_a_person(outcomes) else DONE


def take_in(house: House) -> TakenIn:
    """Whatever lies in the inbox, into lake and warehouse; without a file there is no run."""
    if next(house.inbox.arrivals(), None) is None:
        load_warehouse(house)
        return TakenIn([], [])
    with _spinner(), prefect_running(house.workspace):
        from flows.inbox_to_lake import inbox_to_lake
        from flows.lake_to_warehouse import lake_to_warehouse

        taken = inbox_to_lake(str(house.workspace))
        lake_to_warehouse(str(house.workspace))
    return taken


def _spinner() -> AbstractContextManager[object]:
    """A sign of life for whoever waits at a terminal; a log gets none."""
    from rich.console import Console

    console = Console(stderr=True)
    return console.status("Taking in what lies in the inbox") if console.is_terminal else nullcontext()
