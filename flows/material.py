"""Gathers what the reports on a period are made of."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from functools import lru_cache

from flows.knowing import Known, judged_by
from infra.wiring import House
from reports.compose import Material
from transforms.change import Change, changes_of
from transforms.code import code_key
from transforms.issue import printed_periods
from transforms.judged import HISTORY
from transforms.observation import Observation
from transforms.period import Length, Period
from transforms.register_history import closes

KEPT = 4
"""Periods whose material is kept: a morning's reports are on a month, a quarter and a year."""


@lru_cache(maxsize=KEPT)
def material_of(house: House, instant: datetime, period: Period) -> Material:
    """What was known of a period at an instant. It may be kept, since nothing becomes known at an instant afterwards."""
    with house.knowledge(instant) as knowledge:
        known = judged_by(knowledge, knowledge.observations(first=_first(period), last=period.end))
    return Material(
        known.council.name,
        known.council.zone,
        instant,
        period,
        known.judge.register.latest,
        known.judge.rows(period),
        _changes(known, period),
        known.judge.three_years,
        known.judge.last_row,
        known.judge.register.target,
    )


def _first(period: Period) -> date:
    """The first day of what is drawn, and of the year before it, of which it may be a part."""
    return period.shifted(-max(period.months * HISTORY, 3 * Length.YEAR)).year_before().start


def _changes(known: Known, period: Period) -> list[Change]:
    """Revisions, since the report before, of the figures printed: of the period, the one before and last year's."""
    printed = printed_periods(period)
    said: dict[str, list[Observation]] = defaultdict(list)
    for observation in known.observations:
        if any(shown.contains(observation.said.period) for shown in printed):
            said[code_key(observation.code)].append(observation)
    last_report = closes(period.previous())
    return [
        change
        for indicator in known.judge.register.standing(period)
        for change in changes_of(indicator, said[code_key(indicator.code)])
        if known.council.day_of(change.changed_at) > last_report
    ]
