"""What a cell's number format makes of its number."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite

from transforms.figure import EXCEL_DIGITS

LETTERS = re.compile(r'"[^"]*"|\\.')


def shows_percent(number_format: str) -> bool:
    """Whether a format shows a percentage; a sign in quotes or after a backslash is only a letter.

    >>> shows_percent("0.0%"), shows_percent('0.0" %"')
    (True, False)
    """
    return "%" in number_format and "%" in LETTERS.sub("", number_format)


def as_percent(value: float) -> str:
    """The number as a percent format shows it, with all the digits that it has.

    >>> as_percent(0.6456), as_percent(1)
    ('64.56%', '100%')
    """
    return f"{Decimal(f'{value:.{EXCEL_DIGITS}g}').scaleb(2):f}%" if isfinite(value) else str(value)
