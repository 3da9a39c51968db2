"""`mortar rebuild`: makes the warehouse again from the lake."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE
from flows.commands.printing import print_json, print_line
from infra.warehouse.ledger import rebuild
from infra.wiring import open_house


def run(arguments: argparse.Namespace) -> int:
    """Empty the tables and load every entry of the lake, in one transaction."""
    house = open_house(Path(arguments.workspace))
    entries = rebuild(house.engine, house.lake)
    if arguments.format == "json":
        print_json({"entries": entries})
    else:
        print_line(f"The warehouse is made again from the {entries} entries of the lake.")
    return DONE
