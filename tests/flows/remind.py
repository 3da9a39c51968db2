"""Runs the steps of the flow that reminds without Prefect, in the order of the flow."""

from __future__ import annotations

from flows.reminder_steps import Reminders, hand_over, write_reminders
from infra.wiring import House
from transforms.errors import MailNotSent


def remind(house: House) -> Reminders:
    """Remind whoever is to be reminded today; what was sent, and why some could not be."""
    reminders = write_reminders(house)
    try:
        hand_over(house, reminders)
    except MailNotSent as outage:
        reminders.unsent.append(outage)
    return reminders


def reminded(house: House) -> list[str]:
    """The same, and by their names whom."""
    return [letter.digest.key.partition("@")[0] for letter in remind(house).sent]
