"""A row of periods that a person asks about, by its first and its last."""

from __future__ import annotations

from transforms.errors import UsageError
from transforms.period import Period

MOST_PERIODS = 60
"""Five years of months."""


def periods_from(first: Period, last: Period) -> list[Period]:
    """The periods from the first to the last. Raises `UsageError` where they differ in length, go back or are too many."""
    if first.months != last.months or first > last:
        raise UsageError(
            f"{last} does not follow on {first}.",
            "Name two months, two quarters or two years, the earlier one with --from.",
        )
    periods = [first]
    while periods[-1] < last and len(periods) <= MOST_PERIODS:
        periods.append(periods[-1].shifted(first.months))
    if len(periods) > MOST_PERIODS:
        raise UsageError(f"From {first} to {last} there are more than {MOST_PERIODS} periods.", "Ask about fewer.")
    return periods
