"""The steps by which a report is made, each a plain function; the flow `warehouse_to_reports` runs them as tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.knowing import what_was_known
from infra.wiring import House
from reports.as_csv import as_csv
from reports.as_html import as_html
from reports.as_json import as_json
from reports.document import Document
from reports.scrutiny import NAME, scrutiny_report
from transforms.change import Change, changes_of
from transforms.code import code_key
from transforms.errors import UnknownItem
from transforms.judged import HISTORY
from transforms.observation import Observation
from transforms.period import Period
from transforms.register_history import RegisterHistory

Format = Callable[[Document], bytes]

REPORTS = (NAME,)
FORMATS: Mapping[str, Format] = {"html": as_html, "json": as_json, "csv": as_csv}


def make_document(house: House, report: str, period: Period, as_at: datetime | None) -> Document:
    """The document of a report as at an instant, by default now. Raises `UnknownItem`, or `UsageError`."""
    if report not in REPORTS:
        raise UnknownItem(f"There is no report '{report}'.", f"The reports are {', '.join(REPORTS)}.")
    first = period.shifted(-period.months * HISTORY).year_before().start
    known = what_was_known(house, as_at, first, period.end)
    register = known.judge.register
    return scrutiny_report(
        known.judge.rows(period),
        _changes(known.observations, register, period),
        register=register.latest,
        council=house.settings.council,
        period=period,
        as_at=known.instant,
        zone=ZoneInfo(house.settings.timezone),
    )


def _changes(observations: Sequence[Observation], register: RegisterHistory, period: Period) -> list[Change]:
    """Revisions of the figures that the report prints: of the period, the one before and that of last year."""
    printed = (period, period.previous(), period.year_before())
    changes: list[Change] = []
    for indicator in register.standing(period):
        own = [
            o
            for o in observations
            if code_key(o.code) == code_key(indicator.code) and any(shown.contains(o.said.period) for shown in printed)
        ]
        changes += changes_of(indicator, own)
    return changes


def write_document(document: Document, formats: Sequence[str], folder: Path) -> list[Path]:
    """Write a report in each format, as `<report>-<period>.<ext>`; each file whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / f"{document.report}-{document.period}.{name}", FORMATS[name](document)) for name in formats]


def _write(path: Path, content: bytes) -> Path:
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    return beside.replace(path)
