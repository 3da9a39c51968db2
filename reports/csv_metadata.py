"""The metadata beside a report's CSV, by the W3C's CSV on the Web: what each column is, so that programs can tell too.

The file is found by its name, `<file>.csv-metadata.json` ("Model for Tabular Data and Metadata on the Web", 5.3); the
vocabulary is that of "Metadata Vocabulary for Tabular Data". The Transparency Code asks for data in such open formats.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from reports.as_csv import COLUMNS
from reports.document import Document
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.status import Status
from transforms.trend import Trend

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
KEY = ("service", "code")
ALWAYS = frozenset({*KEY, "name", "value_text", "unit", "target_text", "status", "status_label", "lower_is_better"})
"""Columns in which no cell is ever empty."""

TITLES: Mapping[str, tuple[str, str]] = {
    "service": ("Group", "The service, theme or outcome under which the report prints the indicator."),
    "code": ("Code", "The indicator's code in the council's register."),
    "name": ("Short name", "The indicator's name."),
    "value": ("Value", "The figure of the report's period, in its unit and rounded as it is printed and judged."),
    "value_text": ("Value as printed", "The figure with its unit, or in words why there is none."),
    "unit": ("Unit", "What the figure counts. Of a percent 64.56 means 64.56%."),
    "target": ("Target", "What was to be reached; of a range its lowest and highest figure."),
    "target_text": ("Target as printed", "The target with the decimals with which it was set."),
    "status": ("Status", "The traffic light: the figure against its target."),
    "status_label": ("Status as printed", "The traffic light as the report prints it."),
    "previous_period": ("Previous period", "The period of the same length just before."),
    "previous_value": ("Previous value", "Its figure."),
    "previous_value_text": ("Previous value as printed", "Its figure with its unit, or in words why there is none."),
    "short_trend": ("Short trend", "The figure against that of the previous period, in the direction that is better."),
    "previous_year_period": ("Period a year before", "The same period of the year before."),
    "previous_year_value": ("Value a year before", "Its figure."),
    "previous_year_value_text": ("Value a year before as printed", "Its figure with its unit, or why there is none."),
    "long_trend": ("Long trend", "The figure against that of the year before, in the direction that is better."),
    "missing": ("Missing", "Why there is no figure; empty where there is one."),
    "note": ("Incomplete", "What an incomplete figure still lacks; empty where it is whole."),
    "marks": ("Marks", "[p] provisional, [r] revised, or how much of an incomplete figure is in; empty where neither."),
    "lower_is_better": ("Lower is better", "Whether a lower figure is the better one."),
    "commentary": ("Commentary", "The service's explanation of the figure; what is owed of it, or that none is."),
}
"""Each column's name for people, and what it is."""

NUMBERS = ("value", "target", "previous_value", "previous_year_value")
BOOLEAN = {"base": "boolean", "format": "yes|no"}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "unit": tuple(Unit),
    "status": tuple(Status),
    "short_trend": tuple(trend.label for trend in Trend),
    "long_trend": tuple(trend.label for trend in Trend),
    "missing": tuple(Gap),
}
"""The words that alone can stand in a column."""


def csv_metadata(document: Document) -> bytes:
    """The metadata of a report's CSV as UTF-8 JSON."""
    return (json.dumps(_table(document), ensure_ascii=False, indent=1) + "\n").encode()


def _table(document: Document) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "url": quote(f"{document.report}-{document.period}.csv"),
        "dc:title": f"{document.title}, {document.period.label}",
        "dc:description": "One row an indicator. An apostrophe before a text keeps spreadsheets from reading a formula.",
        "dc:publisher": document.council,
        "dc:language": "en-GB",
        "dc:modified": {"@value": document.as_at.astimezone(document.zone).isoformat(), "@type": "xsd:dateTime"},
        "dc:audience": document.audience,
        "dc:temporal": f"{document.period.start.isoformat()}/{document.period.end.isoformat()}",
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"], "doubleQuote": True},
        "tableSchema": {"columns": [_column(name) for name in COLUMNS], "primaryKey": list(KEY)},
    }


def _column(name: str) -> dict[str, Any]:
    title, description = TITLES[name]
    separated = {"separator": ";"} if name == "target" else {}
    return {
        "name": name,
        "titles": [name, title],
        "dc:description": description,
        "datatype": _datatype(name),
        "null": [""],
        "required": name in ALWAYS,
        **separated,
    }


def _datatype(name: str) -> str | dict[str, str]:
    if name in NUMBERS:
        return "number"
    if name == "lower_is_better":
        return BOOLEAN
    return {"base": "string", "format": "|".join(CHOICES[name])} if name in CHOICES else "string"
