"""The looks of a report's OpenDocument sheets, the same as those of its Excel workbook."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from odf.namespaces import STYLENS
from odf.number import DateStyle, Day, Month, NumberStyle, Text, TextContent, TextStyle, Year
from odf.number import Number as Digits
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import (
    DefaultStyle,
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TableRowProperties,
    TextProperties,
)

from reports.sheet_looks import TINTS, WIDE
from reports.table import Kind
from reports.template_looks import HEAD, INK, LINE, SOFT_INK
from transforms.figure import decimals_of
from transforms.status import Status

LETTER = 0.215
"""Centimetres to a letter of 11 points."""

TOP = {"verticalalign": "top", "wrapoption": "wrap", "padding": "0.09cm"}
RULED = TOP | {"borderbottom": f"0.5pt solid {LINE}"}
HEAD_CELL = {"verticalalign": "middle", "wrapoption": "wrap", "padding": "0.09cm", "backgroundcolor": HEAD}
BOLD = {"fontweight": "bold"}
UNWRAPPED = {"verticalalign": "middle", "wrapoption": "no-wrap"}


class OdsLooks:
    """The styles of one spreadsheet, each made once and known by its name."""

    def __init__(self, made: OpenDocumentSpreadsheet) -> None:
        self._made = made
        self._known: dict[str, Style] = {}
        self._add_defaults()
        self._as_words = self._data(TextStyle(name="as-words"), TextContent())
        self._as_day = self._data(
            DateStyle(name="as-day"), Day(), Text(text=" "), Month(textual="true", style="long"), Text(text=" "),
            Year(style="long"),
        )  # fmt: skip
        self.row = self._add(Style(name="row", family="table-row"), TableRowProperties(useoptimalrowheight="true"))
        self.title = self._cell("title", UNWRAPPED, {"fontsize": "18pt", "color": HEAD, **BOLD})
        self.subtitle = self._cell("subtitle", UNWRAPPED, {"fontsize": "13pt", "color": HEAD, **BOLD})
        self.plain = self._cell("plain", TOP, {})
        self.line = self._cell("line", UNWRAPPED, {"color": SOFT_INK})
        self.day = self._cell("day", RULED, {}, data=self._as_day)

    def _add_defaults(self) -> None:
        """The language, the face, and the pages."""
        default = DefaultStyle(family="table-cell")
        default.addElement(
            TextProperties(
                language="en", country="GB", fontfamily="Arial, 'Liberation Sans'", fontsize="11pt", color=INK
            )
        )
        self._made.styles.addElement(default)
        for name, sheets, width, height in (("A4", "1", "29.7cm", "21cm"), ("A3", "2", "42cm", "29.7cm")):
            self._add_page(name, sheets, width, height)

    def _add_page(self, name: str, sheets: str, width: str, height: str) -> None:
        """A landscape page, a table printed over so many of them beside each other."""
        page = PageLayoutProperties(printorientation="landscape", pagewidth=width, pageheight=height, margin="1.3cm")
        page.setAttrNS(STYLENS, "scale-to-X", sheets)
        page.setAttrNS(STYLENS, "scale-to-Y", "0")
        layout = PageLayout(name=f"layout-{name}")
        layout.addElement(page)
        self._made.automaticstyles.addElement(layout)
        self._made.masterstyles.addElement(MasterPage(name=name, pagelayoutname=layout))
        style = Style(name=f"sheet-{name}", family="table", masterpagename=name)
        self._add(style, TableProperties(display="true"))

    def _data(self, style: NumberStyle | DateStyle | TextStyle, *parts: object) -> str:
        for part in parts:
            style.addElement(part)
        self._made.automaticstyles.addElement(style)
        return str(style.getAttribute("name"))

    def _add(self, style: Style, *properties: object) -> str:
        for each in properties:
            style.addElement(each)
        self._made.automaticstyles.addElement(style)
        return str(style.getAttribute("name"))

    def _cell(
        self, name: str, cell: Mapping[str, str], text: Mapping[str, str], align: str = "start", data: str = ""
    ) -> str:
        if name not in self._known:
            style = Style(name=name, family="table-cell", datastylename=data or self._as_words)
            self._known[name] = style
            self._add(style, TableCellProperties(**cell), ParagraphProperties(textalign=align), TextProperties(**text))
        return name

    def sheet(self, letters: int) -> str:
        """A sheet whose columns are so many letters wide together."""
        return "sheet-A3" if letters > WIDE else "sheet-A4"

    def column(self, letters: int) -> str:
        """A column so many letters wide."""
        name = f"wide-{letters}"
        if name not in self._known:
            self._known[name] = style = Style(name=name, family="table-column")
            self._add(style, TableColumnProperties(columnwidth=f"{letters * LETTER:.2f}cm"))
        return name

    def head_of(self, kind: Kind) -> str:
        """The head of a column, over figures where they end."""
        align = "end" if kind == Kind.FIGURE else "start"
        return self._cell(f"head-{align}", HEAD_CELL, {"color": "#ffffff", **BOLD}, align)

    def words(self, text: str, kind: Kind) -> str:
        """Words, which stay words where somebody edits the cell."""
        if kind == Kind.FIGURE:
            return self._cell("sign", RULED, {"color": SOFT_INK}, "end")
        light = next((each for each in TINTS if text.startswith(each.label)), None) if kind == Kind.LIGHT else None
        return self._light(light) if light else self._cell("words", RULED, {})

    def _light(self, light: Status) -> str:
        tint, ink = TINTS[light]
        return self._cell(f"light-{light.value}", RULED | {"backgroundcolor": tint}, {"color": ink, **BOLD})

    def figure(self, figure: Decimal | int) -> str:
        """A figure with its own decimals."""
        decimals = decimals_of(figure) if isinstance(figure, Decimal) else 0
        name = f"figure-{decimals}"
        if name not in self._known:
            digits = Digits(decimalplaces=str(decimals), minintegerdigits="1", grouping="true")
            data = self._data(NumberStyle(name=f"digits-{decimals}"), digits)
            self._cell(name, RULED, {}, "end", data)
        return name
