"""Figures as `Decimal`: read from a cell, rounded half up, printed as the public reads them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache
from math import isfinite

from transforms.errors import UnreadableFigure
from transforms.workbook import quoted, seen_of


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


SIGNS_OF_NOTHING = {"", "-", "–", "—", "--", ".", "..", "...", ":", "!", "*", "**", "***", "[x]"}
WORDS_FOR_NOTHING = (
    "n/a|na|n.a.|ns|n/s|n/k|dna|tbc|null|none|not available|not supplied|not known|not yet available|awaited"
)
NOT_SUPPLIED = frozenset(SIGNS_OF_NOTHING.union(WORDS_FOR_NOTHING.split("|")))
"""How people write that there is no figure. All are seen in published tables: council returns, Defra, DWP, ONS.

An asterisk alone says that there is no figure, but not why: many publishers suppress with it, Kent's districts mark
what is provisional. Government statistics write `[c]` for withheld and `[x]` for not available, and advise against
the asterisk (Government Analysis Function, "Symbols in tables"). So it is a figure still awaited: its sender is asked.
"""

YES_NO = {"yes": Decimal(1), "y": Decimal(1), "no": Decimal(0), "n": Decimal(0)}
DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
NUMBER = re.compile(rf"(?P<sign>[-+−]?)(?P<pound>£?)\s*{DIGITS}\s*(?P<unit>%|days?|hours?|hrs?)?", re.ASCII)
PLAIN = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
IN_BRACKETS = re.compile(r"\((?P<inside>[^()-]+)\)")
UNIT_WORDS = {
    "%": "percent",
    "day": "days",
    "days": "days",
    "hour": "hours",
    "hours": "hours",
    "hr": "hours",
    "hrs": "hours",
}
EXCEL_DIGITS = 15
"""Excel keeps 15 significant digits: what a float holds beyond them was never typed by anybody."""

LARGEST, SMALLEST = Decimal(10) ** EXCEL_DIGITS, Decimal(10) ** -9
MOST_DIGITS = 30
"""No council counts further, or finer; what is beyond is a slip, and would only break a sum later."""

ROUNDING = Context(prec=100, rounding=ROUND_HALF_UP)


def read_figure(value: object, unit: Unit | None = None) -> Decimal | None:
    """The number in a cell; `None` where nothing was supplied.

    A sign of another unit than the indicator's is no slip to be passed over: "£5" is no percentage. Yes and
    no are figures of a yes-no indicator only. Accountants' brackets are a minus.

    >>> read_figure("64.56%"), read_figure("£1,234.50"), read_figure(274.65999999999997), read_figure(" - ")
    (Decimal('64.56'), Decimal('1234.50'), Decimal('274.66'), None)

    Raises `UnreadableFigure` for anything that is neither a number nor a sign for "not supplied".
    """
    figure = _read(value, unit)
    if figure is not None and not _is_plausible(figure):
        raise UnreadableFigure(f"'{str(value)[:MOST_DIGITS]}' is too large, too small or too long to be a figure.")
    return figure


def _is_plausible(figure: Decimal) -> bool:
    within = not figure or SMALLEST <= abs(figure) <= LARGEST
    return within and len(figure.as_tuple().digits) <= MOST_DIGITS


def _read(value: object, unit: Unit | None) -> Decimal | None:
    if type(value) is int:
        return Decimal(value)
    if type(value) is float:
        return _from_float(value)
    if value is None:
        return None
    if isinstance(value, bool) and unit == Unit.YES_NO:
        return Decimal(int(value))
    if isinstance(value, str):
        return _from_text(value, unit)
    raise UnreadableFigure(f"'{value}' is not a number.")


def _from_float(value: float) -> Decimal:
    if not isfinite(value):
        raise UnreadableFigure("The cell holds no number.")
    if value.is_integer() and abs(value) < 1e15:
        return Decimal(int(value))
    return Decimal(f"{value:.{EXCEL_DIGITS}g}")


@lru_cache(maxsize=4096)
def _from_text(text: str, unit: Unit | None) -> Decimal | None:
    plain = seen_of(text).strip().casefold()
    if plain in NOT_SUPPLIED:
        return None
    if unit == Unit.YES_NO and plain in YES_NO:
        return YES_NO[plain]
    bracketed = IN_BRACKETS.fullmatch(plain)
    match = NUMBER.fullmatch(bracketed["inside"] if bracketed else plain)
    if not match or not _fits(match, unit):
        raise UnreadableFigure(f"'{quoted(seen_of(text).strip())}' is not a number.")
    number = Decimal(match["digits"].replace(",", ""))
    return -number if bracketed or match["sign"] in {"-", "−"} else number


def _fits(match: re.Match[str], unit: Unit | None) -> bool:
    """Whether the signs beside the digits are those of the unit; a numerator has none that is known."""
    written = {"pounds"} if match["pound"] else set()
    if match["unit"]:
        written.add(UNIT_WORDS[match["unit"]])
    return not written or unit is None and len(written) == 1 or written == {unit}


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
    """A plain decimal as the register writes it: digits and a point. Raises `UnreadableFigure`."""
    if not PLAIN.fullmatch(text) or not _is_plausible(number := Decimal(text)):
        raise UnreadableFigure(f"'{text[:MOST_DIGITS]}' is not a number.")
    return number


def plain(value: Decimal) -> str:
    """The figure in digits, without exponent, with the decimals it has."""
    return f"{value:f}"


def json_number(value: Decimal | None) -> float | None:
    """The figure as JSON has numbers; what is not known stays so."""
    return None if value is None else float(value)


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
