"""So many of so many, as a percentage: rounded half up, as councils publish it."""

from __future__ import annotations

from decimal import Decimal

from transforms.figure import ROUNDING, round_half_up


def percent_of(number: int, of: int, decimals: int = 0) -> Decimal:
    """The share in per cent, at so many decimals. Shares of a whole may add up to 99 or 101: none is bent for it.

    Medway published "41 (56%) were on track ... 15 (21%) ... and 17 (23%)" of 73; Slough "64.7%" of 11 of 17.

    >>> [str(percent_of(number, 73)) for number in (41, 15, 17)], str(percent_of(11, 17, 1))
    (['56', '21', '23'], '64.7')

    Raises `ArithmeticError` where there are none to be a share of.
    """
    return round_half_up(ROUNDING.divide(Decimal(100 * number), Decimal(of)), decimals)
