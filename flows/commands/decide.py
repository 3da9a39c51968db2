"""`mortar release` and `mortar return`: a checker decides a held figure."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.alert_steps import tell_senders
from flows.cli import DONE
from flows.commands.printing import print_aside, print_json, print_line
from flows.decide import decide
from infra.wiring import House, open_house
from transforms.errors import MailNotSent
from transforms.observation import Decided


def run(arguments: argparse.Namespace) -> int:
    """Record the decision and say what follows."""
    house = open_house(Path(arguments.workspace))
    decision = Decided.RELEASED if arguments.command == "release" else Decided.RETURNED
    by, reason = arguments.by.strip(), arguments.reason.strip()
    hold = decide(house, arguments.id, decision, by, reason)
    told = _tell_senders(house)
    held = hold.observation
    if arguments.format == "json":
        facts = {"id": hold.short_id, "code": held.code, "period": str(held.said.period)}
        print_json({**facts, "decision": decision.value, "by": by, "reason": reason})
    else:
        follows = "It counts from now on." if decision == Decided.RELEASED else f"{held.sender} is to send it again."
        print_line(f"{held.code}, {held.said.period.label}, is {decision} by {by}. {follows}")
    if told:
        print_aside(told)
    return DONE


def _tell_senders(house: House) -> str:
    """Tell the sender; where that cannot be done now, why, in words."""
    try:
        tell_senders(house)
    except MailNotSent as error:
        return f"{error.message} {error.remedy}"
    return ""
