"""The styles of a report as a Word document, each with a name, so that a clerk changes a look in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docx.document import Document as Written
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle

from reports.table import LANGUAGE
from transforms.status import Status
from transforms.trend import Trend

FACE = "Arial"
INK, QUIET, LINE, WASH = "10243A", "4A5B6C", "D5DCE3", "F3F6F8"
GOOD, CAUTION, ATTENTION = ("00653B", "E4F3EA"), ("7A4B00", "FFF2CF"), ("A3112B", "FCE9EB")
PLAIN = (QUIET, WASH)


class Look(NamedTuple):
    """A style of paragraphs: its size and the space around it in points, its colour, and what more there is of it."""

    size: float
    before: float = 0
    after: float = 0
    colour: str = INK
    bold: bool = False
    italic: bool = False
    right: bool = False
    with_next: bool = False


PARAGRAPHS: Mapping[str, Look] = {
    "Normal": Look(10, after=3),
    "Heading 1": Look(22, after=2, bold=True, with_next=True),
    "Heading 2": Look(15, before=14, after=4, bold=True, with_next=True),
    "Heading 3": Look(12, before=10, after=3, bold=True, with_next=True),
    "Heading 4": Look(10.5, before=8, after=2, bold=True, with_next=True),
    "List Bullet": Look(10, after=1),
    "Report Council": Look(10, after=2, colour=QUIET),
    "Report Audience": Look(12, after=2),
    "Report As At": Look(10, after=4, colour=QUIET),
    "Report Sentence": Look(11, after=3),
    "Report Lede": Look(10, after=4, colour=QUIET, with_next=True),
    "Table Head": Look(9, 2, 2, "FFFFFF", bold=True, with_next=True),
    "Table Head Figure": Look(9, 2, 2, "FFFFFF", bold=True, right=True, with_next=True),
    "Table Words": Look(9, 2, 1),
    "Table Figure": Look(9, 2, 1, right=True),
    "Table Commentary": Look(9, 1, 4),
    "Report Legend": Look(8.5, after=2, colour=QUIET),
    "Footer": Look(8.5, colour=QUIET),
}
"""Every style of paragraphs that a report uses."""

LIGHTS: Mapping[str, tuple[str, tuple[str, str]]] = {
    Status.GOOD.value: ("Light Good", GOOD),
    Status.CAUTION.value: ("Light Caution", CAUTION),
    Status.REQUIRES_ATTENTION.value: ("Light Requires Attention", ATTENTION),
    Status.DATA_ONLY.value: ("Light Data Only", PLAIN),
    Status.NOT_JUDGED.value: ("Light Not Judged", PLAIN),
}
TRENDS: Mapping[str, tuple[str, str]] = {
    Trend.IMPROVING.value: ("Trend Improving", GOOD[0]),
    Trend.NO_CHANGE.value: ("Trend No Change", INK),
    Trend.GETTING_WORSE.value: ("Trend Getting Worse", ATTENTION[0]),
    Trend.NOT_COMPARABLE.value: ("Trend None", QUIET),
    Trend.NONE.value: ("Trend None", QUIET),
}
STRONG, SOFT = "Report Strong", "Report Soft"
TABLE_STYLE = "Report Table"
TABLE = f"""\
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="{TABLE_STYLE}"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="{LINE}"/>
<w:insideH w:val="single" w:sz="4" w:color="{LINE}"/></w:tblBorders>
<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{INK}"/><w:vAlign w:val="bottom"/></w:tcPr>
</w:tblStylePr></w:style>"""


def add_styles(written: Written) -> None:
    """Give a new document the styles of a report, and its language."""
    for name, look in PARAGRAPHS.items():
        _paragraphs(_style(written, name, WD_STYLE_TYPE.PARAGRAPH), look)
    for name, colours in dict(LIGHTS.values()).items():
        _letters(written, name, colours[0], tint=colours[1], bold=True)
    for name, colour in dict(TRENDS.values()).items():
        _letters(written, name, colour)
    _letters(written, STRONG, INK, bold=True)
    _letters(written, SOFT, QUIET)
    written.styles.element.append(parse_xml(TABLE))
    for language in written.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _style(written: Written, name: str, kind: WD_STYLE_TYPE) -> BaseStyle:
    known: dict[str | None, BaseStyle] = {style.name: style for style in written.styles}
    return known.get(name) or written.styles.add_style(name, kind)


def _paragraphs(style: BaseStyle, look: Look) -> None:
    assert isinstance(style, ParagraphStyle)
    _face(style, look.size, look.colour)
    style.font.bold, style.font.italic = look.bold, look.italic
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(look.before), Pt(look.after)
    style.paragraph_format.line_spacing = 1.1
    style.paragraph_format.keep_with_next = look.with_next
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT if look.right else WD_ALIGN_PARAGRAPH.LEFT
    style.quick_style = True


def _letters(written: Written, name: str, colour: str, *, tint: str = "", bold: bool = False) -> None:
    style = _style(written, name, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(style, CharacterStyle)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.bold = bold
    style.quick_style = True
    if tint:
        style.element.get_or_add_rPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{tint}"/>')
        )


def _face(style: ParagraphStyle, size: float, colour: str) -> None:
    """One face for all letters: the template's headings name those of a theme, which would go before."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    named = " ".join(f'w:{script}="{FACE}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    properties.insert(0, parse_xml(f"<w:rFonts {nsdecls('w')} {named}/>"))
    style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)
