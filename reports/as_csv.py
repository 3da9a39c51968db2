"""A report as CSV: one row per indicator, UTF-8, by RFC 4180."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

from reports.as_json import as_facts
from reports.document import Document

COLUMNS = (
    "service", "code", "name", "value", "value_text", "unit", "target", "target_text", "status", "status_label",
    "previous_period", "previous_value", "previous_value_text", "short_trend", "previous_year_period",
    "previous_year_value", "previous_year_value_text", "long_trend", "missing", "note", "marks", "lower_is_better",
    "commentary", "variation", "variation_label", "variation_sentence", "assurance", "assurance_label", "assurance_sentence",
)  # fmt: skip
"""The columns of the file; values are in the unit named, texts are as printed."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PRINTED_FIGURE = re.compile(r"-£?[\d,]+(\.\d+)?(%| \w+)?")


def as_csv(document: Document) -> bytes:
    """The report as CSV. A text that a spreadsheet would take for a formula is preceded by an apostrophe."""
    sink = io.StringIO()
    writer = csv.DictWriter(sink, COLUMNS, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for section in as_facts(document)["sections"]:
        for row in section["rows"]:
            writer.writerow({name: harmless(cell) for name, cell in _flat(section["service"], row).items()})
    return sink.getvalue().encode()


def harmless(cell: object) -> object:
    """The cell, with an apostrophe before what would be a formula; printed figures such as `-£5.00` are none."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) and not PRINTED_FIGURE.fullmatch(cell):
        return f"'{cell}"
    return cell


def _flat(service: str, row: Mapping[str, Any]) -> dict[str, object]:
    earlier = {
        f"{before}_{name}": row[before][name]
        for before in ("previous", "previous_year")
        for name in ("period", "value", "value_text")
    }
    return {
        **row,
        **earlier,
        "service": service,
        "short_trend": row["previous"]["trend_label"],
        "long_trend": row["previous_year"]["trend_label"],
        "marks": " ".join(row["marks"]),
        "lower_is_better": "yes" if row["lower_is_better"] else "no",
        "target": _bounds(row["target"]),
    }


def _bounds(target: object) -> object:
    """The target; of a range both ends, `60.0;70.0`."""
    return ";".join(map(str, target)) if isinstance(target, list) else target
