"""From a form in Prefect's UI to what other targets would change: nothing is applied, nothing stored but this note of it."""

from __future__ import annotations

import re
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from flows.commands.asked import period_named
from flows.what_if_steps import what_if
from infra.wiring import open_house
from reports.what_if_note import what_if_note
from transforms.errors import RegisterRefused, UsageError

KEY = "what-if"
PARTED = re.compile(r"\s*[;\n]\s*")


@flow(name="try-other-targets", flow_run_name="What if: {period}", persist_result=False)
def try_other_targets(
    period: str, settings: str = "", first: str = "", *, workspace: str, now: str = ""
) -> State[None]:
    """Show which lights and trends other targets and tolerances would change. Nothing is applied.

    Args:
        period: For which period, such as 2009-10 Q3.
        settings: What to try, with ; between, such as LPI CS 1 target=75%; NI 157a tolerance=5 points. Left empty, the files of register/ as they lie.
        first: For several periods the first of them, such as 2009-10 Q1; else leave it empty.
        workspace: Leave this as it is.
        now: Leave this empty.
    """
    house = open_house(Path(workspace), now)
    try:
        last, since = period_named(house, period), period_named(house, first) if first.strip() else None
        found = what_if(house, last, since, [text for text in PARTED.split(settings.strip()) if text])
    except UsageError as refusal:
        faults = map(str, refusal.faults) if isinstance(refusal, RegisterRefused) else ()
        words = " ".join((refusal.message, refusal.remedy, *faults))
        get_run_logger().warning("It was not tried. %s", words)
        return Failed(name="Not tried", message=words)
    note = what_if_note(found.settings, found.outlooks)
    create_markdown_artifact(note.text, key=KEY, description="What other targets would change. Nothing was applied.")
    return Completed(name="Tried", message=note.sentence)
