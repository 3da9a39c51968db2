"""What kind of spreadsheet a file is, told by its bytes; what is none is refused by the name of what it is."""

from __future__ import annotations

import re
from enum import StrEnum

from transforms.errors import UnreadableReturn
from transforms.read_csv import SAMPLE
from transforms.refused_file import COPY_OVER, binary_workbook, damaged, other_kind, protected
from transforms.zip_parts import ZipParts


class FileKind(StrEnum):
    """The formats that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0"
OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
"""How a workbook of Excel 2 to 5 begins where no Office container is around it."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OTHERS = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "a text document (RTF)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed archive (gzip)",
    b"7z\xbc\xaf": "a compressed archive (7z)",
    b"Rar!": "a compressed archive (rar)",
}
FROM_WHAT = "Send the spreadsheet itself, saved as .xlsx."
JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
WEB_MARKS = re.compile(r"\s*(?:<!doctype html|<html|<head|<meta|<table|<body|<style|mime-version:)", re.IGNORECASE)


def kind_of_bytes(content: bytes) -> FileKind | None:
    """The kind, by how the file begins; `None` for a zip, whose kind is told by its parts.

    Raises `UnreadableReturn` for an empty file, an encrypted one and one that is no spreadsheet.
    """
    if not content:
        raise UnreadableReturn("empty-file", "The file is empty: it has no bytes at all.", "Save it again and send it.")
    if content.startswith(ZIP):
        return None
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise protected()
        return FileKind.XLS
    if content.startswith(OLD_EXCEL):
        return FileKind.XLS
    for start, what in OTHERS.items():
        if content.startswith(start):
            raise other_kind("not-a-spreadsheet", what, FROM_WHAT)
    return FileKind.CSV


def kind_of_zip(parts: ZipParts) -> FileKind:
    """The kind of a zip. Raises `UnreadableReturn` for a binary workbook and for a zip of anything else."""
    names = {name.replace("\\", "/") for name in parts.names}
    if "xl/workbook.bin" in names:
        raise binary_workbook()
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise other_kind("not-a-spreadsheet", "a document or a presentation", FROM_WHAT)
    if "[Content_Types].xml" in names or any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    if "content.xml" in names:
        if "text" in parts.read("mimetype").decode("ascii", "replace"):
            raise other_kind("not-a-spreadsheet", "a text document", FROM_WHAT)
        return FileKind.ODS
    if names:
        raise other_kind("not-a-spreadsheet", "a zip with other files in it", FROM_WHAT)
    raise damaged()


def refuse_other_text(text: str) -> None:
    """Raise `UnreadableReturn` for a web page, XML or JSON: texts with figures, but no table of cells."""
    start = text[:SAMPLE]
    if WEB_MARKS.match(start):
        raise other_kind("web-page", "a web page", COPY_OVER)
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise other_kind("xml-spreadsheet", "an XML spreadsheet of 2003")
    if "urn:oasis:names:tc:opendocument" in start:
        raise other_kind("flat-opendocument", "a flat OpenDocument (.fods)")
    if start.lstrip().startswith("<?xml"):
        raise other_kind("not-a-spreadsheet", "an XML file", FROM_WHAT)
    if JSON.match(start):
        raise other_kind("not-a-spreadsheet", "a JSON file", FROM_WHAT)
