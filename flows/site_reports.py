"""What reports that went out say, as the public site needs to know before it shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from reports.site.site import Published
from transforms.change import Change
from transforms.code import code_key
from transforms.issue import printed_periods
from transforms.period import Period
from transforms.read_period import named_period

Facts = Mapping[str, Any]
"""A report as JSON."""


def names_only(facts: Facts, codes: Collection[str]) -> bool:
    """Whether a report names no other indicators than these, by `code_key`."""
    return all(code in codes for code in _codes(facts))


def prints(facts: Facts, code: str, period: Period, year_start: int) -> bool:
    """Whether a report prints the figure of a period, or one of which it is a part, or what it was."""
    told = {code_key(each["code"]) for each in [*facts["changes"], *_differing(facts)]}
    if code in told:
        return True
    rows = (row for row in _rows(facts) if code_key(row["code"]) == code)
    return any(named_period(name, year_start).contains(period) for row in rows for name in _printed(row))


def was_printed(change: Change, published: Sequence[Published]) -> bool:
    """Whether a report that went out before a correction had printed the figure."""
    code = code_key(change.code)
    return any(
        each.issue.as_at < change.changed_at
        and any(shown.contains(change.period) for shown in printed_periods(each.issue.period))
        and code in {code_key(row["code"]) for row in _rows(each.facts)}
        for each in published
    )


def _codes(facts: Facts) -> set[str]:
    return {code_key(each["code"]) for each in [*_rows(facts), *facts["changes"], *_differing(facts)]}


def _rows(facts: Facts) -> Iterator[Mapping[str, Any]]:
    yield from (row for section in facts["sections"] for row in section["rows"])


def _differing(facts: Facts) -> Sequence[Mapping[str, Any]]:
    return facts["replaces"]["differing"] if facts["replaces"] else []


def _printed(row: Mapping[str, Any]) -> Iterator[str]:
    """The periods of which a row prints a figure."""
    drawn = row["three_years"]["figures"] if row["three_years"] else []
    yield from (each["period"] for each in [*row["history"], *drawn] if each["value_text"] is not None)
    yield from (row["three_years"] or {}).get("drawn", ())
    yield from (row[when]["period"] for when in ("previous", "previous_year") if row[when]["value"] is not None)
