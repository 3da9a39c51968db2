"""Texts of an .xlsx with parts that stand raised, which the fast reader joins to what is before them."""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from transforms.raised import Raised, joined_text
from transforms.walk_xml import local, walk_xml, xml_parser
from transforms.zip_parts import ZipParts

RAISED = b"superscript"


class RichText:
    """Gathers the runs of one text from the elements inside it."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.begin()

    def begin(self) -> None:
        """Another text begins."""
        self.pieces: list[str] = []
        self.is_raised = self.has_raised = False
        self.phonetic = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: a run, how it stands, or its letters; how a text is spoken is no part of it."""
        match name:
            case "r":
                self.is_raised = False
            case "rPh":
                self.phonetic += 1
            case "vertAlign" if attributes.get("val") == "superscript":
                self.is_raised = self.has_raised = True
            case "t" if not self.phonetic:
                self.parser.CharacterDataHandler = self._letters

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "t":
            self.parser.CharacterDataHandler = None
        elif name == "rPh":
            self.phonetic -= 1

    def _letters(self, data: str) -> None:
        self.pieces.append(Raised(data) if self.is_raised else data)

    @property
    def text(self) -> str | None:
        """The text as it is to be read, where the fast reader gives another one."""
        return joined_text(self.pieces) if self.has_raised else None


def raised_texts(parts: ZipParts, path: str) -> Mapping[str, str]:
    """The shared texts that have raised parts, by their numbers as cells write them."""
    if not parts.has(path, RAISED):
        return {}
    found: dict[str, str] = {}
    number = -1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal number
        if local(name) == "si":
            number += 1
            rich.begin()
        else:
            rich.start(local(name), attributes)

    def end(name: str) -> None:
        rich.end(local(name))
        if local(name) == "si" and (text := rich.text) is not None:
            found[str(number)] = text

    parser = xml_parser(start, end)
    rich = RichText(parser)
    walk_xml(parts.chunks(path), parser)
    return found
