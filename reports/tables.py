"""The tables of a report, behind a cover that says what they are: what every kind of workbook is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from reports.document import Document
from reports.figure_tables import benchmarks, history, indicators, other_councils
from reports.housekeeping_table import housekeeping
from reports.summary import LIGHTS, counts, sentences
from reports.table import Book, Cell, Column, Heading, Table, plain_text
from reports.word_tables import actions, differing, key, restated, revisions
from transforms.issue import FIRST_VERSION

TABLES = (indicators, history, housekeeping, actions, benchmarks, other_councils, differing, restated, revisions)
"""What makes a table of a report, in their order; one without rows is left out."""

MOST_LINES, WIDEST = 24, 250
"""Lines that a row of a sheet can show, and letters that a column can."""


def book_of(document: Document) -> Book:
    """The tables of a report, no text of which holds what a file of XML could not."""
    tables = [table for make in TABLES if (table := make(document)).rows]
    return Book(
        title=plain_text(f"{document.title}, {document.period.label}"),
        subject=plain_text(document.audience),
        council=plain_text(document.council),
        made_at=document.as_at,
        cover=[plain_text(line) if isinstance(line, str) else line for line in _cover(document)],
        tables=[plain_table(table) for table in (key(tables), *tables)],
    )


def _cover(document: Document) -> Sequence[str | Heading]:
    numbers = counts(document.rows)
    version = document.version or FIRST_VERSION
    return [
        f"{document.council}. For: {document.audience}.",
        f"Period: {document.period.label} ({document.period}).",
        f"Data as at {document.as_at_words}; what came later is not in it.",
        *([f"Version {version}."] if version > FIRST_VERSION else []),
        Heading("At a glance"),
        *(f"{light.label}: {numbers[light.value]}" for light in LIGHTS if any(numbers[each.value] for each in LIGHTS)),
        *sentences(document.rows),
    ]


def plain_table(table: Table) -> Table:
    """A table none of whose texts holds what a file of XML could not, nor is blank, with columns wide enough."""
    rows = [[_plain_cell(cell) for cell in row] for row in table.rows]
    columns = [
        replace(column, width=_width(column, cells))
        for column, cells in zip(table.columns, zip(*rows, strict=True), strict=True)
    ]
    return replace(table, columns=columns, rows=rows)


def _plain_cell(cell: Cell) -> Cell:
    return (plain_text(cell).strip() or "None") if isinstance(cell, str) else cell


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """The column's own width, or what its longest text needs: no row can be higher than a screen."""
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    return max(column.width, min(WIDEST, ceil(longest / MOST_LINES)))
