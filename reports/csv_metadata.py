"""What each column of a report's CSV is, as CSV on the Web tells it."""

from __future__ import annotations

from collections.abc import Mapping

from reports.as_csv import COLUMNS
from reports.document import Document
from reports.tabular_metadata import About, Columns, tabular_metadata
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.status import Status
from transforms.trend import Trend
from transforms.variation import Assurance, Variation

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
    "variation": (
        "Variation",
        "Whether the figure differs from its own past by more than chance; empty where not judged.",
    ),
    "variation_label": ("Variation as printed", "The words of the icon of variation."),
    "variation_sentence": ("Variation in a sentence", "What the variation means, and by which figures it is judged."),
    "assurance": ("Assurance", "Whether the target can be relied on, whatever chance does; empty where not judged."),
    "assurance_label": ("Assurance as printed", "The words of the icon of assurance."),
    "assurance_sentence": ("Assurance in a sentence", "What the assurance means."),
}
"""Each column's name for people, and what it is."""

NUMBERS = ("value", "target", "previous_value", "previous_year_value")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "unit": tuple(Unit),
    "status": tuple(Status),
    "short_trend": tuple(trend.label for trend in Trend),
    "long_trend": tuple(trend.label for trend in Trend),
    "missing": tuple(Gap),
    "variation": tuple(Variation),
    "variation_label": tuple(variation.label for variation in Variation),
    "assurance": tuple(Assurance),
    "assurance_label": tuple(sure.label for sure in Assurance),
}
"""The words that alone can stand in a column."""


def csv_metadata(document: Document) -> bytes:
    """The metadata of a report's CSV as UTF-8 JSON."""
    about = About(
        f"{document.report}-{document.period}.csv",
        f"{document.title}, {document.period.label}",
        "One row an indicator.",
        document.council,
        document.as_at.astimezone(document.zone),
    )
    titles = {name: TITLES[name] for name in COLUMNS}
    more = {
        "dc:audience": document.audience,
        "dc:temporal": f"{document.period.start.isoformat()}/{document.period.end.isoformat()}",
    }
    return tabular_metadata(about, Columns(titles, KEY, ALWAYS, CHOICES, NUMBERS), more)
