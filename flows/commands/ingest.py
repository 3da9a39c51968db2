"""`mortar ingest`: takes in all that lies in the inbox now, in this process, and ends."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from flows.cli import DONE, FAULT, NEEDS_A_PERSON
from flows.commands.printing import needs_a_person, outcome_facts, print_json, print_outcomes, visible
from flows.fault_log import log_fault
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
        print("Nothing lies in the inbox.")
    for file, error in faults:
        identity, path = log_fault(error, house.workspace, f"{file.sender}/{file.file}")
        where = visible(f"{file.sender}/{file.file}")
        print(f"{where} met a fault of ours and stays in the inbox; it is {identity} in {path}.", file=sys.stderr)
    if faults:
        return FAULT
    return NEEDS_A_PERSON if needs_a_person(outcomes) else DONE


def take_in(house: House) -> TakenIn:
    """Whatever lies in the inbox, into lake and warehouse; without a file there is no run."""
    if next(house.inbox.arrivals(), None) is None:
        load_warehouse(house)
        return TakenIn([], [])
    with prefect_running(house.workspace):
        from flows.inbox_to_lake import inbox_to_lake
        from flows.lake_to_warehouse import lake_to_warehouse

        taken = inbox_to_lake(str(house.workspace))
        lake_to_warehouse(str(house.workspace))
    return taken
