"""Marks the first cell of each row of a tagged PDF's tables as the head of that row, as a screen reader says it.

Typst marks the heads of columns only; the way to mark those of rows is not open to other programs yet (0.15).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count

from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Pdf, String

ABOVE = 2
"""The rows of which a head is that stands alone: its own and the one beneath."""


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
    """Mark the heads of a table's rows. One that reaches down over further rows, or stands alone above one, is theirs too."""
    head, left = "", 0
    for row in _children(table, "/TBody", "/TR"):
        first, *others = list(_kids(row))
        if left == 0:
            head, left = next(names), int(_attributes(first).get("/RowSpan", 1)) if others else ABOVE
            _make_head(first, head)
            identities[head] = first
        else:
            others = [first, *others]
        left -= 1
        for cell in others:
            _belong(cell, head)


def _belong(cell: Object, head: str) -> None:
    """Name a row's head to one of its cells."""
    attributes = _attributes(cell)
    attributes.Headers = Array([*_of_column(attributes), String(head)])


def _make_head(cell: Object, name: str) -> None:
    attributes = _attributes(cell)
    cell.S, cell.ID = Name.TH, String(name)
    attributes.Scope, attributes.Headers = Name.Row, Array(_of_column(attributes))


def _of_column(attributes: Object) -> list[Object]:
    """The heads of a cell's column. What runs across several is of its row alone, as a commentary is."""
    return [] if int(attributes.get("/ColSpan", 1)) > 1 else list(attributes.Headers)


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
