"""A figure that comes after its report, and one that is corrected."""

from __future__ import annotations

from infra.wiring import House
from tests.council import drop
from tests.flows.take_in import take_in

ITS_DAY, NEXT, LATER = "2010-01-29T07:00:00Z", "2010-02-02T07:00:00Z", "2010-02-20T07:00:00Z"
"""The day of the third quarter's report, the next on which something comes, and one after that."""

LATE = "Code,Value,Period\nLPI RR 1,38,Dec-09\n"
CORRECTED = "Code,Numerator,Denominator,Period\nNI 157a,5,6,Dec-09\n"


def send(house: House, sender: str, text: str, name: str) -> None:
    """Drop a return and take it in."""
    drop(house, sender, f"{name}.csv", text)
    take_in(house)
