"""A sender's own workbook back: everything as it was, the cells in question coloured and with a note.

The parts of the xlsx that are concerned are edited in place, and every other one stays as it was: a library
that reads a workbook and writes it again would lose charts, pictures and the results of formulas.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from reports.workbook_notes import Note, add_notes
from reports.workbook_parts import Parts
from reports.workbook_styles import Fills
from transforms.errors import CannotBeMarked
from transforms.workbook import place_of

WORKBOOK = "xl/workbook.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of one cell, and the colour behind it as six hexadecimal digits."""

    cell: str
    words: str
    colour: str


def marked_workbook(content: bytes, marks: Mapping[str, Sequence[Mark]]) -> bytes:
    """The workbook with marks by sheet name. Raises `CannotBeMarked` for what is no plain xlsx or xlsm."""
    try:
        parts = Parts.of(content)
        paths, fills = _sheets(parts), Fills(parts)
        for sheet, of_sheet in marks.items():
            _mark(parts, paths[sheet], of_sheet, fills)
        return parts.packed()
    except (KeyError, ValueError, IndexError, StopIteration, zipfile.BadZipFile, etree.LxmlError) as error:
        raise CannotBeMarked(f"The workbook cannot be marked: {error}.") from error


def _sheets(parts: Parts) -> Mapping[str, str]:
    """The part of each sheet by the sheet's name."""
    root = parts.read(WORKBOOK)
    if etree.QName(root).namespace != MAIN:
        raise ValueError("it is in the Strict form, which has no notes of this kind")
    targets = parts.relations(WORKBOOK)
    return {
        sheet.get("name", ""): targets[next(value for key, value in sheet.attrib.items() if key.endswith("}id"))]
        for sheet in root.iter(f"{{{MAIN}}}sheet")
    }


def _mark(parts: Parts, path: str, marks: Sequence[Mark], fills: Fills) -> None:
    notes = []
    for mark in marks:
        row, column = _place(mark.cell)
        cell = _cell(parts.tree(path), mark.cell)
        cell.set("s", str(fills.style(int(cell.get("s", "0")), mark.colour)))
        notes.append(Note(mark.cell, row, column, mark.words))
    add_notes(parts, path, notes)


def _place(address: str) -> tuple[int, int]:
    place = place_of(address)
    if not place:
        raise ValueError(f"'{address}' is no cell")
    return place


def _cell(sheet: etree._Element, address: str) -> etree._Element:
    """The cell of an address, made in its place where the sheet has none."""
    data = sheet.find(f"{{{MAIN}}}sheetData")
    if data is None:
        raise ValueError("a sheet has no cells")
    row = _found(data, "row", str(_place(address)[0] + 1), int)
    return _found(row, "c", address, lambda at: _place(at)[1])


def _found(parent: etree._Element, name: str, address: str, order: Callable[[str], int]) -> etree._Element:
    """The child with an address, or a new one before the first whose address is later."""
    place = order(address)
    for child in parent:
        if order(child.get("r", "")) == place:
            return child
        if order(child.get("r", "")) > place:
            made = etree.Element(f"{{{MAIN}}}{name}", r=address)
            child.addprevious(made)
            return made
    return etree.SubElement(parent, f"{{{MAIN}}}{name}", r=address)
