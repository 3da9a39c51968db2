"""Walks through XML element by element, in memory that does not grow with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat
from xml.parsers.expat import errors

from transforms.refused_file import damaged, declares_entities

OUT_OF_MEMORY = errors.codes[errors.XML_ERROR_NO_MEMORY]
Start = Callable[[str, dict[str, str]], object]
End = Callable[[str], object]


def xml_parser(start: Start, end: End | None = None) -> expat.XMLParserType:
    """A parser that calls `start` and `end` with names as `namespace name`, and refuses a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def walk_xml(chunks: Iterable[bytes], parser: expat.XMLParserType) -> None:
    """Feed a parser to the end. Raises `UnreadableReturn` for XML that is broken or has a document type."""
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == OUT_OF_MEMORY:
            raise MemoryError from error
        raise damaged() from error
    except (ValueError, LookupError) as error:  # attributes that are no numbers, and encodings nobody knows
        raise damaged() from error


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> None:
    raise declares_entities()
