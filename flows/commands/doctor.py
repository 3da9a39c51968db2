"""`mortar doctor`: whether all parts are reachable and sound."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands.printing import print_json, print_line
from flows.examine import examine
from infra.wiring import open_house


def run(arguments: argparse.Namespace) -> int:
    """Examine each part and say what is wrong with it and what to do."""
    examined = examine(open_house(Path(arguments.workspace)))
    if arguments.format == "json":
        print_json([{"part": e.part, "sound": e.sound, "detail": e.detail, "remedy": e.remedy} for e in examined])
    else:
        for each in examined:
            print_line(f"{'sound' if each.sound else 'WRONG':6} {each.part}: {each.detail}")
            if each.remedy:
                print_line(f"       {each.remedy}")
    return DONE if all(each.sound for each in examined) else NEEDS_A_PERSON
