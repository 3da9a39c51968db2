"""The revisions of an indicator: how its figures changed after they were first stated."""

from __future__ import annotations

from datetime import datetime

from flows.knowing import judged_by
from flows.periods_asked import periods_from
from infra.wiring import House
from transforms.errors import UnknownItem
from transforms.period import Period
from transforms.triangle import Triangle, triangle_of

SHOWN = 12
"""Periods that are shown where nobody names them."""


def revisions(
    house: House, code: str, first: Period | None = None, last: Period | None = None, as_at: datetime | None = None
) -> Triangle:
    """The triangle of a code from one period to another of the same length, as at an instant, by default now.

    By default it shows the last twelve periods that had ended. Raises `UnknownItem`, or `UsageError` where the periods do
    not go together.
    """
    with house.knowledge(as_at) as knowledge:
        history, council = knowledge.register(), knowledge.council
        indicator = history.latest.indicator(code) or (history.indicator(code, last) if last else None)
        if indicator is None:
            raise UnknownItem(f"There is no indicator '{code}'.", "Write the code as it stands in the register.")
        day, named = council.day_of(knowledge.instant), first or last
        months = named.months if named else int(indicator.frequency.length)
        last = last or Period.last_ended(day, months, council.year_start)
        periods = periods_from(first or last.shifted(-months * (SHOWN - 1)), last)
        codes = {indicator.code, *history.feeding(indicator.code)}
        observations = knowledge.observations(codes, periods[0].start, last.end)
        judge = judged_by(knowledge, observations).judge
    return triangle_of(judge, indicator, observations, periods, council, knowledge.instant)
