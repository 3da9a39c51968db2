"""Feeds for tests: the county's quarterly figures on waste, as WasteDataFlow has them three months later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from transforms.feed import Feed, FeedKind, Span, SpanUnit
from transforms.indicator import Frequency

THREE_MONTHS = Span(3, SpanUnit.MONTHS)
WASTE = Feed(
    feed="kent-waste",
    sender="kcc",
    kind=FeedKind.FILE,
    url="https://waste.example/indicators.csv",
    cycle=Frequency.QUARTERLY,
    expected_after=THREE_MONTHS,
    early_days=5,
    grace_days=30,
    revised_for=None,
    contact="Waste statistics",
    contact_email="waste@county.example",
)


def a_feed(**changes: Any) -> Feed:
    """The feed on waste, but for some changes."""
    return replace(WASTE, **changes)
