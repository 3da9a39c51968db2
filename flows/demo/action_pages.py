"""The sheet on which some departments of the demo council say what they are doing, each under its own headings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flows.demo.tables import table
from flows.demo.workbooks import CellValue, Page
from transforms.period import Period

DAYS = frozenset({"by_when", "done"})


def action_pages(sender: str, month: Period) -> Iterator[Page]:
    """The sheet of a sender's return for a month, where it states any action with it."""
    stated = [row for row in table("actions") if (row["sender"], row["month"]) == (sender, str(month))]
    if not stated:
        return
    [habit] = (row for row in table("action_habits") if row["sender"] == sender)
    headings = [heading.partition("=") for heading in habit["headings"].split("|")]
    titles: list[list[CellValue]] = [[title] for title in habit["title"].split("|") if title]
    rows: list[list[CellValue]] = [*titles, [words for _, _, words in headings]]
    rows.extend([_cell(row[field], field) for field, _, _ in headings] for row in stated)
    yield Page(habit["sheet"], rows, len(titles), "dd/mm/yyyy")


def _cell(text: str, field: str) -> CellValue:
    if not text:
        return None
    return date.fromisoformat(text) if field in DAYS else text
