"""Own figures beside those of other councils, with rank and quartile; and unit costs."""

from __future__ import annotations

from reports.blocks.beside_lights import LIGHT, with_icons
from reports.document import Document, period_words
from reports.parts import Block, Grid, Head, Words
from transforms.code import code_key
from transforms.comparison import Comparison
from transforms.figure import Unit
from transforms.indicator import Indicator, Polarity, RollUp
from transforms.judged import JudgedRow

QUARTILES = {1: "Best quartile", 2: "Second quartile", 3: "Third quartile", 4: "Last quartile"}
"""In a report of a quarter of the year, a quarter of the councils would be misread."""

ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def benchmarks(document: Document) -> Block | None:
    """Each figure beside the middle and the best of a group of councils."""
    compared = [
        (row, found) for row in document.rows if (found := document.comparisons.get(code_key(row.indicator.code)))
    ]
    if not compared:
        return None
    heads = [
        Head("Indicator"), Head("Period"), Head("Own figure", True), Head("Middle of the group", True), Head("Best", True),
        Head("Place"), Head("Quartile"), Head("Compared with"),
    ]  # fmt: skip
    rows = [_compared(row, found) for row, found in compared]
    lede = "The latest period of which the others' figures are known. A place is counted from the best."
    return Block("benchmarks", "Beside other councils", lede, [Grid("Own figures beside other councils", heads, rows)])


def _compared(row: JudgedRow, found: Comparison) -> list[Words]:
    text = row.indicator.text
    return [
        Words(f"{row.indicator.code} {row.indicator.name}"),
        Words(period_words(found.period)),
        Words(text(found.own)),
        Words(text(found.median)),
        Words(f"{text(found.figures[0].value)}, {found.figures[0].authority}"),
        Words(place_words(found)),
        Words(QUARTILES[found.quartile]),
        Words(found.group),
    ]


def place_words(found: Comparison) -> str:
    """A place among others: `3rd of 12`, `joint 1st of 12`."""
    joint = "joint " if found.is_joint else ""
    return f"{joint}{ordinal(found.rank)} of {len(found.figures)}"


def ordinal(number: int) -> str:
    """A place as it is said.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('1st', '12th', '23rd')
    """
    ending = "th" if number % 100 in {11, 12, 13} else ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def costs(document: Document) -> Block | None:
    """Unit costs: what each piece of work costs (case study: "unit costs which were essential for each part of the
    business").
    """
    priced = [row for row in document.rows if is_unit_cost(row.indicator)]
    shown = [document.latest(row) for row in priced]
    if not shown:
        return None
    heads = [
        Head("Indicator"), Head("Period"), Head("Cost", True), Head("Target", True), Head(LIGHT),
        Head("A year before", True), Head("Long trend"),
    ]  # fmt: skip
    grid = Grid("Unit costs", heads, [_cost(row) for row in shown])
    return Block("costs", "Unit costs", "", [with_icons(grid, shown, document)])


def is_unit_cost(indicator: Indicator) -> bool:
    """Whether an indicator is what one of something costs; neither an income, nor a sum of money, nor a debt, is that."""
    is_cost = indicator.unit == Unit.POUNDS and indicator.polarity == Polarity.MINIMISE
    return is_cost and indicator.rollup == RollUp.RATIO


def _cost(row: JudgedRow) -> list[Words]:
    lower = " (lower is better)" if row.indicator.lower_is_better else ""
    return [
        Words(f"{row.indicator.code} {row.indicator.name}{lower}"), Words(period_words(row.period)), Words(row.value_text),
        Words(row.target_text), Words.of_light(row), Words(row.previous_year.value_text),
        Words.of_trend(row.previous_year.trend),
    ]  # fmt: skip
