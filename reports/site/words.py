"""The sentences of the public site that are computed from rows, each true of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reports.summary import LIGHTS
from transforms.indicator import Indicator, Polarity, ToleranceKind
from transforms.judged import JudgedRow
from transforms.status import Status
from transforms.trend import Trend
from transforms.words import many, upper_first

BETTER = {
    Polarity.MAXIMISE: "Higher is better.",
    Polarity.MINIMISE: "Lower is better.",
    Polarity.ON_TARGET: "The nearer to the target the better.",
    Polarity.RANGE: "Good within the range of the target.",
    Polarity.NONE: "Neither more nor less is better: it says how much there is.",
}
FORMATS = {
    "html": "Page to read",
    "pdf": "PDF to print",
    "docx": "Word document",
    "xlsx": "Excel workbook",
    "ods": "OpenDocument spreadsheet",
    "csv": "CSV, for programs",
    "csv-metadata.json": "Metadata of the CSV",
    "json": "JSON, for programs",
}
"""What the formats of reports are called, in the order in which people look for them."""


def standing(row: JudgedRow) -> str:
    """A row in one sentence: `82.61% in October to December 2009, target 80.00%: Good.`"""
    against = f"target {row.target_text}" if row.target else "no target"
    if row.value is None:
        return f"No figure for {row.period.label}: {row.value_text}."
    return f"{row.value_text} in {row.period.label}, {against}: {row.status_label}."


def allowance(indicator: Indicator) -> str:
    """By how much a target may be missed at Caution."""
    if indicator.polarity == Polarity.NONE:
        return "It has no target and is not judged."
    if indicator.tolerance_kind == ToleranceKind.FLOOR:
        return f"Caution where the target is missed, but the floor of {indicator.text(indicator.tolerance)} is kept."
    much = f"{indicator.tolerance:f}" if indicator.tolerance else "0"
    of = "% of the target" if indicator.tolerance_kind == ToleranceKind.RELATIVE else _unit(indicator)
    return f"Caution where the target is missed by no more than {much}{of}."


def _unit(indicator: Indicator) -> str:
    points = {"percent": " percentage points", "pounds": " pounds", "days": " days", "hours": " hours"}
    return points.get(indicator.unit.value, "")


def tally(rows: Iterable[JudgedRow]) -> Mapping[Status, int]:
    """How many rows have each of the three lights."""
    statuses = [row.status for row in rows]
    return {light: statuses.count(light) for light in LIGHTS}


def tally_words(rows: Sequence[JudgedRow]) -> str:
    """The same in words: `3 Good, 1 Caution, 2 Requires Attention`; what is not judged is left out."""
    found = tally(rows)
    if not sum(found.values()):
        return f"{many(len(rows), 'indicator')}, none judged against a target"
    return ", ".join(f"{number} {light.label}" for light, number in found.items())


def going_well(rows: Iterable[JudgedRow]) -> list[JudgedRow]:
    """The rows that are Good and better than both before and a year ago first, then those better than a year ago."""
    good = [row for row in rows if row.status == Status.GOOD]
    better = [row for row in good if row.previous_year.trend == Trend.IMPROVING]
    return sorted(better, key=lambda row: row.previous.trend != Trend.IMPROVING)


def moved(row: JudgedRow) -> str:
    """How a row moved, as the end of a sentence; empty where nothing can be compared."""
    short, long = row.previous.trend, row.previous_year.trend
    said = [
        f"{short.label.casefold()} since {row.previous.period.label}" if short in TOLD else "",
        f"{long.label.casefold()} since {row.previous_year.period.label}" if long in TOLD else "",
    ]
    return upper_first(", ".join(filter(None, said)))


TOLD = {Trend.IMPROVING, Trend.NO_CHANGE, Trend.GETTING_WORSE}


def size_words(content: bytes) -> str:
    """How large a download is: `12 KB`, `1.4 MB`."""
    kilobytes = max(1, round(len(content) / 1000))
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB"
