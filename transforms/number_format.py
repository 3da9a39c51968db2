"""What a cell's number format makes of its number."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from transforms.figure import EXCEL_DIGITS

ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
LETTERS = re.compile(r'"[^"]*"|\\.')

SECONDS_OF_A_DAY = 86_400


def shows_percent(number_format: str) -> bool:
    """Whether a format shows a percentage; a sign in quotes or after a backslash is only a letter.

    >>> shows_percent("0.0%"), shows_percent('0.0" %"')
    (True, False)
    """
    return "%" in number_format and "%" in LETTERS.sub("", number_format)


def shows_duration(number_format: str) -> bool:
    """Whether a format counts hours, minutes or seconds on beyond a day, an hour or a minute.

    >>> shows_duration("[h]:mm"), shows_duration("hh:mm"), shows_duration("[Red]0")
    (True, False, False)
    """
    return ELAPSED.search(LETTERS.sub("", number_format)) is not None


def as_duration(days: float) -> time | timedelta | float:
    """So many days as a time, as a duration where they are one and more; themselves where they are too many.

    >>> as_duration(0.5), as_duration(10.5)
    (datetime.time(12, 0), datetime.timedelta(days=10, seconds=43200))
    """
    try:
        length = timedelta(seconds=round(days * SECONDS_OF_A_DAY))
    except (OverflowError, ValueError):
        return days
    return (datetime.min + length).time() if timedelta() <= length < timedelta(days=1) else length


def as_percent(value: float) -> str:
    """The number as a percent format shows it, with all the digits that it has.

    >>> as_percent(0.6456), as_percent(1)
    ('64.56%', '100%')
    """
    return f"{Decimal(f'{value:.{EXCEL_DIGITS}g}').scaleb(2):f}%" if isfinite(value) else str(value)
