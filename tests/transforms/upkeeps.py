"""Evidence on indicators, of which a test states only what matters to it."""

from __future__ import annotations

from typing import Any

from tests.transforms.given import an_indicator
from transforms.housekeeping import Effort, Upkeep
from transforms.indicator import Indicator

LOCAL = an_indicator(code="LPI CS 1", themes=())


def an_upkeep(indicator: Indicator = LOCAL, **seen: Any) -> Upkeep:
    """Two years of an indicator against which nothing speaks."""
    usual: dict[str, Any] = {
        "judged": 24, "good": 12, "printed": 24, "different": 20, "required": 4, "explained": 4,
        "reports": ("scrutiny",), "effort": Effort(asked=24),
    }  # fmt: skip
    return Upkeep(indicator, **usual | seen)
