"""Figures as people write them: with footnote marks, as durations, with commas; what was assumed is told.

Nothing is assumed of what could mean two figures: `64,56`, `12p` of an indicator in pounds and `7:30` of one that
counts no time are refused with the cell, and their writer is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time, timedelta
from decimal import Decimal
from typing import NamedTuple

from transforms.errors import UnreadableFigure
from transforms.figure import Unit, plain, read_figure, round_half_up
from transforms.mark import Marks, split_marks
from transforms.workbook import quoted, seen_of

ONE_COMMA = re.compile(r"[-+−(\s]*\d{1,3},\d{3}[)%\s]*", re.ASCII)
"""What could also be a decimal comma: `1,234`, but neither `1,234,567` nor `1,234.50` nor `£1,234`."""

CLOCK = re.compile(r"(?P<hours>\d{1,5}):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?", re.ASCII)
SECONDS_IN = {Unit.HOURS: 3600, Unit.DAYS: 86_400}
NO_KEY: Mapping[str, str] = {}
DURATION_DECIMALS = 6
"""The finest that a register prints."""


class Assumption(NamedTuple):
    """What was assumed of a cell: its field, its words, what they are taken for, and why."""

    field: str
    written: str
    taken: str
    why: str


class Written(NamedTuple):
    """A figure, or `None` where nothing was supplied; whether it is marked provisional or revised; what was assumed."""

    figure: Decimal | None
    provisional: bool = False
    assumed: tuple[Assumption, ...] = ()
    revised: bool = False


def read_written(
    cell: object,
    unit: Unit | None,
    field: str = "value",
    *,
    keeps_time: Unit | None = None,
    has_decimals: bool = False,
    key: Mapping[str, str] = NO_KEY,
) -> Written:
    """The figure of a cell of a return.

    `keeps_time` is hours or days where it may be a duration; `has_decimals` where `1,234` could be a decimal comma;
    `key` is what the sheet says of its marks.

    >>> read_written("54.34*", Unit.PERCENT).figure, read_written("7:30", Unit.HOURS, keeps_time=Unit.HOURS).figure
    (Decimal('54.34'), Decimal('7.5'))

    Raises `UnreadableFigure`.
    """
    cell = seen_of(cell) if isinstance(cell, str) else cell
    seconds = _seconds(cell) if keeps_time in SECONDS_IN else None
    if seconds is not None and keeps_time:
        return _duration(str(cell), seconds, keeps_time, field)
    try:
        figure = read_figure(cell, unit)
    except UnreadableFigure:
        if not isinstance(cell, str) or not (marks := split_marks(cell)).written:
            raise
        if unit == Unit.POUNDS and marks.written == "p":
            raise UnreadableFigure(f"'{quoted(cell.strip())}' could be pence, or provisional pounds.") from None
        return _marked(cell, marks.explained(key), read_figure(marks.text, unit), field)
    if has_decimals and figure is not None and isinstance(cell, str) and ONE_COMMA.fullmatch(cell):
        why = "a comma is read as parting thousands"
        return Written(figure, assumed=(Assumption(field, cell.strip(), plain(figure), why),))
    return Written(figure)


def _marked(cell: str, marks: Marks, figure: Decimal | None, field: str) -> Written:
    if figure is None:
        raise UnreadableFigure(f"'{quoted(cell.strip())}' is not a number.")
    if marks.is_certain:
        return Written(figure, marks.is_provisional, revised=marks.is_revised)
    why = f"the mark {marks.written} is read as {marks.meaning}" if marks.meaning else "the mark points to a note"
    why = f"the sheet says of {marks.written}: {marks.note}" if marks.note else why
    taken = f"{plain(figure)}, {marks.meaning}" if marks.meaning else plain(figure)
    told = Assumption(field, cell.strip(), taken, why)
    return Written(figure, marks.is_provisional, (told,), revised=marks.is_revised)


def _seconds(cell: object) -> int | None:
    """The seconds of a duration: of a cell of that kind, or of a text such as 255:10:10."""
    if isinstance(cell, timedelta):
        return round(cell.total_seconds())
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    match = CLOCK.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match is None:
        return None
    return int(match["hours"]) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"] or 0)


def _duration(written: str, seconds: int, unit: Unit, field: str) -> Written:
    exact = round_half_up(Decimal(seconds) / SECONDS_IN[unit], DURATION_DECIMALS)
    figure = Decimal(plain(exact).rstrip("0").rstrip(".")) if exact else Decimal(0)
    why = "it is read as hours, minutes and seconds"
    return Written(figure, assumed=(Assumption(field, written.strip(), f"{plain(figure)} {unit}", why),))
