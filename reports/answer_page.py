"""The answer to a return as a person reads it: plain text and a page, by mail and beside the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from reports import letters
from transforms.answer import Answer, by_sheet
from transforms.finding import Finding

LISTED = 100
"""Findings of one kind that a person is asked to read; the marked workbook has them all."""

EXPLAIN = (
    "Your figures and your words were taken, and are printed as they are. Members ask why a figure is as it is, what is "
    "being done, and by when. To say more, write it in the cell and send the file again."
)

Part = tuple[str, str, str, Mapping[str, Sequence[Finding]]]


class Attached(StrEnum):
    """What goes back with an answer, in words."""

    NOTHING = ""
    THEIR_OWN = (
        "Attached is your own workbook, with the cells in question coloured and a note on each. Mend them there and "
        "drop it into your folder again. Only what you change counts: what was taken stays."
    )
    A_COPY = (
        "Attached is a copy of your file as .xlsx, with the cells in question coloured and a note on each. Mend them "
        "there, or in your own file, and drop it into your folder again; in the copy, formulas are the figures they "
        "came to. Only what you change counts: what was taken stays."
    )


def as_text(answer: Answer, council: str, attached: Attached) -> str:
    """The answer as plain text."""
    facts = {"answer": answer, "council": council, "marked": attached.value, "parts": _parts(answer)}
    return letters.as_text("answer.txt.j2", **facts)


def as_page(answer: Answer, council: str, attached: Attached) -> str:
    """The answer as one self-contained HTML page."""
    facts = {"answer": answer, "council": council, "marked": attached.value, "parts": _parts(answer)}
    return letters.as_page("answer.html.j2", **facts)


def _parts(answer: Answer) -> list[Part]:
    """What is asked of the sender first, then what is being checked, what was assumed, and what the words leave open."""
    parts = [
        ("error", "To mend", "These were not taken. What to do stands under each.", answer.to_mend),
        ("hold", "Being checked", "These look odd, so a person looks at them first. If they are right, do nothing.",
         answer.being_checked),
        ("warning", "Taken, with a note", "These were taken as said here. If that is right, do nothing.", answer.assumed),
        ("warning", "Your commentary", EXPLAIN, answer.to_explain),
    ]  # fmt: skip
    return [(kind, title, lead + _cut(found), by_sheet(found[:LISTED])) for kind, title, lead, found in parts if found]


def _cut(found: Sequence[Finding]) -> str:
    return f" The first {LISTED} of {len(found):,} are listed." if len(found) > LISTED else ""
