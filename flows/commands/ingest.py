"""`mortar ingest`: takes in all that lies in the inbox now, in this process, and ends."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands.printing import needs_a_person, outcome_facts, print_json, print_outcomes
from flows.ingest_steps import load_warehouse
from flows.orchestration import prefect_running
from infra.wiring import House, open_house
from transforms.settle import Outcome


def run(arguments: argparse.Namespace) -> int:
    """Run the two legs from inbox to warehouse, and say what became of each file."""
    house = open_house(Path(arguments.workspace))
    outcomes = take_in(house)
    if arguments.format == "json":
        print_json(outcome_facts(outcomes))
    elif outcomes:
        print_outcomes(outcomes)
    else:
        print("Nothing lies in the inbox.")
    return NEEDS_A_PERSON if needs_a_person(outcomes) else DONE


def take_in(house: House) -> list[Outcome]:
    """Whatever lies in the inbox, into lake and warehouse; without a file there is no run."""
    if next(house.inbox.arrivals(), None) is None:
        load_warehouse(house)
        return []
    with prefect_running(house.workspace):
        from flows.inbox_to_lake import inbox_to_lake
        from flows.lake_to_warehouse import lake_to_warehouse

        outcomes = inbox_to_lake(str(house.workspace))
        lake_to_warehouse(str(house.workspace))
    return outcomes
