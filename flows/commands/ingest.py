"""`mortar ingest`: takes in all that lies in the inbox now, in this process, and ends."""

from __future__ import annotations

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from flows.answer_steps import find_unanswered
from flows.cli import DONE, FAULT, NEEDS_A_PERSON
from flows.commands.faults import print_faults
from flows.commands.printing import needs_a_person, outcome_facts, print_json, print_line, print_outcomes, visible
from flows.ingest_steps import load_warehouse
from flows.micro_batch import TakenIn
from flows.orchestration import prefect_running
from infra.wiring import House, open_house
from transforms.errors import MailNotSent
from transforms.settle import Outcome


def run(arguments: argparse.Namespace) -> int:
    """Run the legs from inbox to warehouse and to the senders' mail, and say what became of each file."""
    house = open_house(Path(arguments.workspace))
    taken, unsent = take_in(house)
    if arguments.format == "json":
        print_json(outcome_facts(taken.outcomes))
    elif taken.outcomes:
        print_outcomes(taken.outcomes)
    elif not taken.faults:
        print_line("Nothing lies in the inbox.")
    print_faults(taken.faults, house.workspace, " and stays in the inbox")
    for error in unsent:
        print(visible(f"{error.message} {error.remedy}"), file=sys.stderr)
    if taken.faults:
        return FAULT
    return NEEDS_A_PERSON if unsent or needs_a_person(taken.outcomes) else DONE


def take_in(house: House) -> tuple[TakenIn, list[MailNotSent]]:
    """Whatever lies in the inbox, into lake and warehouse, and its answers out; with nothing to do there is no run.

    Returns what became of the files, and why answers could not be sent.
    """
    if next(house.inbox.arrivals(), None) is None:
        load_warehouse(house)
        if not find_unanswered(house):
            return TakenIn(), []
    with sign_of_life(), prefect_running(house.workspace):
        return _rounds(house)


def _rounds(house: House) -> tuple[TakenIn, list[MailNotSent]]:
    """Round after round, until one has not taken as many files as it may; what met a fault is tried in each."""
    from flows.inbox_to_lake import MOST_OF_A_RUN
    from flows.inbox_to_mail import three_legs

    outcomes: list[Outcome] = []
    while True:
        taken, unsent = three_legs(str(house.workspace))
        outcomes.extend(taken.outcomes)
        if not taken.outcomes or len(taken.outcomes) + len(taken.faults) < MOST_OF_A_RUN:
            taken.outcomes = outcomes
            return taken, unsent


def sign_of_life() -> AbstractContextManager[object]:
    """A turning wheel for whoever waits at a terminal; a log gets none."""
    from rich.console import Console

    console = Console(stderr=True)
    return console.status("Taking in what lies in the inbox") if console.is_terminal else nullcontext()
