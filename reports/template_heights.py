"""The heights of wrapped rows: reckoned, so that every program shows them whole at once, and free to grow."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from reports.workbook_parts import Parts

LINE = 14.0
"""Points of one line at 11 points."""

LETTERS_TO_A_DIGIT = 1.1
"""Widths are counted in digits, and running text has narrower letters; two digits' room is the margin."""

AIR = 7.0
TALLEST = 409.0
"""Points; no program shows a higher row."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def height_for(cells: Iterable[tuple[str, float]], least: int = 1) -> float:
    """The height in points of a row that shows all of its texts, each in a column so many letters wide."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(TALLEST, max(lines, least) * LINE + AIR)


def _lines(text: str, width: float) -> int:
    room = max(1, int(width * LETTERS_TO_A_DIGIT) - 2)
    return sum(len(textwrap.wrap(line, room)) or 1 for line in text.splitlines()) or 1


def let_grow(parts: Parts, sheet: str, first: int) -> None:
    """Take the heights of a sheet from row `first` on as a beginning: a row grows with what is typed into it.

    A height that XlsxWriter is told is fixed for ever, and one it is not told is found by Excel alone.
    """
    for row in parts.tree(sheet).iter(f"{{{MAIN}}}row"):
        if int(row.get("r", "0")) >= first:
            row.attrib.pop("customHeight", None)
