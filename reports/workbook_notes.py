"""Notes on the cells of a sheet, as Excel and LibreOffice show them when the pointer rests on the cell.

A note is text in the sheet's `comments` part and a box in its VML drawing; both are made where there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from reports.workbook_parts import OFFICE, Parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
AUTHOR = "Mortar"
V, O, X = (
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel",
)
AFTER = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
"""What may stand after a sheet's legacy drawing: the schema fixes the order."""

SHAPE = """\
<v:shape xmlns:v="{v}" xmlns:o="{o}" xmlns:x="{x}" id="_x0000_s{number}" type="#_x0000_t202"
 style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:{height}pt;z-index:1;visibility:hidden"
 fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
DRAWING = """\
<xml xmlns:v="{v}" xmlns:o="{o}" xmlns:x="{x}"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/>
</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
SHAPES_IN_A_BLOCK = 1024
LETTERS_IN_A_LINE = 44


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a cell, counted from 0; `cell` is its address."""

    cell: str
    row: int
    column: int
    words: str


def add_notes(parts: Parts, sheet: str, notes: Sequence[Note]) -> None:
    """Put notes on cells of a sheet, given by its part's name; a note that is there already goes on with the new words."""
    comments = _comments(parts, sheet)
    drawing = _drawing(parts, sheet)
    known = {each.get("ref"): each for each in comments.iter(f"{{{MAIN}}}comment")}
    author = _author(comments)
    for note in notes:
        if note.cell in known:
            _say(known[note.cell], f"\n{note.words}")
        else:
            listed = comments.find(f"{{{MAIN}}}commentList")
            assert listed is not None, "made or found with the part"
            _say(etree.SubElement(listed, f"{{{MAIN}}}comment", ref=note.cell, authorId=author), note.words)
            drawing.append(_shape(drawing, note))


def _comments(parts: Parts, sheet: str) -> etree._Element:
    name = parts.related(sheet, "comments")
    if name:
        return parts.tree(name)
    name = parts.free_name("xl/comments{}.xml")
    root = etree.Element(f"{{{MAIN}}}comments", nsmap={None: MAIN})
    etree.SubElement(root, f"{{{MAIN}}}authors")
    etree.SubElement(root, f"{{{MAIN}}}commentList")
    parts.add(name, root)
    parts.declare("Override", "PartName", f"/{name}", COMMENTS_TYPE)
    parts.relate(sheet, "comments", name)
    return root


def _author(comments: etree._Element) -> str:
    """The number of Mortar among the authors of notes."""
    authors = comments.find(f"{{{MAIN}}}authors")
    if authors is None:
        raise ValueError("its notes have no authors")
    names = [each.text for each in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
        return str(len(names))
    return str(names.index(AUTHOR))


def _say(comment: etree._Element, words: str) -> None:
    text = comment.find(f"{{{MAIN}}}text")
    text = etree.SubElement(comment, f"{{{MAIN}}}text") if text is None else text
    said = etree.SubElement(etree.SubElement(text, f"{{{MAIN}}}r"), f"{{{MAIN}}}t")
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    said.text = words


def _drawing(parts: Parts, sheet: str) -> etree._Element:
    name = parts.related(sheet, "vmlDrawing") if _legacy(parts, sheet) is not None else None
    if name:
        return parts.tree(name)
    name = parts.free_name("xl/drawings/vmlDrawing{}.vml")
    block = sum(part.endswith(".vml") for part in parts.contents) + 1
    root = etree.fromstring(DRAWING.format(v=V, o=O, x=X, block=block))
    parts.add(name, root)
    parts.declare("Default", "Extension", "vml", DRAWING_TYPE)
    _place(parts.tree(sheet), parts.relate(sheet, "vmlDrawing", name))
    return root


def _legacy(parts: Parts, sheet: str) -> etree._Element | None:
    return parts.read(sheet).find(f"{{{MAIN}}}legacyDrawing")


def _place(sheet: etree._Element, relation: str) -> None:
    """Name the drawing in the sheet, where the schema wants it."""
    element = etree.Element(f"{{{MAIN}}}legacyDrawing", nsmap={"r": OFFICE})
    element.set(f"{{{OFFICE}}}id", relation)
    after = next((each for each in sheet if etree.QName(each).localname in AFTER), None)
    if after is None:
        sheet.append(element)
    else:
        after.addprevious(element)


def _shape(drawing: etree._Element, note: Note) -> etree._Element:
    block = next((each.get("data", "1") for each in drawing.iter(f"{{{O}}}idmap")), "1").split(",")[0]
    number = int(block) * SHAPES_IN_A_BLOCK + sum(1 for _ in drawing.iter(f"{{{V}}}shape")) + 1
    lines = sum(1 + len(line) // LETTERS_IN_A_LINE for line in note.words.split("\n"))
    shape = SHAPE.format(v=V, o=O, x=X, number=number, height=14 * lines + 10, row=note.row, column=note.column)
    return etree.fromstring(shape)
