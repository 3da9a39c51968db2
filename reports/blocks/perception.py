"""Perception beside statistics: what the figures say of a matter, and what people say of it.

Case study: "any disconnect between what the statistics appeared to be saying and the perception ... on the ground ... such as
the reality of falling crime rates in Sevenoaks ... and yet the perception of increasing local crime". A matter is named by
themes of the register: `statistic:crime` and `perception:crime`.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.document import Document, period_words
from reports.parts import Block, Grid, Head, Part, Prose, Words
from transforms.judged import JudgedRow
from transforms.trend import Trend
from transforms.words import upper_first

STATISTIC, PERCEPTION = "statistic:", "perception:"
OPPOSITE = {Trend.IMPROVING: Trend.GETTING_WORSE, Trend.GETTING_WORSE: Trend.IMPROVING}
COMPARED = {*OPPOSITE, Trend.NO_CHANGE}

TOGETHER = "No figure here went one way within the year while what people say went the other."
UNKNOWN = "What is counted and what people say cannot both be compared with a year before: whether they go apart is not known."


def perception(document: Document) -> Block | None:
    """Each matter with its statistics and what people say, and whether they go apart."""
    parts: list[Part] = []
    for matter in _matters(document):
        measured, felt = _rows(document, STATISTIC + matter), _rows(document, PERCEPTION + matter)
        if measured and felt:
            parts += [_grid(matter, measured, felt), Prose(_told(measured, felt))]
    lede = "What is counted, and what people say of the same matter."
    return Block("perception", "Perception beside statistics", lede, parts) if parts else None


def _matters(document: Document) -> list[str]:
    themes = (theme for row in document.rows for theme in row.indicator.themes if theme.startswith(STATISTIC))
    return list(dict.fromkeys(theme.removeprefix(STATISTIC) for theme in themes))


def _rows(document: Document, theme: str) -> list[JudgedRow]:
    own = [row for row in document.rows if theme in row.indicator.themes]
    return [document.latest(row) for row in own]


def _grid(matter: str, measured: Sequence[JudgedRow], felt: Sequence[JudgedRow]) -> Part:
    heads = [
        Head("Indicator"), Head("What it tells"), Head("Period"), Head("Figure", True), Head("A year before", True),
        Head("Long trend"),
    ]  # fmt: skip
    rows = [
        *(_row(row, "Counted") for row in measured),
        *(_row(row, "What people say") for row in felt),
    ]
    return Grid(f"{upper_first(matter)}: counted, and as people see it", heads, rows, upper_first(matter))


def _row(row: JudgedRow, what: str) -> list[Words]:
    return [
        Words(f"{row.indicator.code} {row.indicator.name}"), Words(what), Words(period_words(row.period)), Words(row.value_text),
        Words(row.previous_year.value_text), Words.of_trend(row.previous_year.trend),
    ]  # fmt: skip


def _told(measured: Sequence[JudgedRow], felt: Sequence[JudgedRow]) -> list[str]:
    """Each pair that goes apart; or that none does."""
    apart = [
        f"{counted.indicator.code} ({counted.indicator.name}) is {_moves(counted)} and {said.indicator.code} "
        f"({said.indicator.name}) is {_moves(said)}: what is counted and what people say go apart."
        for counted in measured
        for said in felt
        if OPPOSITE.get(counted.previous_year.trend) == said.previous_year.trend
    ]
    is_known = all(any(row.previous_year.trend in COMPARED for row in rows) for rows in (measured, felt))
    return apart or [TOGETHER if is_known else UNKNOWN]


def _moves(row: JudgedRow) -> str:
    return row.previous_year.trend.label.casefold()
