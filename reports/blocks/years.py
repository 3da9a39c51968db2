"""Previous years, this one, and what is expected of the coming one (case study: the Leisure report "sets out previous years
performance and what is expected in the coming year").
"""

from __future__ import annotations

from reports.document import Document, Section
from reports.parts import Block, Grid, Head, Part, Words
from transforms.code import code_key
from transforms.gap import Gap
from transforms.judged import JudgedRow

SHOWN = 3
"""Years before the report's own."""


def years(document: Document) -> Block | None:
    """A table a section: the figures of the periods before, this one's with its light, and the coming one's target."""
    parts = [_grid(document, section) for section in document.sections if section.measured]
    lede = f"Three {document.period.noun}s before, this one, and the target of the coming one."
    return Block("years", "Previous years and the coming one", lede, parts) if parts else None


def _grid(document: Document, section: Section) -> Part:
    before = [str(document.period.shifted(-document.period.months * back)) for back in range(SHOWN, 0, -1)]
    coming = document.period.shifted(document.period.months)
    heads = [
        Head("Indicator"), *(Head(name, True) for name in before), Head(str(document.period), True),
        Head("Target", True), Head("Traffic light"), Head(f"Target {coming}", True),
    ]  # fmt: skip
    rows = [_row(document, row) for row in section.measured]
    return Grid(f"{section.service}: previous years and the coming one", heads, rows, section.service)


def _row(document: Document, row: JudgedRow) -> list[Words]:
    text = row.indicator.text
    before = row.history[-1 - SHOWN : -1]
    lower = " (lower is better)" if row.indicator.lower_is_better else ""
    return [
        Words(f"{row.indicator.code} {row.indicator.name}{lower}"),
        *(Words(text(value) if value is not None else Gap.AWAITING.shorthand) for _, value in before),
        Words(row.value_text),
        Words(row.target_text),
        Words.of_light(row),
        Words(document.next_targets.get(code_key(row.indicator.code), "Not set yet")),
    ]
