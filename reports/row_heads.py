"""Marks the first cell of each row of a tagged PDF's tables as the head of that row, as a screen reader says it.

Typst marks the heads of columns only; the way to mark those of rows is not open to other programs yet (0.15).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Pdf, String


def with_row_heads(pdf: bytes) -> bytes:
    """The document with heads of rows, the same bytes for the same document."""
    with Pdf.open(BytesIO(pdf)) as document:
        tree = document.Root.StructTreeRoot
        identities = NameTree(tree.IDTree) if "/IDTree" in tree else NameTree.new(document)
        names = (f"row{number}" for number in count(1))
        for table in _tables(tree):
            _mark(table, identities, names)
        tree.IDTree = identities.obj
        written = BytesIO()
        document.save(written, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return written.getvalue()


def _mark(table: Object, identities: NameTree, names: Iterator[str]) -> None:
    """Mark the heads of a table's rows. A head that reaches down over further rows is the head of these too."""
    head, left = "", 0
    for row in _children(table, "/TBody", "/TR"):
        first, *others = list(_kids(row))
        if left == 0:
            head, left = next(names), int(_attributes(first).get("/RowSpan", 1))
            _make_head(first, head)
            identities[head] = first
        else:
            others = [first, *others]
        left -= 1
        for cell in others:
            _belong(cell, head)


def _belong(cell: Object, head: str) -> None:
    """Name a row's head to one of its cells. What runs across several columns is of the row alone, as a commentary is."""
    attributes = _attributes(cell)
    across = int(attributes.get("/ColSpan", 1)) > 1
    attributes.Headers = Array([*([] if across else attributes.Headers), String(head)])


def _make_head(cell: Object, name: str) -> None:
    cell.S = Name.TH
    cell.ID = String(name)
    _attributes(cell).Scope = Name.Row


def _attributes(cell: Object) -> Object:
    """The attributes that a cell has as part of a table; Typst gives each its column's heads."""
    return next(each for each in cell.A if each.O == "/Table")


def _tables(element: Object) -> Iterator[Object]:
    for kid in _kids(element):
        if kid.S == "/Table":
            yield kid
        yield from _tables(kid)


def _children(element: Object, *path: str) -> Iterator[Object]:
    """The elements found by a path of tags."""
    for kid in _kids(element):
        if kid.S == path[0]:
            yield from _children(kid, *path[1:]) if path[1:] else [kid]


def _kids(element: Object) -> Iterator[Object]:
    """The elements within an element; its contents on the page are not among them."""
    within: object = element.get("/K", [])
    for kid in within if isinstance(within, Array) else [within]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
