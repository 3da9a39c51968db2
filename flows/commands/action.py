"""`mortar action`: records an action or a referral, or what came of one."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.cli import DONE
from flows.commands.printing import print_json, print_line
from flows.record_action import Recorded, Typed, record_action
from infra.clock import instant_text
from infra.wiring import open_house
from transforms.action import ActionKind


def run(arguments: argparse.Namespace) -> int:
    """Record it and say how it stands."""
    house = open_house(Path(arguments.workspace))
    said = vars(arguments)
    kind = ActionKind(arguments.kind) if arguments.kind else None
    recorded = record_action(house, Typed(**{name: said[name] for name in Typed._fields} | {"kind": kind}))
    progress = recorded.action.progress(house.clock.today())
    if arguments.format == "json":
        print_json(_facts(recorded) | {"progress": progress.value})
    else:
        action = recorded.action
        became = f"is recorded: {progress.label.casefold()}" if recorded.is_news else "was known as it is"
        print_line(f"{action.code}: the {action.kind} '{action.what}' {became}.")
    return DONE


def _facts(recorded: Recorded) -> dict[str, str]:
    """An action as other programs read it; a day that is not known is empty."""
    action = recorded.action
    days = {"by_when": action.by_when, "done": action.done}
    return {
        "code": action.code,
        "kind": action.kind.value,
        "what": action.what,
        "who": action.who,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        "outcome": action.outcome,
        "by": action.by,
        "raised_at": instant_text(action.raised_at),
        "stated_at": instant_text(action.stated_at),
    }
