"""Figures as `Decimal`: read from a cell, rounded half up, printed as the public reads them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from math import isfinite

from transforms.errors import UnreadableFigure


class Unit(StrEnum):
    """What a figure counts. A percent is stored in points: 64.56, never 0.6456."""

    PERCENT = "percent"
    NUMBER = "number"
    DAYS = "days"
    HOURS = "hours"
    POUNDS = "pounds"
    RATIO = "ratio"
    GRADE = "grade"
    YES_NO = "yes-no"


NOT_SUPPLIED = frozenset({"", "-", "–", "—", ".", "..", "...", ":", "n/a", "na", "n.a.", "tbc", "null", "none", "[x]"})
WITHHELD = frozenset({"[c]", "c", "withheld", "suppressed"})
YES_NO = {"yes": Decimal(1), "y": Decimal(1), "no": Decimal(0), "n": Decimal(0)}
NUMBER = re.compile(r"(?P<sign>[-+−]?)£?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<percent>\s*%)?")
EXCEL_DIGITS = 15
"""Excel keeps 15 significant digits: what a float holds beyond them was never typed by anybody."""

LARGEST = Decimal(10) ** EXCEL_DIGITS
"""No council counts so far; what is larger is a slip or a date gone wrong."""

ROUNDING = Context(prec=100, rounding=ROUND_HALF_UP)


def read_figure(value: object) -> Decimal | None:
    """The number in a cell; `None` where nothing was supplied.

    >>> read_figure("64.56%"), read_figure("£1,234.50"), read_figure(274.65999999999997), read_figure(" - ")
    (Decimal('64.56'), Decimal('1234.50'), Decimal('274.66'), None)

    Raises `UnreadableFigure` for anything that is neither a number nor a sign for "not supplied".
    """
    figure = _read(value)
    if figure is not None and abs(figure) > LARGEST:
        raise UnreadableFigure(f"'{value}' is too large to be a figure.")
    return figure


def _read(value: object) -> Decimal | None:
    if type(value) is int:
        return Decimal(value)
    if type(value) is float:
        return _from_float(value)
    if value is None:
        return None
    if isinstance(value, str):
        return _from_text(value)
    raise UnreadableFigure(f"'{value}' is not a number.")


def is_withheld(value: object) -> bool:
    """Whether a cell says that its figure is withheld, as `[c]` does in government statistics."""
    return isinstance(value, str) and value.strip().casefold() in WITHHELD


def _from_float(value: float) -> Decimal:
    if not isfinite(value):
        raise UnreadableFigure("The cell holds no number.")
    if value.is_integer() and abs(value) < 1e15:
        return Decimal(int(value))
    return Decimal(f"{value:.{EXCEL_DIGITS}g}")


@lru_cache(maxsize=4096)
def _from_text(text: str) -> Decimal | None:
    plain = text.strip().casefold()
    if plain in NOT_SUPPLIED:
        return None
    if plain in YES_NO:
        return YES_NO[plain]
    if not (match := NUMBER.fullmatch(plain)):
        raise UnreadableFigure(f"'{text.strip()}' is not a number.")
    number = Decimal(match["digits"].replace(",", ""))
    return -number if match["sign"] in {"-", "−"} else number


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value at `decimals` decimals, halves away from zero, as people round.

    >>> round_half_up(Decimal("82.605"), 2), round_half_up(Decimal("-0.5"), 0)
    (Decimal('82.61'), Decimal('-1'))
    """
    return value.quantize(_quantum(decimals), context=ROUNDING)


@lru_cache(maxsize=64)
def _quantum(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def decimals_of(value: Decimal) -> int:
    """How many decimals the figure was written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def parse_decimal(text: str) -> Decimal:
    """A plain decimal as the register and the lake write it. Raises `UnreadableFigure`."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise UnreadableFigure(f"'{text}' is not a number.") from None
    if not number.is_finite():
        raise UnreadableFigure(f"'{text}' is not a number.")
    return number


def plain(value: Decimal) -> str:
    """The figure in digits, without exponent, with the decimals it has."""
    return f"{value:f}"


def print_figure(value: Decimal, unit: Unit) -> str:
    """The figure with its unit and the decimals it has, as a report prints it.

    >>> print_figure(Decimal("80.00"), Unit.PERCENT), print_figure(Decimal("-1234.5"), Unit.POUNDS)
    ('80.00%', '-£1,234.5')
    """
    digits = f"{abs(value):,f}"
    sign = "-" if value < 0 else ""
    match unit:
        case Unit.PERCENT:
            return f"{sign}{digits}%"
        case Unit.POUNDS:
            return f"{sign}£{digits}"
        case Unit.DAYS | Unit.HOURS:
            return f"{sign}{digits} {unit.value[:-1] if abs(value) == 1 else unit.value}"
        case Unit.YES_NO:
            return "Yes" if value else "No"
        case _:
            return sign + digits
