"""`mortar feed`: asks one feed now, whatever the calendar says, and puts what is new into the inbox."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.cli import DONE, FAULT, NEEDS_A_PERSON
from flows.commands.printing import print_aside, print_json, print_line
from flows.fault_log import log_fault
from flows.orchestration import prefect_running
from infra.wiring import House, open_house
from transforms.errors import MortarError, MortarFault

if TYPE_CHECKING:
    from flows.feed_steps import Asked


def run(arguments: argparse.Namespace) -> int:
    """Ask it, and say what came and what to do next."""
    house = open_house(Path(arguments.workspace))
    [asked] = _ask(house, arguments.name)
    if arguments.format == "json":
        print_json([_facts(asked)])
    else:
        print_line(asked.words)
    if asked.file and arguments.format == "text":
        print_line("Next: `mortar ingest`, unless `mortar up` runs: then it is taken in by itself.")
    return _code(asked, house) if asked.error else DONE


def _ask(house: House, name: str) -> list[Asked]:
    """What came. Raises `UnknownItem`, or `UsageError` where it cannot be asked."""
    with prefect_running(house.workspace):
        from flows.feeds_to_inbox import feeds_to_inbox

        state = feeds_to_inbox(str(house.workspace), name, return_state=True)
        came: Any = state.result(raise_on_failure=False)
    if isinstance(came, Exception):
        raise came
    asked: list[Asked] = came
    return asked


def _facts(asked: Asked) -> dict[str, Any]:
    facts = {"feed": asked.feed, "came": asked.came.value, "file": asked.file, "sha256": asked.sha256}
    return {
        **facts,
        "message": asked.words,
        "remedy": asked.error.remedy if isinstance(asked.error, MortarError) else "",
    }


def _code(asked: Asked, house: House) -> int:
    error = asked.error
    if isinstance(error, MortarError) and not isinstance(error, MortarFault):
        print_aside(error.remedy)
        return NEEDS_A_PERSON
    assert error is not None, "only a feed that failed gets here"
    print_aside(log_fault(error, house.workspace, f"feed {asked.feed}"))
    return FAULT
