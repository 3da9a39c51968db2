"""Reads a day as people write it in a cell, day before month."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from transforms.read_period import DATES, EPOCH_1900, EPOCH_1904, MONTHS, PLAUSIBLE_SERIALS
from transforms.workbook import Cell

WRITTEN_DAYS = tuple(re.compile(pattern) for pattern in DATES)


def day_of(cell: Cell, *, epoch_1904: bool = False) -> date | None:
    """The day a cell names, or `None`: a date, the serial number of one, or a text in the English order.

    >>> str(day_of("29 July 2013")), str(day_of(41484.0)), day_of("July 2013")
    ('2013-07-29', '2013-07-29', None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        is_plausible = PLAUSIBLE_SERIALS.start <= cell < PLAUSIBLE_SERIALS.stop
        return (EPOCH_1904 if epoch_1904 else EPOCH_1900) + timedelta(days=int(cell)) if is_plausible else None
    text = " ".join(str(cell).split()).casefold()
    match = next((found for pattern in WRITTEN_DAYS if (found := pattern.fullmatch(text))), None)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> date | None:
    year, month = int(match["year"]), MONTHS.get(match["month"]) or int(match["month"])
    try:
        return date(year if year > 99 else 2000 + year - (100 if year > 69 else 0), month, int(match["day"]))
    except ValueError:
        return None
