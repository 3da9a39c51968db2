"""`mortar template`: a pre-filled return for one sender."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE
from flows.commands.asked import period_named
from flows.commands.printing import print_json, print_line
from flows.template_steps import make_template, write_template
from infra.wiring import open_house
from transforms.words import many


def run(arguments: argparse.Namespace) -> int:
    """Write the workbook and print where it is, or the facts as JSON."""
    house = open_house(Path(arguments.workspace))
    period = period_named(house, arguments.period)
    folder = Path(arguments.out) if arguments.out else house.workspace / "templates"
    made = write_template(make_template(house, arguments.sender, str(period)), folder)
    if arguments.format == "json":
        codes = list(made.codes)
        print_json([{"sender": made.sender, "period": str(made.period), "path": str(made.path), "codes": codes}])
    else:
        print_line(f"{made.path}: {many(len(made.codes), 'indicator')}.")
    return DONE
