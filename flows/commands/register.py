"""`mortar register`: applies, imports or exports the council's register."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from flows.cli import DONE, WRONG_USAGE
from flows.commands.printing import print_json
from flows.register_steps import apply_register, export_register, import_register
from infra.wiring import House, open_house
from transforms.errors import RegisterRefused


def run(arguments: argparse.Namespace) -> int:
    """Do the step that was asked for."""
    house = open_house(Path(arguments.workspace))
    if arguments.step == "import":
        import_register(house, Path(arguments.file))
        print(f"{house.register_folder} is written. Next: `mortar register apply`.")
        return DONE
    if arguments.step == "export":
        export_register(house, Path(arguments.file))
        print(f"{arguments.file} is written.")
        return DONE
    return _apply(house, as_json=arguments.format == "json")


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
        what = "is now the council's" if applied.applied else "is unchanged and stays the council's"
        print(
            f"The register {what}: {applied.indicators} indicators of {applied.services} services, "
            f"{applied.senders} senders, {applied.targets} targets."
        )
    return DONE
