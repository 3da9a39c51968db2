"""Reads how a year's target is shared over its months: `profiles.csv` of the register, each row with its dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from transforms import register_cell as cell
from transforms.code import code_key
from transforms.indicator import Indicator
from transforms.parted import overlap, parted
from transforms.register_table import MONTHS, Cells, Table

Rows = Mapping[str, tuple[Indicator, ...]]
"""Indicators by `code_key`."""


class Profile(NamedTuple):
    """The shares of January to December in a year's target, and from when until when they hold."""

    key: str
    shares: tuple[Decimal, ...]
    first: date
    last: date


def profiled_indicators(table: Table, indicators: Rows | None, year_start: int) -> Rows | None:
    """The indicators, those that have a profile with it; what is wrong with a row is noted in the table.

    `indicators` are `None` where their own file has faults; then only what stands in the rows themselves is looked at.
    """
    found: list[Profile] = []
    for line, row in table.rows:
        cells = Cells(table, line, row)
        profile = _profile(cells, year_start)
        if profile and indicators is not None:
            for message in _faults(profile, indicators.get(profile.key, ()), found):
                cells.fault("code", f"'{row['code']}' {message}")
            found.append(profile)
    if indicators is None or table.faults:
        return indicators
    return {key: tuple(piece for row in rows for piece in _parted(row, key, found)) for key, rows in indicators.items()}


def _profile(cells: Cells, year_start: int) -> Profile | None:
    code = cells.get("code", cell.text)
    shares = tuple(cells.get(month, cell.not_negative) for month in MONTHS)
    first, last = (cells.get(column, cell.day(year_start, first=column == "from")) for column in ("from", "to"))
    if first and last and first > last:
        cells.fault("to", "lies before `from`.")
    if cells.sound and not any(shares):
        cells.fault(MONTHS[0], "and all other months are nought; one at least must have a share.")
    return Profile(code_key(code), shares, first or date.min, last or date.max) if cells.sound else None


def _faults(profile: Profile, rows: Sequence[Indicator], others: Sequence[Profile]) -> Iterator[str]:
    if not rows:
        yield "is not in indicators.csv."
    elif not all(row.takes_profile for row in rows if overlap(row, profile.first, profile.last)):
        yield "is no sum and does not count up: its target of the year holds for every month, and is not shared."
    if any(
        other.key == profile.key and other.first <= profile.last and profile.first <= other.last for other in others
    ):
        yield "has two profiles for the same time; give `from` and `to`."


def _parted(row: Indicator, key: str, found: Sequence[Profile]) -> Iterator[Indicator]:
    mine = [each for each in found if each.key == key and overlap(row, each.first, each.last)]
    for day, piece in parted(row, ((each.first, each.last) for each in mine)):
        standing = next((each.shares for each in mine if each.first <= day <= each.last), ())
        yield replace(piece, profile=standing)
