"""From what is owed to mail: each person hears once a day at most, in one mail, of all that is asked of them."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import reminder_steps
from flows.lake_to_mail import tell_refusals
from flows.patience import mailing_task
from flows.reminder_steps import Reminders
from infra.wiring import open_house
from transforms.errors import MailNotSent

write_reminders = task(name="Write the reminders", cache_policy=NO_CACHE)(reminder_steps.write_reminders)
hand_over = mailing_task(reminder_steps.hand_over, "Send the reminders")


@flow(name="reminders-to-mail", flow_run_name="Remind", persist_result=False)
def reminders_to_mail(workspace: str, now: str = "") -> Reminders:
    """Remind whoever owes a return or a commentary of a workspace, and those above who are to know.

    Returns what was sent and why some was not. That waits for the next run; the operator hears of addresses that are refused.
    """
    house = open_house(Path(workspace), now)
    reminders = write_reminders(house)
    try:
        hand_over(house, reminders)
    except MailNotSent as outage:
        reminders.unsent.append(outage)
    tell_refusals(reminders.unsent)
    return reminders
