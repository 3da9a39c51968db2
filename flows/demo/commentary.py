"""The service managers' commentaries on their figures, sent with the last month of the quarter or year."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from flows.demo.tables import table
from transforms.code import code_key
from transforms.period import Period
from transforms.read_period import named_period


def commentary_on(code: str, period: Period) -> str:
    """What the manager wrote beside the figure of a period; empty where nothing was sent.

    A quarter's commentary stands beside the figure of its last month where the indicator is monthly.
    """
    return _commentaries().get((code_key(code), period), "")


@cache
def _commentaries() -> Mapping[tuple[str, Period], str]:
    found: dict[tuple[str, Period], str] = {}
    for row in table("commentaries"):
        period = named_period(row["period"])
        for beside in (period, period.last_month):
            found[code_key(row["code"]), beside] = row["commentary"]
    return found
