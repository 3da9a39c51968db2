"""What a report carries beside an indicator's row, as plain dictionaries: its definition, actions, benchmark and three years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from reports.blocks.beside_others import place_words
from reports.document import Document, period_words
from reports.signal_facts import signal_facts
from reports.trend_chart import Series, TrendChart, trend_chart
from reports.year_words import year_facts
from transforms.action import Action
from transforms.code import code_key
from transforms.comparison import Comparison
from transforms.gap import Gap
from transforms.judged import Compared, JudgedRow
from transforms.period import Length, Period
from transforms.words import long_date, upper_first


def beside(row: JudgedRow, document: Document) -> dict[str, Any]:
    """What goes with a row; `comparison`, `three_years` and `year` are null where the report has none."""
    key = code_key(row.indicator.code)
    comparison = document.comparisons.get(key)
    return {
        "definition": row.indicator.definition,
        "owner": row.indicator.owner,
        "against": f"against {row.target_text}" if row.target else "no target",
        "figure_of": "" if row.period == document.period else f"figure of {period_words(row.period)}",
        "earlier": _earlier(row),
        "actions": [_action(action, document.today) for action in document.actions.get(key, ())],
        "comparison": _comparison(comparison, row) if comparison else None,
        "three_years": _three_years(row, document) if key in document.long_history else None,
        **signal_facts(document.signal_of(row)),
        "year": _year(row, document),
    }


def _year(row: JudgedRow, document: Document) -> dict[str, Any] | None:
    """The year so far beside a figure of the report's own period; of an earlier one it would say nothing of its year."""
    so_far = document.years.get(code_key(row.indicator.code))
    return year_facts(so_far, row.indicator) if so_far and row.period == document.period else None


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
        "followed_up": _followed_up(action, progress.label),
    }


def _followed_up(action: Action, progress: str) -> str:
    """Who does it, by when, and how it stands: `Housing Manager, by 26 February 2010: Open. Four flats are leased.`"""
    by_when = f", by {long_date(action.by_when)}" if action.by_when else ""
    done = f", {long_date(action.done)}" if action.done else ""
    outcome = f". {action.outcome}" if action.outcome else ""
    return f"{action.who}{by_when}: {progress}{done}{outcome}"


def _earlier(row: JudgedRow) -> list[dict[str, str]]:
    """What a figure is compared with, each by its own name: of a year's figure the previous period is the previous year."""
    named = {"Previous year": row.previous_year, f"Previous {row.period.noun}": row.previous}
    return [
        {"name": name, "told": _told(compared), "trend": compared.trend.value, "trend_label": compared.trend.label}
        for name, compared in reversed(named.items())
    ]


def _told(compared: Compared) -> str:
    return f"{compared.value_text}, {period_words(compared.period)}"


def _comparison(comparison: Comparison, row: JudgedRow) -> dict[str, Any]:
    text = row.indicator.text
    return {
        "group": comparison.group,
        "period": str(comparison.period),
        "period_label": comparison.period.label,
        "told": _compared_words(comparison, text(comparison.median)),
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


def _compared_words(comparison: Comparison, median: str) -> str:
    of_when = period_words(comparison.period)
    return f"{place_words(comparison)}, {comparison.group}, {of_when}; the middle of them is {median}"


def figures_held(row: JudgedRow, document: Document) -> Series:
    """A row's figures of three years from the first there is: what nobody has counted is no gap. None at all gives one gap."""
    series = document.long_history[code_key(row.indicator.code)]
    first = next((at for at, (_, value) in enumerate(series) if value is not None), len(series) - 1)
    return series[first:]


def chart_of(row: JudgedRow, document: Document) -> TrendChart | None:
    """The chart of a row's three years, drawn by the periods by which it is judged."""
    signal = document.signal_of(row)
    return trend_chart(row, _drawn_series(row, document), signal if signal and signal.is_told else None)


def _drawn_series(row: JudgedRow, document: Document) -> Series:
    """The figures of the chart: of the report's periods, or of the shorter ones by which the row is judged."""
    series, signal = figures_held(row, document), document.signal_of(row)
    if signal is None or not signal.is_told or signal.latest.months == row.period.months:
        return series
    return [(period, value) for period, value in signal.series if period.start >= series[0][0].start]


def _three_years(row: JudgedRow, document: Document) -> dict[str, Any]:
    """The figures of three years by year where there is more than the row's own, and their drawing if there is any."""
    series = figures_held(row, document)
    text = row.indicator.text
    chart = chart_of(row, document)
    is_whole = len(series) == len(document.long_history[code_key(row.indicator.code)])
    return {
        "since": "" if is_whole else f"No comparable figure before {period_words(series[0][0])}.",
        "figures": [
            {"period": str(period), "value_text": text(value) if value is not None else None}
            for period, value in series
        ],
        "by_year": _by_year(
            {period: text(value) if value is not None else Gap.AWAITING.shorthand for period, value in series}
        )
        if len(series) > 1
        else None,
        "drawn": [str(period) for period, value in _drawn_series(row, document) if value is not None],
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
