"""Previous years, this one, and what is expected of the coming one (case study: the Leisure report "sets out previous years
performance and what is expected in the coming year").
"""

from __future__ import annotations

from reports.blocks.beside_lights import LIGHT, with_icons
from reports.document import Document, Section, period_words
from reports.parts import Block, Grid, Head, Part, Words
from transforms.code import code_key
from transforms.gap import Gap
from transforms.judged import JudgedRow
from transforms.words import many

SHOWN = 3
"""Years before the report's own."""


def years(document: Document) -> Block | None:
    """A table a section: the figures of the periods before, this one's with its light, and the coming one's target."""
    shown = _shown(document)
    parts = [_grid(document, section, shown) for section in document.sections if section.measured]
    noun = document.period.noun
    before = f"{many(shown, noun)} before, this" if shown else "This"
    lede = f"{before} one, and the target of the coming one.{_unknown(noun, SHOWN - shown)}"
    return Block("years", f"Previous {noun}s and the coming one", lede, parts) if parts else None


def _shown(document: Document) -> int:
    """How many periods before this one are printed: back to the first of which anything is known."""
    return max((back for back in range(1, SHOWN + 1) if _is_known(document, back)), default=0)


def _unknown(noun: str, number: int) -> str:
    if not number:
        return ""
    left_out = noun if number == 1 else many(number, noun)
    return f" Of the {left_out} before{' that' if number < SHOWN else ''} nothing comparable is known."


def _is_known(document: Document, back: int) -> bool:
    return any(row.history[-1 - back][1] is not None for row in document.rows if len(row.history) > back)


def _grid(document: Document, section: Section, shown: int) -> Part:
    before = [period_words(document.period.shifted(-document.period.months * back)) for back in range(shown, 0, -1)]
    coming = document.period.shifted(document.period.months)
    heads = [
        Head("Indicator"), *(Head(name, True) for name in before), Head(period_words(document.period), True),
        Head("Target", True), Head(LIGHT), Head(f"Target {period_words(coming)}", True),
    ]  # fmt: skip
    rows = [_row(document, row, shown) for row in section.measured]
    grid = Grid(f"{section.service}: previous years and the coming one", heads, rows, section.service)
    return with_icons(grid, section.measured, document)


def _row(document: Document, row: JudgedRow, shown: int) -> list[Words]:
    text = row.indicator.text
    before = row.history[-1 - shown : -1]
    lower = " (lower is better)" if row.indicator.lower_is_better else ""
    return [
        Words(f"{row.indicator.code} {row.indicator.name}{lower}"),
        *(Words(text(value) if value is not None else Gap.AWAITING.shorthand) for _, value in before),
        Words(row.value_text),
        Words(row.target_text),
        Words.of_light(row),
        Words(document.next_targets.get(code_key(row.indicator.code), "Not set yet")),
    ]
