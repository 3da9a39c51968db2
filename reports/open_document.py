"""OpenDocument spreadsheets as bytes that tell nothing of when, where and after what they were written."""

from __future__ import annotations

import io

from lxml import etree
from odf.opendocument import OpenDocumentSpreadsheet

from reports.packed import packed, unpacked
from reports.workbook_parts import PARSER

XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def spreadsheet_bytes(made: OpenDocumentSpreadsheet) -> bytes:
    """The spreadsheet as a file, the same bytes for the same elements."""
    sink = io.BytesIO()
    made.write(sink)
    return packed({name: _plain(name, part) for name, part in unpacked(sink.getvalue()).items()})


def _plain(name: str, part: bytes) -> bytes:
    """A part in canonical XML: odfpy declares in it whatever namespaces this process has ever had to do with."""
    if not name.endswith(".xml"):
        return part
    root = etree.fromstring(part, PARSER)
    etree.cleanup_namespaces(root)
    return XML + bytes(etree.tostring(root, method="c14n"))
