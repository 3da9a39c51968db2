"""The steps by which a report is made, each a plain function; the flow `warehouse_to_reports` runs them as tasks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flows.knowing import Known, judged_by
from infra.whole_file import write_whole
from infra.wiring import House
from reports.as_csv import as_csv
from reports.as_html import as_html
from reports.as_json import as_facts, as_json
from reports.document import Document, Replaced
from reports.reissued import differences
from reports.scrutiny import NAME, scrutiny_report
from transforms.change import Change, changes_of
from transforms.code import code_key
from transforms.errors import UnknownItem, UsageError
from transforms.issue import Issue, newest, printed_periods
from transforms.judged import HISTORY
from transforms.observation import Observation
from transforms.period import Period
from transforms.read_period import named_period
from transforms.register_history import closes

Format = Callable[[Document], bytes]

REPORTS = (NAME,)
FORMATS: Mapping[str, Format] = {"html": as_html, "json": as_json, "csv": as_csv}


def make_document(
    house: House, report: str, named: str, as_at: datetime | None, version: int | None = None
) -> Document:
    """The document of a report for a period named as the council's year went at an instant, by default now.

    `version` is that under which it is to go out; a report that went out as at this very instant has the one it had.
    Raises `UnknownItem`, or `UsageError`.
    """
    if report not in REPORTS:
        raise UnknownItem(f"There is no report '{report}'.", f"The reports are {', '.join(REPORTS)}.")
    with house.knowledge(as_at) as knowledge:
        period = named_period(named, knowledge.council.year_start)
        first = period.shifted(-period.months * HISTORY).year_before().start
        known = judged_by(knowledge, knowledge.observations(first=first, last=period.end))
        before = newest(knowledge.issues(), report, period)
    register = known.judge.register
    document = scrutiny_report(
        known.judge.rows(period),
        _changes(known, period),
        register=register.latest,
        council=known.council.name,
        period=period,
        as_at=known.instant,
        zone=known.council.zone,
    )
    replaces = _replaced(house, document, before) if before else None
    went_out_as = _version_as_at(house, document) if as_at else version
    return replace(document, version=went_out_as, replaces=replaces)


def _replaced(house: House, document: Document, before: Issue) -> Replaced | None:
    """What the version before printed otherwise, by the bytes that its readers had."""
    facts = json.loads(house.lake.raw(before.files[before.file_of("json")]))
    differing = differences(facts, as_facts(document), document.period.noun)
    return Replaced(before.version, before.as_at, differing) if differing else None


def _version_as_at(house: House, document: Document) -> int | None:
    with house.glimpse() as knowledge:
        issues = knowledge.issues()
    own = (document.report, document.period, document.as_at)
    return next((issue.version for issue in issues if (issue.report, issue.period, issue.as_at) == own), None)


def _changes(known: Known, period: Period) -> list[Change]:
    """Revisions, since the report before, of the figures printed: of the period, the one before and last year's."""
    printed = printed_periods(period)
    said: dict[str, list[Observation]] = defaultdict(list)
    for observation in known.observations:
        if any(shown.contains(observation.said.period) for shown in printed):
            said[code_key(observation.code)].append(observation)
    last_report = closes(period.previous())
    return [
        change
        for indicator in known.judge.register.standing(period)
        for change in changes_of(indicator, said[code_key(indicator.code)])
        if known.council.day_of(change.changed_at) > last_report
    ]


def write_document(document: Document, formats: Sequence[str], folder: Path) -> list[Path]:
    """Write a report in each format. Raises `UsageError` where the folder cannot be written."""
    return write_files(files_of(document, formats), folder)


def files_of(document: Document, formats: Sequence[str]) -> Mapping[str, bytes]:
    """A report in each format, by the names of its files: `<report>-<period>.<ext>`."""
    return {f"{document.report}-{document.period}.{name}": FORMATS[name](document) for name in formats}


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files by their names, each whole or not at all. Raises `UsageError` where the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [write_whole(folder / name, content) for name, content in files.items()]
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror}.", "Name a folder that you may write to with --out."
        ) from error
