"""From held figures to mail: the Policy Team hears once of each that waits, and a sender of each on which was decided."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import alert_steps
from flows.desk.waiting_runs import lay_out_holds
from flows.patience import mailing_task
from infra.wiring import open_house

lay_out = task(name="Lay out what waits on the desk", cache_policy=NO_CACHE)(lay_out_holds)
find_untold = task(name="Find what nobody heard of", cache_policy=NO_CACHE)(alert_steps.find_untold)
tell_policy_team = mailing_task(alert_steps.tell_policy_team, "Tell the Policy Team")
tell_senders = mailing_task(alert_steps.tell_senders, "Tell the senders")


@flow(name="holds-to-mail", flow_run_name="Tell of held figures", persist_result=False)
def holds_to_mail(workspace: str, now: str = "") -> int:
    """Tell of the held figures of a workspace whoever has to know and does not; returns how many wait untold till now."""
    house = open_house(Path(workspace), now)
    pages = lay_out(house)
    holds = find_untold(house)
    tell_policy_team(house, holds, pages)
    tell_senders(house)
    return len(holds)
