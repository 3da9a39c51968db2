"""`mortar remind`: reminds whoever owes something today, and ends."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands.printing import print_aside, print_json, print_line
from flows.orchestration import prefect_running
from flows.reminder_steps import ReminderLetter, Reminders, find_digests
from infra.wiring import House, open_house
from transforms.digest import AskedReturn
from transforms.words import many


def run(arguments: argparse.Namespace) -> int:
    """Send the day's reminders, and say to whom they went."""
    house = open_house(Path(arguments.workspace))
    reminders = _remind(house) if find_digests(house) else Reminders([])
    if arguments.format == "json":
        print_json([_facts(letter) for letter in reminders.sent])
    else:
        _print(reminders)
    for error in reminders.unsent:
        print_aside(f"{error.message} {error.remedy}")
    return NEEDS_A_PERSON if reminders.unsent else DONE


def _remind(house: House) -> Reminders:
    with prefect_running(house.workspace):
        from flows.reminders_to_mail import reminders_to_mail

        return reminders_to_mail(str(house.workspace))


def _facts(letter: ReminderLetter) -> dict[str, Any]:
    digest = letter.digest
    return {
        "to": digest.to,
        "subject": letter.reminder.subject,
        "attached": list(letter.workbooks),
        "returns": [_return_facts(asked) for asked in digest.returns],
        "commentaries": [
            {"sender": asked.sender.sender, "period": str(asked.row.period), "code": asked.row.indicator.code,
             "owner": asked.row.indicator.owner, "by": asked.by.isoformat() if asked.by else ""}
            for asked in digest.commentaries
        ],
    }  # fmt: skip


def _return_facts(asked: AskedReturn) -> dict[str, Any]:
    owed = asked.owed
    return {
        "as": asked.occasion.value,
        "sender": owed.sender,
        "period": str(owed.period),
        "due": owed.due.isoformat(),
        "codes": [row.code for row in asked.missing],
    }


def _print(reminders: Reminders) -> None:
    for letter in reminders.sent:
        attached = f" ({many(len(letter.workbooks), 'workbook')} attached)" if letter.workbooks else ""
        print_line(f"{letter.digest.to}: {letter.reminder.subject}{attached}")
    if not reminders.sent and not reminders.unsent:
        print_line("Nobody is to be reminded of anything now.")
