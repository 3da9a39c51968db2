"""`mortar init`: a new workspace."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE
from flows.commands.printing import print_line
from infra.workspace import make_workspace


def run(arguments: argparse.Namespace) -> int:
    """Make the folders, the settings and an empty register."""
    folder = Path(arguments.folder)
    make_workspace(folder)
    print_line(
        f"{folder} is ready. Next: name the council in {folder}/mortar.toml, fill in the CSV files of "
        f"{folder}/register/, and run `mortar -C {folder} register apply`."
    )
    return DONE
