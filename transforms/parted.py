"""Parts a row of the register at the days on which something that is dated apart from it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from transforms.indicator import Indicator

Stretch = tuple[date, date]
"""From the first to the last day, both within."""


def parted(row: Indicator, stretches: Iterable[Stretch]) -> Iterator[tuple[date, Indicator]]:
    """The row in pieces, each with its first day, in none of which a stretch begins or ends."""
    begins, ends = row.valid_from or date.min, row.valid_to or date.max
    within = {begins}
    for first, last in stretches:
        within |= {first, *([last + timedelta(days=1)] if last < date.max else [])}
    days = sorted(day for day in within if begins <= day <= ends)
    for first, following in zip(days, [*days[1:], None], strict=True):
        last = following - timedelta(days=1) if following else ends
        valid_from, valid_to = None if first == date.min else first, None if last == date.max else last
        yield first, replace(row, valid_from=valid_from, valid_to=valid_to)


def overlap(row: Indicator, first: date, last: date) -> bool:
    """Whether a row of the register stands on some day of a stretch."""
    return first <= (row.valid_to or date.max) and (row.valid_from or date.min) <= last
