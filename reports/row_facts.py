"""What a report carries beside an indicator's row, as plain dictionaries: its definition, actions, benchmark and three years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from reports.blocks.beside_others import place_words
from reports.document import Document
from reports.trend_chart import trend_chart
from transforms.action import Action
from transforms.code import code_key
from transforms.comparison import Comparison
from transforms.gap import Gap
from transforms.judged import JudgedRow
from transforms.period import Length, Period
from transforms.words import long_date, upper_first


def beside(row: JudgedRow, document: Document) -> dict[str, Any]:
    """What goes with a row; `comparison` and `three_years` are null where the report has none."""
    key = code_key(row.indicator.code)
    today = document.as_at.astimezone(document.zone).date()
    comparison = document.comparisons.get(key)
    return {
        "definition": row.indicator.definition,
        "owner": row.indicator.owner,
        "actions": [_action(action, today) for action in document.actions.get(key, ())],
        "comparison": _comparison(comparison, row) if comparison else None,
        "three_years": _three_years(row, document) if key in document.long_history else None,
    }


def _action(action: Action, today: date) -> dict[str, Any]:
    progress = action.progress(today)
    return {
        "kind": action.kind.value,
        "kind_label": upper_first(action.kind.value),
        "what": action.what,
        "who": action.who,
        "by_when": action.by_when.isoformat() if action.by_when else None,
        "by_when_words": long_date(action.by_when) if action.by_when else "",
        "progress": progress.value,
        "progress_label": progress.label,
        "done": action.done.isoformat() if action.done else None,
        "done_words": long_date(action.done) if action.done else "",
        "outcome": action.outcome,
        "by": action.by,
    }


def _comparison(comparison: Comparison, row: JudgedRow) -> dict[str, Any]:
    text = row.indicator.text
    return {
        "group": comparison.group,
        "period": str(comparison.period),
        "period_label": comparison.period.label,
        "own": float(comparison.own),
        "own_text": text(comparison.own),
        "place_words": place_words(comparison),
        "rank": comparison.rank,
        "is_joint": comparison.is_joint,
        "of": len(comparison.figures),
        "quartile": comparison.quartile,
        "median": float(comparison.median),
        "median_text": text(comparison.median),
        "figures": [
            {"authority": theirs.authority, "value": float(theirs.value), "value_text": text(theirs.value)}
            for theirs in comparison.figures
        ],
    }


def _three_years(row: JudgedRow, document: Document) -> dict[str, Any]:
    """The figures of three years by year, and their drawing where there is anything to draw."""
    series = document.long_history[code_key(row.indicator.code)]
    text = row.indicator.text
    chart = trend_chart(row, series)
    return {
        "figures": [
            {"period": str(period), "value_text": text(value) if value is not None else None}
            for period, value in series
        ],
        "by_year": _by_year(
            {period: text(value) if value is not None else Gap.AWAITING.shorthand for period, value in series}
        ),
        "chart": asdict(chart) | {"frame": chart.frame._asdict()} if chart else None,
    }


def _by_year(printed: Mapping[Period, str]) -> dict[str, Any]:
    """A table with a row for each year and a column for each of its periods; a dash stands for those not told."""
    years = list(dict.fromkeys(period.within(Length.YEAR) for period in printed))
    length = next(iter(printed)).months
    heads = [_part_of_year(part) for part in years[0].parts(length)]
    rows = [[year.year_name, *(printed.get(part, "\N{EN DASH}") for part in year.parts(length))] for year in years]
    return {"heads": ["Year", *heads], "rows": rows}


def _part_of_year(part: Period) -> str:
    if part.months == Length.YEAR:
        return "Figure"
    return f"Q{part.quarter_number}" if part.months == Length.QUARTER else f"{part.start:%b}"
