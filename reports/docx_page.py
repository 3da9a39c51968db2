"""A Word document as it is written: headings, sentences, lists and tables, all by the names of their styles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from docx import Document as new_document
from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from reports.docx_styles import LIGHTS, SOFT, STRONG, TABLE_STYLE, TRENDS, add_styles
from reports.parts import Words
from reports.table import plain_text
from transforms.status import Status
from transforms.trend import Trend

SIGNS = {
    Status.GOOD.value: "\N{BLACK CIRCLE}",
    Status.CAUTION.value: "\N{BLACK UP-POINTING TRIANGLE}",
    Status.REQUIRES_ATTENTION.value: "\N{BLACK SQUARE}",
    Status.DATA_ONLY.value: "\N{WHITE DIAMOND}",
    Status.NOT_JUDGED.value: "\N{WHITE CIRCLE}",
    Trend.IMPROVING.value: "\N{UPWARDS ARROW}",
    Trend.NO_CHANGE.value: "=",
    Trend.GETTING_WORSE.value: "\N{DOWNWARDS ARROW}",
}
"""The shape that stands before the word of a light or a trend, so that they read in grey; every face has these."""

NO_BREAK = "\N{NO-BREAK SPACE}"
A4 = (210, 297)
MARGIN = 13
"""Millimetres."""

FIELD = '<w:fldSimple {0} w:instr=" {1} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


class Page:
    """The document while it is written, from top to bottom."""

    def __init__(self, *, upright: bool) -> None:
        self.written: Written = new_document()
        self._numbers = count(1)
        add_styles(self.written)
        section = self.written.sections[0]
        narrow, wide = (Mm(side) for side in A4)
        section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (narrow, wide) if upright else (wide, narrow)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
        section.header_distance = section.footer_distance = Mm(8)
        self.width = A4[0 if upright else 1] - 2 * MARGIN

    def number(self) -> int:
        """The number of a drawing."""
        return next(self._numbers)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 1 is the title."""
        self.say(text, f"Heading {level}")

    def say(self, text: str = "", style: str = "Normal") -> Paragraph:
        """A paragraph."""
        paragraph = self.written.add_paragraph(plain_text(text))
        paragraph._p.style = id_of(style)
        return paragraph

    def foot(self, text: str) -> None:
        """What stands at the foot of each page, with the page's number."""
        section = self.written.sections[0]
        paragraph = section.footer.paragraphs[0]
        stops = self.written.styles["Footer"].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{plain_text(text)}\tPage ")
        for field, after in (("PAGE", " of "), ("NUMPAGES", "")):
            paragraph._p.append(parse_xml(FIELD.format(nsdecls("w"), field)))
            paragraph.add_run(after)

    def table(self, caption: str, heads: Sequence[tuple[str, bool]], widths: Sequence[float]) -> Table:
        """A table with its head, which is repeated on each page; heads say whether figures stand below them.

        `widths` are shares of the page's width.
        """
        table: Table = self.written.add_table(1, len(heads), TABLE_STYLE)
        table.autofit = False
        _describe(table, plain_text(caption))
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Mm(self.width * share / sum(widths))
        row = table.rows[0]
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for column, cell, (text, is_figure) in zip(table.columns, row.cells, heads, strict=True):
            cell.width = column.width or cell.width
            fill(cell, Words(text), "Table Head Figure" if is_figure else "Table Head")
        return table


def _describe(table: Table, caption: str) -> None:
    """Say what the table holds, and that its first row and column are heads."""
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    look = 'w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    properties.append(parse_xml(f"<w:tblLook {nsdecls('w')} {look}/>"))
    said = parse_xml(f'<w:tblCaption {nsdecls("w")} w:val=""/>')
    said.set(qn("w:val"), caption)
    properties.append(said)


def add_row(table: Table) -> list[_Cell]:
    """A row of a table, which no page's end divides."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx says nothing of what it takes
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    return list(row.cells)


def join_rows(table: Table, upper: int, lower: int) -> None:
    """Draw no line between two rows that belong together."""
    rows = table._tbl.tr_lst
    for row, edge in ((rows[upper], "bottom"), (rows[lower], "top")):
        for cell in row.tc_lst:
            none = f'<w:tcBorders {nsdecls("w")}><w:{edge} w:val="nil"/></w:tcBorders>'
            cell.get_or_add_tcPr().append(parse_xml(none))


def fill(cell: _Cell, words: Words, style: str, letters: str = "") -> Paragraph:
    """Write words into an empty cell, a light or a trend with its sign; `letters` is a style for others."""
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph._p.style = id_of(style)
    add_words(paragraph, words, letters)
    return paragraph


def add_words(paragraph: Paragraph, words: Words, letters: str = "") -> None:
    """Write words at the end of a paragraph."""
    sign = SIGNS.get(words.light or words.trend, "")
    named = LIGHTS[words.light][0] if words.light else TRENDS[words.trend][0] if words.trend else letters
    text = plain_text(words.text)
    run = paragraph.add_run(f"{sign}{NO_BREAK}{text.replace(' ', NO_BREAK, 1)}" if sign else text)
    if named:
        run._r.style = id_of(named)


def id_of(style: str) -> str:
    """What a style is called within the file. Given by hand: python-docx looks through all styles for each word."""
    return style.replace(" ", "")


def strong(paragraph: Paragraph, text: str) -> None:
    """Write at the end of a paragraph what is to be seen first."""
    add_words(paragraph, Words(text), STRONG)


def soft(paragraph: Paragraph, text: str) -> None:
    """Write at the end of a paragraph what goes with the rest."""
    add_words(paragraph, Words(text), SOFT)


def draw(paragraph: Paragraph, drawing: BaseOxmlElement) -> None:
    """Put a drawing at the end of a paragraph."""
    paragraph.add_run()._r.append(drawing)
