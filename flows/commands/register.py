"""`mortar register`: applies, imports or exports the council's register."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from flows.cli import DONE, WRONG_USAGE
from flows.commands.printing import print_aside, print_json, print_line
from flows.register_steps import AppliedRegister, Difference, apply_register, export_register, import_register
from infra.wiring import House, open_house
from transforms.errors import RegisterRefused
from transforms.words import many

NAMED = 12
"""As many new, changed or dropped things are named on a line; JSON names all."""


def run(arguments: argparse.Namespace) -> int:
    """Do the step that was asked for."""
    house, as_json = open_house(Path(arguments.workspace)), arguments.format == "json"
    if arguments.step == "apply":
        return _apply(house, as_json=as_json)
    file, folder = Path(arguments.file), house.register_folder
    if arguments.step == "import":
        rows, said = import_register(house, file), f"{folder} is written. Next: `mortar register apply`."
    else:
        rows, said = export_register(house, file), f"{file} is written."
    if as_json:
        print_json({"file": str(file), "folder": str(folder), "rows": rows})
    else:
        print_line(said)
    return DONE


def _apply(house: House, *, as_json: bool) -> int:
    try:
        applied = apply_register(house)
    except RegisterRefused as error:
        if not as_json:
            raise
        print_json({"applied": False, "faults": [asdict(fault) for fault in error.faults]})
        return WRONG_USAGE
    if as_json:
        print_json(asdict(applied))
    else:
        _print(applied)
    if not applied.indicators:
        print_aside("The register has no indicators: nobody owes anything. Fill in register/ and apply it again.")
    return DONE


def _print(applied: AppliedRegister) -> None:
    feeds = f", {many(len(applied.feeds), 'feed')}" if applied.feeds else ""
    what = "is now the council's" if applied.applied else "is unchanged and stays the council's"
    print_line(
        f"The register {what}: {applied.indicators} indicators of {applied.services} services, "
        f"{applied.senders} senders, {applied.targets} targets{feeds}."
    )
    told = {
        "indicators": applied.indicators_differ,
        "targets": applied.targets_differ,
        "usual ranges set anew": applied.rebased_differ,
    }
    for noun, difference in told.items():
        _print_difference(noun, difference)


def _print_difference(noun: str, difference: Difference) -> None:
    for what, names in asdict(difference).items():
        if names:
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            print_line(f"  {noun} {what}: {', '.join(names[:NAMED])}{more}")
