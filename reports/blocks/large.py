"""Indicators with room around them: all of a report, those that Require Attention, or those that are not Good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.document import Document
from reports.parts import Block, Part, Profiles, Prose
from reports.summary import requires_attention
from transforms.code import code_key
from transforms.judged import JudgedRow
from transforms.status import Status
from transforms.words import be, joined, many

LIGHTS = (Status.CAUTION, Status.GOOD)


def attention(document: Document) -> Block | None:
    """What Requires Attention, the furthest from target first, with three years of figures."""
    codes = _codes(requires_attention(document.rows))
    if not codes:
        return None
    lede = "Three years of each, why it is so, and what is done about it; the furthest from target first."
    return Block("attention", "Requires Attention: behind the figures", lede, [Profiles(codes)])


def exceptions(document: Document) -> Block:
    """The exception report: not Good only, with reason, action and history; of each indicator its latest figure."""
    latest = [document.latest(row) for row in document.rows]
    rows = [*requires_attention(latest), *(row for row in latest if row.status == Status.CAUTION)]
    parts: list[Part] = [Profiles(_codes(rows))] if rows else []
    without = [row for row in rows if not document.actions.get(code_key(row.indicator.code))]
    asked = [f"{row.indicator.code} {row.indicator.name}" for row in without]
    if asked:
        parts.append(Prose(asked, "No action is recorded for", is_list=True))
    return Block("exceptions", "Exceptions", _lede(latest), parts)


def _lede(rows: Sequence[JudgedRow]) -> str:
    """How many are printed, how many are left out as Good, and how many cannot be judged."""
    red, amber, good = (sum(row.status == light for row in rows) for light in (Status.REQUIRES_ATTENTION, *LIGHTS))
    rest = len(rows) - red - amber - good
    none = "" if red or amber else "There is none. "
    if len(rows) == 1:
        how = (
            "Requires Attention"
            if red
            else "is at Caution"
            if amber
            else "is Good and left out"
            if good
            else "cannot be judged"
        )
        return f"{none}The one indicator {how}.{'' if none else ' It stands with its latest figure.'}"
    told = [
        f"{red} Require{'s' if red == 1 else ''} Attention" if red else "",
        f"{amber} {be(amber)} at Caution" if amber else "",
        f"{good} {be(good)} Good and left out" if good else "",
        f"{rest} cannot be judged" if rest else "",
    ]
    counted = f"Of {many(len(rows), 'indicator')}, {joined([each for each in told if each])}."
    return f"{none}{counted}{'' if none else ' Each stands with its latest figure.'}"


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
