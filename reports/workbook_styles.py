"""Cell styles of a workbook with another colour behind the cell, all else as it was."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from reports.workbook_parts import Parts

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = "xl/styles.xml"


class Fills:
    """Makes for a style one that differs in its fill only, once for each colour."""

    def __init__(self, parts: Parts) -> None:
        root = parts.tree(STYLES)
        self.fills = _child(root, "fills")
        self.styles = _child(root, "cellXfs")
        self._made: dict[tuple[int, str], int] = {}
        self._fill_of: dict[str, int] = {}

    def style(self, number: int, colour: str) -> int:
        """The number of the style that is as another one, with a colour of six hexadecimal digits behind the cell."""
        if (number, colour) not in self._made:
            style = deepcopy(self.styles[number])
            style.set("fillId", str(self._fill(colour)))
            style.set("applyFill", "1")
            self._made[number, colour] = _appended(self.styles, style)
        return self._made[number, colour]

    def _fill(self, colour: str) -> int:
        if colour not in self._fill_of:
            fill = etree.Element(f"{{{MAIN}}}fill")
            pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{MAIN}}}fgColor", rgb=f"FF{colour}")
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", indexed="64")
            self._fill_of[colour] = _appended(self.fills, fill)
        return self._fill_of[colour]


def _child(root: etree._Element, name: str) -> etree._Element:
    found = root.find(f"{{{MAIN}}}{name}")
    if found is None:
        raise ValueError(f"its styles have no {name}")
    return found


def _appended(parent: etree._Element, child: etree._Element) -> int:
    """Add a child to a counted list; returns its number in it."""
    parent.append(child)
    parent.set("count", str(len(parent)))
    return len(parent) - 1
