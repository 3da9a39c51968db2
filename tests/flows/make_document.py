"""A report's document in one step: what the flow `warehouse_to_reports` does by its tasks."""

from __future__ import annotations

from datetime import datetime

from flows.report_steps import find_editions, make_edition, settled_instant
from infra.wiring import House
from reports.document import Document


def make_document(
    house: House, report: str, named: str, as_at: datetime | None = None, version: int | None = None
) -> Document:
    """The document of a report for a period named as the council's year went at an instant, by default now.

    `version` is that under which it is to go out; a report that went out as at this very instant has the one it had.
    Raises `UnknownItem`, or `UsageError`.
    """
    instant = as_at or settled_instant(house)
    [edition, *_], period = find_editions(house, report, named, instant)
    return make_edition(house, edition, period, instant, version)
