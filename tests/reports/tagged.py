"""A tagged PDF, read back from its structure as a screen reader does, and what breaks the rules of PDF/UA-1 in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf

HEADING = re.compile(r"/H([1-6])")
PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"}
WITHIN = {
    "/THead": {"/Table"}, "/TBody": {"/Table"}, "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"}, "/TD": {"/TR"}, "/LI": {"/L"}, "/LBody": {"/LI"}, "/Lbl": {"/LI"},
}  # fmt: skip


class Element(NamedTuple):
    """A piece of the structure with the tag of the one around it."""

    tag: str
    around: str
    node: pikepdf.Object
    depth: int


class Tagged:
    """A PDF opened for tests."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(pdf))
        self.root = self.pdf.Root
        self.elements = list(_elements(self.root.StructTreeRoot, "", 0))
        self._words = {page.objgen: _marked_words(page) for page in self.pdf.pages}

    def tagged(self, *tags: str) -> list[pikepdf.Object]:
        """The elements of some tags, in the order of reading."""
        return [element.node for element in self.elements if element.tag in tags]

    def text(self, node: pikepdf.Object, page: pikepdf.Object | None = None) -> str:
        """What is read aloud of an element."""
        page = node.get("/Pg", page)
        return " ".join("".join(self._pieces(node, page)).split())

    def _pieces(self, node: pikepdf.Object, page: pikepdf.Object | None) -> Iterator[str]:
        if "/Alt" in node:
            yield f"{node.Alt} "
            return
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                yield self._words[page.objgen].get(kid, "")
            elif "/MCID" in kid:
                yield self._words[kid.get("/Pg", page).objgen].get(int(kid.MCID), "")
            elif "/S" in kid:
                yield from self._pieces(kid, kid.get("/Pg", page))
                yield " "

    def rows(self) -> list[list[str]]:
        """The cells of every table's rows."""
        return [[self.text(cell) for cell in row.K] for row in self.tagged("/TR")]

    def titles(self) -> list[tuple[int, str]]:
        """The headings with their levels."""
        found = ((HEADING.fullmatch(each.tag), each.node) for each in self.elements)
        return [(int(match[1]), self.text(node)) for match, node in found if match]


def faults(pdf: bytes) -> list[str]:
    """What breaks the rules that PDF/UA-1 (ISO 14289-1) has for a document like a report."""
    tagged = Tagged(pdf)
    return [
        *_about(tagged),
        *_headings(tagged),
        *_tables(tagged),
        *_others(tagged),
        *_unmarked(tagged),
        *_fonts(tagged),
    ]


def _about(tagged: Tagged) -> Iterator[str]:
    root = tagged.root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not marked as tagged"
    if str(root.get("/Lang", "")) != "en-GB":
        yield "its language is not British English"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "a window would show its file name and not its title"
    with tagged.pdf.open_metadata() as metadata:
        if not metadata.get("dc:title") or metadata.get("pdfuaid:part") != "1":
            yield "its metadata lack the title or say nothing of PDF/UA-1"
    if any(page.get("/Tabs") not in {None, "/S"} for page in tagged.pdf.pages if "/Annots" in page):
        yield "the tab key does not follow its structure"


def _headings(tagged: Tagged) -> Iterator[str]:
    before = 0
    for level, title in tagged.titles():
        if level > before + 1 or (before == 0 and level != 1):
            yield f"the heading '{title}' skips a level"
        if not title:
            yield "a heading is empty"
        before = level


def _tables(tagged: Tagged) -> Iterator[str]:
    for tag, around, node, _ in tagged.elements:
        if tag in WITHIN and around not in WITHIN[tag]:
            yield f"{tag} stands within {around}"
        if tag == "/TH" and not any("/Scope" in each for each in node.A):
            yield f"the head '{tagged.text(node)}' has no scope"
    known = {str(node.ID) for node in tagged.tagged("/TH")}
    for node in tagged.tagged("/TD"):
        heads = {str(head) for each in node.A for head in each.get("/Headers", [])}
        if not heads or not heads <= known:
            yield f"the cell '{tagged.text(node)}' has no heads"
    for body in tagged.tagged("/TBody"):
        if body.K[0].K[0].S != "/TH":
            yield "a row has no head"


def _others(tagged: Tagged) -> Iterator[str]:
    for node in tagged.tagged("/Figure", "/Formula"):
        if not str(node.get("/Alt", "")).strip():
            yield "a picture says nothing in words"


def _unmarked(tagged: Tagged) -> Iterator[str]:
    for number, page in enumerate(tagged.pdf.pages, start=1):
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if str(operator) in PAINTING and depth == 0:
                yield f"page {number} paints {operator} {operands} that is neither tagged nor an artifact"


def _fonts(tagged: Tagged) -> Iterator[str]:
    for font in (each for each in tagged.pdf.objects if isinstance(each, pikepdf.Dictionary)):
        if font.get("/Type") != "/Font" or "/DescendantFonts" not in font:
            continue
        descriptor = font.DescendantFonts[0].FontDescriptor
        if not {"/FontFile2", "/FontFile3"} & set(descriptor.keys()) or "/ToUnicode" not in font:
            yield f"{font.BaseFont} is not embedded, or its letters cannot be copied"


def _elements(node: pikepdf.Object, around: str, depth: int) -> Iterator[Element]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield Element(str(kid.S), around, kid, depth)
            yield from _elements(kid, str(kid.S), depth + 1)


def _marked_words(page: pikepdf.Page) -> dict[int, str]:
    """The letters of each marked piece of a page, by its number."""
    fonts = {name: _unicode(font) for name, font in page.get("/Resources", {}).get("/Font", {}).items()}
    words: dict[int, str] = {}
    open_pieces: list[int | None] = []
    letters: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                marks = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
                open_pieces.append(int(marks["/MCID"]) if "/MCID" in marks else None)
            case "EMC":
                open_pieces.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                piece = next((piece for piece in reversed(open_pieces) if piece is not None), None)
                if piece is not None:
                    words[piece] = words.get(piece, "") + _letters(operands[0], letters)
            case "Td" | "Tm" | "T*":
                piece = next((piece for piece in reversed(open_pieces) if piece is not None), None)
    return words


def _letters(shown: pikepdf.Object, letters: dict[bytes, str]) -> str:
    strings = (
        [shown] if isinstance(shown, pikepdf.String) else [each for each in shown if isinstance(each, pikepdf.String)]
    )
    codes = b"".join(bytes(string) for string in strings)
    return "".join(letters.get(codes[at : at + 2], "?") for at in range(0, len(codes), 2))


def _unicode(font: pikepdf.Object) -> dict[bytes, str]:
    """The letters of a font's codes, from its `ToUnicode`."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", table)
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
