"""The performance monitoring form: one plain page a section, for notice boards, supervisors and appraisals.

Case study: the forms are "shared with all supervisors and managers ... displayed on notice boards and used in performance
appraisals".
"""

from __future__ import annotations

from reports.blocks.beside_lights import LIGHT, with_icons
from reports.document import Document
from reports.parts import Block, Grid, Head, Words
from transforms.judged import JudgedRow


def form(document: Document) -> Block:
    """The figures of the period in large type, with target, light, and which way they go."""
    noun = document.period.noun
    heads = [
        Head("What we measure"), Head("This " + noun, True), Head("Target", True), Head(LIGHT),
        Head(f"Since last {noun}"), Head("Since last year"),
    ]  # fmt: skip
    measured = [row for section in document.sections for row in section.measured]
    lede = f"How we did in {document.period.label}"
    grid = Grid(f"Figures for {document.period.label}", heads, [_row(row) for row in measured])
    return Block("form", lede, "", [with_icons(grid, measured, document)])


def _row(row: JudgedRow) -> list[Words]:
    lower = " (lower is better)" if row.indicator.lower_is_better else ""
    figure = f"{row.missing.label} {row.missing.shorthand}" if row.missing else row.value_text
    return [
        Words(f"{row.indicator.name}{lower}"), Words(figure), Words(row.target_text), Words.of_light(row),
        Words.of_trend(row.previous.trend), Words.of_trend(row.previous_year.trend),
    ]  # fmt: skip
