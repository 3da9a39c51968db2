"""What the reader does not tell of an xlsx: which cells are shown as per cent, and which hold an error.

The fast reader gives 0.6456 for a cell that shows 64.56%, and a blank for one that shows #DIV/0!. Both are
told by the sheet's own XML, which is read only where there is such a cell at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from zipfile import ZipFile

SHEETS = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
PERCENT_FORMATS = frozenset({9, 10})
"""The numbers of the two percent formats that every workbook has."""

ERROR_CELL = re.compile(rb"""\bt=["']e["']""")
Marks = Mapping[str, str]
"""By cell: `%` for one shown as per cent, or the error it shows."""


def marks_of(archive: ZipFile) -> Mapping[str, Marks]:
    """The marks of each sheet by its name; sheets without any are left out."""
    names = set(archive.namelist())
    if not {SHEETS, RELATIONS} <= names:
        return {}
    percent = _percent_styles(archive.read(STYLES)) if STYLES in names else frozenset()
    found: dict[str, Marks] = {}
    for sheet, path in _sheets(archive):
        content = archive.read(path) if path in names else b""
        if (percent and content) or ERROR_CELL.search(content):
            found[sheet] = dict(_marks(content, percent))
    return {sheet: marks for sheet, marks in found.items() if marks}


def _percent_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the cell styles whose number format is a percentage."""
    root = ElementTree.fromstring(styles)
    formats = {int(each.get("numFmtId", "-1")) for each in root.iter() if _is(each, "numFmt") and _shows_percent(each)}
    cell_styles = next((each for each in root.iter() if _is(each, "cellXfs")), ())
    return frozenset(
        str(number)
        for number, style in enumerate(cell_styles)
        if int(style.get("numFmtId", "0")) in PERCENT_FORMATS | formats
    )


def _shows_percent(number_format: ElementTree.Element) -> bool:
    """Whether a format shows a percentage; a sign in quotes or after a backslash is only a letter."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format.get("formatCode", ""))


def _sheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The name and the path of each sheet."""
    relations = {each.get("Id"): each.get("Target", "") for each in ElementTree.fromstring(archive.read(RELATIONS))}
    for each in ElementTree.fromstring(archive.read(SHEETS)).iter():
        if _is(each, "sheet"):
            target = next((relations.get(value, "") for key, value in each.items() if key.endswith("}id")), "")
            yield each.get("name", ""), target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _marks(content: bytes, percent: frozenset[str]) -> Iterator[tuple[str, str]]:
    for each in ElementTree.fromstring(content).iter():
        if not _is(each, "c"):
            continue
        if each.get("t") == "e":
            yield each.get("r", ""), next((part.text or "" for part in each if _is(part, "v")), "")
        elif each.get("s") in percent and each.get("t", "n") == "n":
            yield each.get("r", ""), "%"


def _is(element: ElementTree.Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name
