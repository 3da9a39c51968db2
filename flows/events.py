"""What Mortar tells Prefect has happened. Whoever cares, a deployment or another program, is triggered by it.

An event may be lost or told twice, so none carries anything that is known from it alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from prefect.events import emit_event


class Event(StrEnum):
    """The names of Mortar's events."""

    FILE_ARRIVED = "mortar.file.arrived"
    INBOX_WAITING = "mortar.inbox.waiting"
    RETURN_ACCEPTED = "mortar.return.accepted"
    RETURN_PARTLY = "mortar.return.partly"
    RETURN_HELD = "mortar.return.held"
    RETURN_REFUSED = "mortar.return.refused"
    RETURN_DUPLICATE = "mortar.return.duplicate"
    HOLDS_WAITING = "mortar.holds.waiting"
    PERIOD_COMPLETE = "mortar.period.complete"
    REPORT_ISSUED = "mortar.report.issued"
    FEED_LATE = "mortar.feed.late"
    FAULT_MET = "mortar.fault.met"


def announce(event: Event, resource: str, name: str, payload: Mapping[str, Any]) -> None:
    """Tell Prefect of an event. `resource` is what it is about, as `period.2009-10 Q3`; `name` says so to people."""
    about = {"prefect.resource.id": f"mortar.{resource}", "prefect.resource.name": name}
    emit_event(event.value, about, payload=dict(payload))
