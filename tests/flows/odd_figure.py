"""An odd figure, which is held: 600 out of 500."""

from __future__ import annotations

from infra.wiring import House
from tests.council import drop
from tests.flows.take_in import take_in

ODD = "Code,Numerator,Denominator,Period\nLPI CS 1,600,500,Dec-09\n"


def hold_odd_figure(house: House) -> None:
    """Take in 600 out of 500."""
    drop(house, "cs", "return.csv", ODD)
    take_in(house)
