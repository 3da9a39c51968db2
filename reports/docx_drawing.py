"""Line drawings of a Word document, as shapes that stay sharp and can be restyled, each with its words for who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.docx_styles import INK, LINE
from reports.icon import ICONS, PAPER, SIDE, Stroke
from reports.sparkline import Sparkline
from reports.table import plain_text
from reports.trend_chart import TrendChart

EMU = 9525
"""To a user unit, which is a pixel of 96 to an inch."""

FINE = 100
"""Steps to a user unit: paths have whole numbers only."""

ICON_SIZE = 17
"""Pixels."""

COMMANDS = re.compile("([MLCZ])([^MLCZ]*)")
DRAWN_AS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
SERIES, AIM, BAND = "1F5F8B", "6B7A89", "E8EEF3"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{address}"'
    for prefix, address in {
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
        "wpg": "microsoft.com/office/word/2010/wordprocessingGroup",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
Point = tuple[str, str]


class Shape(NamedTuple):
    """A path over the whole drawing, with the colour of its line and the one within; empty for none."""

    path: str
    line: str = ""
    fill: str = ""
    width: float = 1.2
    dashed: bool = False


def sparkline_drawing(drawn: Sparkline, number: int) -> BaseOxmlElement:
    """A sparkline; `number` is that of no other drawing in the document."""
    aim = [_level(drawn.target, 0, drawn.width, AIM, dashed=True)] if drawn.target is not None else []
    lines = [Shape(_line(_points(points)), SERIES) for points in drawn.lines]
    dots = [Shape(_circle(drawn.dot, 2.4), fill=INK)] if drawn.dot else []
    title, said = drawn.title, drawn.description
    return _drawing([*aim, *lines, *dots], (drawn.width, drawn.height), f"{title}: {said}", number)


def chart_drawing(drawn: TrendChart, number: int) -> BaseOxmlElement:
    """A trend chart without the words of its axes, which stand below it."""
    frame = drawn.frame
    right = frame.width - frame.right
    band = [Shape(f"{_line(_points(outline))}<a:close/>", fill=BAND) for outline in drawn.usual]
    levels = [_level(height, frame.left, right, LINE) for height, _ in drawn.levels]
    aim = [_level(drawn.target, frame.left, right, AIM, dashed=True)] if drawn.target is not None else []
    lines = [Shape(_line(_points(points)), SERIES, width=1.8) for points in drawn.lines]
    dots = [Shape(_circle(dot, 2), fill=SERIES) for dot in drawn.dots]
    last = Shape(_circle(drawn.last, 3.4), fill=INK)
    shapes = [*band, *levels, *aim, *lines, *dots, last]
    return _drawing(shapes, (frame.width, frame.height), f"{drawn.title}: {drawn.description}", number)


def icon_drawing(name: str, words: str, number: int) -> BaseOxmlElement:
    """The icon of a name, as high as the words beside it."""
    icon = ICONS[name]
    shapes = [_stroke_shape(stroke, icon.colour) for stroke in icon.strokes]
    return _drawing(shapes, (SIDE, SIDE), words, number, ICON_SIZE / SIDE)


def _stroke_shape(stroke: Stroke, own: str) -> Shape:
    colour = (own if stroke.on_paper else PAPER).removeprefix("#").upper()
    path = "".join(_command(command, numbers) for command, numbers in COMMANDS.findall(stroke.path))
    return Shape(path, colour, width=stroke.width * ICON_SIZE / SIDE) if stroke.width else Shape(path, fill=colour)


def _command(command: str, numbers: str) -> str:
    """A command of SVG as one of DrawingML."""
    if command == "Z":
        return "<a:close/>"
    places = numbers.replace(",", " ").split()
    points = "".join(_at(point) for point in zip(places[::2], places[1::2], strict=True))
    return f"<a:{DRAWN_AS[command]}>{points}</a:{DRAWN_AS[command]}>"


def _points(text: str) -> list[Point]:
    pairs = (pair.partition(",") for pair in text.split())
    return [(across, down) for across, _, down in pairs]


def _level(height: str, left: float, right: float, colour: str, *, dashed: bool = False) -> Shape:
    return Shape(_line([(str(left), height), (str(right), height)]), colour, width=0.8, dashed=dashed)


def _line(points: Sequence[Point]) -> str:
    first, *others = (_at(point) for point in points)
    return f"<a:moveTo>{first}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)


def _at(point: Point) -> str:
    across, down = (round(float(place) * FINE) for place in point)
    return f'<a:pt x="{across}" y="{down}"/>'


def _circle(centre: Point, radius: float) -> str:
    start, size = _at((str(float(centre[0]) - radius), centre[1])), round(radius * FINE)
    whole = f'<a:arcTo wR="{size}" hR="{size}" stAng="10800000" swAng="21600000"/>'
    return f"<a:moveTo>{start}</a:moveTo>{whole}<a:close/>"


def _drawing(
    shapes: Iterable[Shape], size: tuple[int, int], words: str, number: int, scale: float = 1
) -> BaseOxmlElement:
    """Shapes over the whole of a drawing, which is shown at `scale`."""
    room = 'cx="{}" cy="{}"'.format(*(side * EMU for side in size))
    extent = 'cx="{}" cy="{}"'.format(*(round(side * EMU * scale) for side in size))
    drawn = "".join(_shape(shape, size) for shape in shapes)
    return parse_xml(
        f'<mc:AlternateContent {NAMESPACES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr={quoteattr(plain_text(words))}/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">'
        f'<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/>'
        f'<a:chOff x="0" y="0"/><a:chExt {room}/></a:xfrm></wpg:grpSpPr>{drawn}</wpg:wgp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent>"
    )


def _shape(shape: Shape, size: tuple[int, int]) -> str:
    width, height = size
    fill = _solid(shape.fill) if shape.fill else "<a:noFill/>"
    line = f'<a:ln w="{round(shape.width * EMU)}">{_stroke(shape)}</a:ln>' if shape.line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width * EMU}" cy="{height * EMU}"/>'
        "</a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width * FINE}" h="{height * FINE}">{shape.path}</a:path></a:pathLst></a:custGeom>'
        f"{fill}{line}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _stroke(shape: Shape) -> str:
    return _solid(shape.line) + ('<a:prstDash val="sysDash"/>' if shape.dashed else "")


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
