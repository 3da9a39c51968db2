"""`mortar layout propose`: drafts a layout from a workbook, for a person to read and finish."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands.printing import print_aside, print_json, print_text
from flows.layout_steps import draft_layout
from infra.wiring import open_house
from transforms.register_table import LAYOUT_COLUMNS


def run(arguments: argparse.Namespace) -> int:
    """Print the draft as CSV, or as JSON; what it was unsure of goes to standard error too."""
    house = open_house(Path(arguments.workspace))
    draft = draft_layout(house, Path(arguments.file), arguments.sender)
    if arguments.format == "json":
        print_json({"file": arguments.file, "rows": [dict(row) for row in draft.rows], "unsure": draft.unsure})
    else:
        sink = io.StringIO()
        writer = csv.DictWriter(sink, LAYOUT_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(draft.rows)
        print_text(sink.getvalue())
    for each in draft.unsure:
        print_aside(f"Unsure: {each}.")
    return NEEDS_A_PERSON if draft.unsure else DONE
