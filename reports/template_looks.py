"""The looks of a pre-filled return: one face, two inks, and cells to fill in that are known by tint and border."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from transforms.figure import Unit
from transforms.indicator import Indicator

INK, SOFT_INK, HEAD, LINE = "#1B1B1B", "#4A4F55", "#0B2A43", "#C9D0D6"
FILL_IN, FILL_IN_EDGE = "#FFF8DC", "#8A6D00"
GOOD, CAUTION, ATTENTION = ("#E3F1E6", "#14532D"), ("#FFF0C7", "#5C4300"), ("#FBE3E3", "#8F1111")

FACE: dict[str, Any] = {"font_name": "Arial", "font_size": 11, "font_color": INK}
TABLE: dict[str, Any] = {
    "valign": "top",
    "text_wrap": True,
    "align": "left",
    "indent": 1,
    "bottom": 1,
    "bottom_color": LINE,
}
HEAD_ROW: dict[str, Any] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": HEAD,
    "text_wrap": True,
    "valign": "vcenter",
    "align": "left",
    "indent": 1,
}
EDGE: dict[str, Any] = {
    "border": 1,
    "border_color": FILL_IN_EDGE,
    "bg_color": FILL_IN,
    "align": "left",
    "indent": 1,
    "valign": "top",
    "locked": False,
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[tuple[str, bool], Format] = {}

    def _made(self, **properties: Any) -> Format:
        return self._book.add_format(FACE | properties)

    @cached_property
    def plain(self) -> Format:
        """Running text."""
        return self._made(text_wrap=True, valign="top")

    @cached_property
    def soft(self) -> Format:
        """A line above the table."""
        return self._made(font_color=SOFT_INK, valign="vcenter")

    @cached_property
    def strong(self) -> Format:
        """The line above the table that counts what is left to do."""
        return self._made(bold=True, valign="vcenter")

    @cached_property
    def title(self) -> Format:
        """What the sheet is."""
        return self._made(font_size=18, bold=True, font_color=HEAD, valign="vcenter")

    @cached_property
    def subtitle(self) -> Format:
        """A heading within a sheet of text."""
        return self._made(font_size=13, bold=True, font_color=HEAD, valign="bottom")

    @cached_property
    def head(self) -> Format:
        """The head of a column of words."""
        return self._made(**HEAD_ROW)

    @cached_property
    def head_right(self) -> Format:
        """The head of a column of figures."""
        return self._made(**HEAD_ROW | {"align": "right"})

    @cached_property
    def code(self) -> Format:
        """The code of a row."""
        return self._made(**TABLE, bold=True)

    @cached_property
    def words(self) -> Format:
        """Locked words."""
        return self._made(**TABLE)

    @cached_property
    def earlier(self) -> Format:
        """Locked figures with their unit, as text."""
        return self._made(**TABLE | {"align": "right", "font_color": SOFT_INK})

    @cached_property
    def closed(self) -> Format:
        """A cell in which nothing is asked for."""
        return self._made(**TABLE, bg_color="#F1F3F5")

    @cached_property
    def write_words(self) -> Format:
        """A cell for words; as text, so that one may begin with a dash."""
        return self._made(**EDGE, text_wrap=True, num_format="@")

    @cached_property
    def write_day(self) -> Format:
        """A cell for a day."""
        return self._made(**EDGE, num_format="dd/mm/yyyy")

    @cached_property
    def choose(self) -> Format:
        """A cell in which one of a few words is chosen."""
        return self._made(**EDGE)

    def figure(self, indicator: Indicator) -> Format:
        """A locked figure with its unit."""
        return self._number(number_format(indicator), open_cell=False)

    def write_figure(self, field: str, indicator: Indicator) -> Format:
        """A cell for a figure; a part is shown with the decimals it is typed with."""
        return self._number(number_format(indicator) if field == "value" else "General", open_cell=True)

    def _number(self, number: str, *, open_cell: bool) -> Format:
        if (number, open_cell) not in self._numbers:
            look = EDGE if open_cell else TABLE | {"bold": True}
            self._numbers[number, open_cell] = self._made(**look | {"num_format": number, "align": "right"})
        return self._numbers[number, open_cell]

    def light(self, colours: tuple[str, str]) -> Format:
        """A tint for a cell that says in words what it means."""
        background, ink = colours
        return self._book.add_format({"bg_color": background, "font_color": ink, "bold": True})

    @cached_property
    def needed(self) -> Format:
        """A cell for a commentary that is needed."""
        return self._book.add_format({"bg_color": CAUTION[0], "border": 1, "border_color": ATTENTION[1]})


def number_format(indicator: Indicator) -> str:
    """The number format of a figure in its unit. A percentage is in points, so its sign is a letter like any other."""
    digits = "#,##0" + (f".{'0' * indicator.decimals}" if indicator.decimals else "")
    match indicator.unit:
        case Unit.PERCENT:
            return f'{digits}"%"'
        case Unit.POUNDS:
            return f'"£"{digits};-"£"{digits}'
        case Unit.DAYS | Unit.HOURS:
            return f'{digits}" {indicator.unit.value}"'
        case Unit.YES_NO:
            return '"Yes";;"No"'
        case _:
            return digits
