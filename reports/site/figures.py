"""The figures of the public site as open data: CSV with its metadata by CSV on the Web, and as tables of a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from reports.as_csv import harmless
from reports.site.site import Site, Subject
from reports.table import Book, Cell, Column, Heading, Kind, Table, plain_text
from reports.tables import plain_table
from reports.tabular_metadata import About, Columns, tabular_metadata
from reports.word_tables import key
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.judged import JudgedRow
from transforms.status import Status
from transforms.target import Target
from transforms.trend import Trend

COLUMNS: Mapping[str, tuple[str, str]] = {
    "code": ("Code", "The indicator's code in the council's register."),
    "name": ("Short name", "The indicator's name in that period."),
    "service": ("Service", "The service that the indicator is about."),
    "period": ("Period", "The month, quarter or financial year: 2009-12, 2009-10 Q3, 2009-10; 2009-M10 is a month."),
    "starts": ("Starts", "The first day of the period."),
    "ends": ("Ends", "The last day of the period."),
    "value": ("Value", "The figure, in its unit and rounded as it is printed and judged."),
    "value_text": ("Value as printed", "The figure with its unit, or in words why there is none."),
    "unit": ("Unit", "What the figure counts. Of a percent 64.56 means 64.56%."),
    "target": ("Target", "What was to be reached; of a range its lowest and highest figure."),
    "target_text": ("Target as printed", "The target with the decimals with which it was set."),
    "status": ("Status", "The traffic light: the figure against its target, by what stood in that period."),
    "short_trend": ("Short trend", "The figure against that of the period before, in the direction that is better."),
    "long_trend": ("Long trend", "The figure against that of the year before, in the direction that is better."),
    "missing": ("Missing", "Why there is no figure; empty where there is one."),
    "marks": ("Marks", "[p] provisional, [r] revised, or how much of an incomplete figure is in; empty where neither."),
    "lower_is_better": ("Lower is better", "Whether a lower figure is the better one."),
    "commentary": ("Commentary", "The service's explanation of the figure; empty where none was given."),
}
"""The columns, in their order: each one's name for people, and what it is."""

ALWAYS = ("code", "name", "service", "period", "starts", "ends", "value_text", "unit", "status", "lower_is_better")
CHOICES: Mapping[str, Sequence[str]] = {
    "unit": tuple(Unit),
    "status": tuple(status.label for status in Status),
    "short_trend": tuple(trend.label for trend in Trend),
    "long_trend": tuple(trend.label for trend in Trend),
    "missing": tuple(Gap),
}
NUMBERS, DAYS = ("value", "target"), ("starts", "ends")
AS_DATA = Columns(COLUMNS, ("code", "period"), ALWAYS, CHOICES, NUMBERS, DAYS)
WIDTHS = {"name": 50, "value_text": 24, "commentary": 70, "code": 12, "service": 26, "period": 13}


def figures_csv(subjects: Iterable[Subject], services: Mapping[str, str]) -> bytes:
    """All figures of some indicators as CSV by RFC 4180, the latest period of each first."""
    sink = io.StringIO()
    writer = csv.DictWriter(sink, list(COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(subjects):
        writer.writerow({name: harmless(cell) for name, cell in _cells(row, services).items()})
    return sink.getvalue().encode()


def figures_metadata(site: Site, file: str, title: str) -> bytes:
    """The metadata beside such a file, as CSV on the Web wants it."""
    what = "One row an indicator and period."
    return tabular_metadata(About(file, title, what, site.council, site.as_at.astimezone(site.zone)), AS_DATA)


def figures_book(site: Site, services: Mapping[str, str]) -> Book:
    """All figures of the site as a table behind a cover."""
    columns = [Column(head, what, WIDTHS.get(name, 16), _kind(name)) for name, (head, what) in COLUMNS.items()]
    rows = [_sheet(row, services) for row in _rows(site.subjects)]
    figures = Table("Figures", "Every public figure", "Each indicator in each of its periods.", columns, rows)
    council = plain_text(site.council)
    return Book(
        title=f"Performance figures of {council}",
        subject="Every public figure",
        council=council,
        made_at=site.as_at,
        cover=[
            f"Every public figure of {council}, up to {site.quarter.label}.",
            f"Data as at {site.as_at_words}; what came later is not in it.",
            Heading("How to read it"),
            "One row an indicator and period, the latest period of each indicator first.",
        ],
        tables=[plain_table(table) for table in (key([figures]), figures)],
    )


def _rows(subjects: Iterable[Subject]) -> Iterator[JudgedRow]:
    for subject in subjects:
        yield from subject.rows


def _cells(row: JudgedRow, services: Mapping[str, str]) -> dict[str, object]:
    indicator = row.indicator
    return {
        "code": indicator.code,
        "name": indicator.name,
        "service": services.get(indicator.service, indicator.service),
        "period": str(row.period),
        "starts": row.period.start.isoformat(),
        "ends": row.period.end.isoformat(),
        "value": row.value,
        "value_text": row.value_text,
        "unit": indicator.unit.value,
        "target": _bounds(row.target),
        "target_text": row.target_text if row.target else "",
        "status": row.status.label,
        "short_trend": row.previous.trend.label,
        "long_trend": row.previous_year.trend.label,
        "missing": row.missing.value if row.missing else "",
        "marks": " ".join(row.marks),
        "lower_is_better": "yes" if indicator.lower_is_better else "no",
        "commentary": row.commentary if row.commentary_given else "",
    }


def _bounds(target: Target | None) -> object:
    if target is None:
        return ""
    return f"{target.low};{target.high}" if target.is_range else target.low


def _sheet(row: JudgedRow, services: Mapping[str, str]) -> Sequence[Cell]:
    """The cells of a row: figures and days as such, all else in words."""
    shorthand = row.missing.shorthand if row.missing else ""
    cells = _cells(row, services) | {"starts": row.period.start, "ends": row.period.end}
    cells["value"] = shorthand if row.value is None else row.value
    return [cell if isinstance(cell, str | Decimal | date) else "" for cell in cells.values()]


def _kind(name: str) -> Kind:
    if name in NUMBERS:
        return Kind.FIGURE
    return Kind.DAY if name in DAYS else Kind.LIGHT if name == "status" else Kind.WORDS
