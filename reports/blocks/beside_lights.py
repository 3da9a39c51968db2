"""The icons of signal or noise in a column beside that of lights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.document import Document
from reports.parts import SIGNAL, Grid, Head, Words
from transforms.judged import JudgedRow

LIGHT = "Traffic light"
"""The head of the column of lights."""


def with_icons(grid: Grid, rows: Sequence[JudgedRow], document: Document) -> Grid:
    """A table of these rows with their icons; as it is where none has one."""
    icons = [Words.of_signal(document.signal_of(row)) for row in rows]
    if not any(words.variation for words in icons):
        return grid
    at = [head.text for head in grid.heads].index(LIGHT) + 1
    heads = [*grid.heads[:at], Head(SIGNAL), *grid.heads[at:]]
    cells = [[*row[:at], words, *row[at:]] for row, words in zip(grid.rows, icons, strict=True)]
    return replace(grid, heads=heads, rows=cells)
