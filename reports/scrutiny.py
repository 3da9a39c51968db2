"""The quarter report of the Performance and Governance (Scrutiny) Committee, in the layout of the case study."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from reports.document import Document, by_service
from transforms.change import Change
from transforms.judged import JudgedRow
from transforms.period import Length, Period
from transforms.register import Register

NAME = "scrutiny"
AUDIENCE = "Performance and Governance Committee"


def scrutiny_report(
    rows: Sequence[JudgedRow],
    changes: Sequence[Change],
    *,
    register: Register,
    council: str,
    period: Period,
    as_at: datetime,
    zone: ZoneInfo,
) -> Document:
    """The committee's report: every indicator of the period, grouped by service."""
    sections = by_service(rows, register.services)
    return Document(NAME, title_for(period), AUDIENCE, council, period, as_at, zone, sections, changes)


def title_for(period: Period) -> str:
    """The case study's heading: `P&G Committee - Quarter 3 Report`."""
    named = f"Quarter {period.quarter_number}" if period.months == Length.QUARTER else period.label
    return f"P&G Committee - {named} Report"
