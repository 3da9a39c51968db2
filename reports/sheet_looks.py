"""The looks of a report's sheets: one face, two inks, and lights whose tint says nothing that their word does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reports.table import Kind, digits_format
from reports.template_looks import ATTENTION, CAUTION, FACE, GOOD, HEAD, HEAD_ROW, SOFT_INK, TABLE
from transforms.status import Status

TINTS = {Status.GOOD: GOOD, Status.CAUTION: CAUTION, Status.REQUIRES_ATTENTION: ATTENTION}
LINK = "#0B4F86"
WIDE = 300
"""Letters; a table that is wider is printed on A3, over two sheets beside each other."""


class SheetLooks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def _look(self, **properties: Any) -> Format:
        name = repr(sorted(properties.items()))
        if name not in self._made:
            self._made[name] = self._book.add_format(FACE | properties)
        return self._made[name]

    @property
    def title(self) -> Format:
        """The first line of a sheet."""
        return self._look(font_size=18, bold=True, font_color=HEAD, valign="vcenter")

    @property
    def subtitle(self) -> Format:
        """A heading of the cover."""
        return self._look(font_size=13, bold=True, font_color=HEAD, valign="bottom")

    @property
    def plain(self) -> Format:
        """A line of the cover."""
        return self._look(text_wrap=True, valign="top")

    @property
    def line(self) -> Format:
        """A sentence above a table: it runs on over the columns beside it."""
        return self._look(font_color=SOFT_INK)

    @property
    def link(self) -> Format:
        """A link of the cover."""
        return self._look(font_color=LINK, underline=1, text_wrap=True, valign="top")

    @property
    def link_line(self) -> Format:
        """A link above a table."""
        return self._look(font_color=LINK, underline=1)

    def head_of(self, kind: Kind) -> Format:
        """The head of a column, over figures where they end."""
        return self._look(**HEAD_ROW | {"align": "right" if kind == Kind.FIGURE else "left"})

    def words(self, text: str, kind: Kind, *, quoted: bool) -> Format:
        """Words; where they begin as a formula does, marked as words for whoever edits the cell."""
        quote = {"quote_prefix": True} if quoted else {}
        if kind == Kind.FIGURE:
            return self._look(**TABLE | {"align": "right", "font_color": SOFT_INK}, **quote)
        return self._look(**TABLE, **quote, **(_tint(text) if kind == Kind.LIGHT else {}))

    @property
    def day(self) -> Format:
        """A day."""
        return self._look(**TABLE, num_format="d mmmm yyyy")

    def figure(self, figure: Decimal | int) -> Format:
        """A figure with its own decimals."""
        return self._look(**TABLE | {"align": "right", "num_format": digits_format(figure)})


def _tint(text: str) -> dict[str, Any]:
    light = next((status for status in TINTS if text.startswith(status.label)), None)
    return {"bg_color": TINTS[light][0], "font_color": TINTS[light][1], "bold": True} if light else {}
