"""The steps by which a report is made, each a plain function; the flow `warehouse_to_reports` runs them as tasks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flows.material import material_of
from infra.whole_file import write_whole
from infra.wiring import House
from reports.as_csv import as_csv
from reports.as_docx import as_docx
from reports.as_html import as_html
from reports.as_json import as_facts, as_json
from reports.as_ods import as_ods
from reports.as_pdf import as_pdf
from reports.as_xlsx import as_xlsx
from reports.compose import compose
from reports.csv_metadata import csv_metadata
from reports.document import Document, Replaced
from reports.reissued import differences
from transforms.errors import UsageError
from transforms.issue import Issue, newest
from transforms.period import Length, Period
from transforms.read_period import named_period
from transforms.read_reports import read_selection
from transforms.report_plan import AD_HOC, Edition, ad_hoc, editions_called

Format = Mapping[str, Callable[[Document], bytes]]
"""The files that a format is made of, by their endings: a CSV comes with its metadata."""

FORMATS: Mapping[str, Format] = {
    "html": {"html": as_html},
    "pdf": {"pdf": as_pdf},
    "xlsx": {"xlsx": as_xlsx},
    "ods": {"ods": as_ods},
    "docx": {"docx": as_docx},
    "json": {"json": as_json},
    "csv": {"csv": as_csv, "csv-metadata.json": csv_metadata},
}


def find_editions(
    house: House, report: str, named: str, instant: datetime, select: str = ""
) -> tuple[list[Edition], Period]:
    """The report of a name, or all that one declaration makes, and the period named; or one on what is selected.

    Raises `UnknownItem`, `UsageError`, or `UnreadablePeriod`.
    """
    with house.knowledge(instant) as knowledge:
        period = named_period(named, knowledge.council.year_start)
        register = knowledge.register()
    if select or report == AD_HOC:
        return [ad_hoc(read_selection(select, register.latest), Length(period.months), select)], period
    return editions_called(report, register, period), period


def make_edition(
    house: House, edition: Edition, period: Period, instant: datetime, version: int | None = None
) -> Document:
    """The document of an edition on a period as at an instant."""
    with house.knowledge(instant) as knowledge:
        before = newest(knowledge.issues(), edition.name, period)
    document = compose(edition, material_of(house, instant, period))
    replaces = _replaced(house, document, before) if before else None
    return replace(document, version=version or _version_as_at(house, document), replaces=replaces)


def settled_instant(house: House) -> datetime:
    """An instant, now, of which nothing more becomes known afterwards."""
    with house.knowledge() as knowledge:
        return knowledge.instant


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


def write_document(document: Document, formats: Sequence[str], folder: Path) -> list[Path]:
    """Write a report in each format. Raises `UsageError` where the folder cannot be written."""
    return write_files(files_of(document, formats), folder)


def files_of(document: Document, formats: Sequence[str]) -> Mapping[str, bytes]:
    """A report in each format, by the names of its files: `<report>-<period>.<ext>`."""
    writers = {ending: write for name in formats for ending, write in FORMATS[name].items()}
    return {f"{document.report}-{document.period}.{ending}": write(document) for ending, write in writers.items()}


def write_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files by their names, each whole or not at all. Raises `UsageError` where the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [write_whole(folder / name, content) for name, content in files.items()]
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror}.", "Name a folder that you may write to with --out."
        ) from error
