"""Indicators with room around them: all of a report, those that Require Attention, or those that are not Good."""

from __future__ import annotations

from collections.abc import Iterable

from reports.document import Document
from reports.parts import Block, Part, Profiles, Prose
from reports.summary import requires_attention
from transforms.code import code_key
from transforms.judged import JudgedRow
from transforms.status import Status
from transforms.words import many

NOT_GOOD = {Status.REQUIRES_ATTENTION, Status.CAUTION}


def attention(document: Document) -> Block | None:
    """What Requires Attention, the furthest from target first, with three years of figures."""
    codes = _codes(requires_attention(document.rows))
    if not codes:
        return None
    lede = "Three years of each, why it is so, and what is done about it; the furthest from target first."
    return Block("attention", "Requires Attention: behind the figures", lede, [Profiles(codes)])


def exceptions(document: Document) -> Block:
    """The exception report: not Good only, with reason, action and history."""
    rows = [*requires_attention(document.rows), *(row for row in document.rows if row.status == Status.CAUTION)]
    heading = "Exceptions"
    if not rows:
        return Block("exceptions", heading, "", [Prose(["Nothing is at Caution and nothing Requires Attention."])])
    red = sum(row.status == Status.REQUIRES_ATTENTION for row in rows)
    lede = f"{many(red, 'indicator')} Require{'s' if red == 1 else ''} Attention and {len(rows) - red} at Caution."
    without = [row for row in rows if not document.actions.get(code_key(row.indicator.code))]
    asked = [f"No action is recorded for {row.indicator.code} {row.indicator.name}." for row in without]
    ask = [Prose(asked, "To be asked", is_list=True)] if asked else []
    return Block("exceptions", heading, lede, [Profiles(_codes(rows)), *ask])


def profiles(document: Document) -> Block | None:
    """Every indicator, one by one, under the heading of its section."""
    parts: list[Part] = [
        Profiles(_codes(section.measured), section.service) for section in document.sections if section.measured
    ]
    lede = "Each with its definition, three years of figures, and what is done."
    return Block("profiles", "Indicator by indicator", lede, parts) if parts else None


def focus(document: Document) -> Block | None:
    """The section that this period's meeting looks at closely (case study: "usually with a focus around one particular set
    of outcomes").
    """
    section = next((each for each in document.sections if each.service == document.focus), None)
    if section is None or not section.measured:
        return None
    heading = f"In focus: {section.service}"
    return Block("focus", heading, "One set of outcomes, looked at closely.", [Profiles(_codes(section.measured))])


def _codes(rows: Iterable[JudgedRow]) -> list[str]:
    return [row.indicator.code for row in rows]
