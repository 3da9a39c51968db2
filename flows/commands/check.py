"""`mortar check`: a dry run. What a return would be answered; nothing is stored."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE, FAULT, NEEDS_A_PERSON
from flows.commands.faults import print_faults
from flows.commands.printing import needs_a_person, outcome_facts, print_aside, print_json, print_outcomes
from flows.commands.taken import print_taken, taken_facts
from flows.dry_run import dry_run
from infra.wiring import open_house


def run(arguments: argparse.Namespace) -> int:
    """Read and check the files as the inbox would."""
    house = open_house(Path(arguments.workspace))
    outcomes, faults, guesses, taken = dry_run(house, [Path(name) for name in arguments.files], arguments.sender)
    for guess in guesses:
        print_aside(f"{guess.file} is taken for {guess.sender}'s, by its {guess.by}.")
    if arguments.format == "json":
        facts = outcome_facts(outcomes)
        for fact, outcome in zip(facts, outcomes, strict=True):
            fact |= taken_facts(taken.get(outcome.file.file_id, ()))
        print_json(facts)
    else:
        print_outcomes(outcomes)
        for outcome in outcomes:
            print_taken(outcome.file, taken.get(outcome.file.file_id, ()))
    print_faults(faults, house.workspace, "")
    if faults:
        return FAULT
    return NEEDS_A_PERSON if needs_a_person(outcomes) else DONE
