"""Gathers what the reports on a period are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from threading import Lock

from flows.knowing import Known, judged_by
from infra.wiring import House
from reports.compose import Material
from transforms.action import Action
from transforms.change import Change, changes_of
from transforms.code import code_key
from transforms.comparison import Comparison, OtherFigure, Theirs, by_group, compared
from transforms.issue import printed_periods
from transforms.judged import HISTORY
from transforms.observation import Observation
from transforms.period import Length, Period
from transforms.register import Register
from transforms.register_history import closes
from transforms.words import loose

KEPT = 4
"""Periods whose material is kept: a morning's reports are on a month, a quarter and a year."""


_one_gathers = Lock()


def material_of(house: House, instant: datetime, period: Period) -> Material:
    """What was known of a period at an instant. It may be kept, since nothing becomes known at an instant afterwards.

    Of reports that are made side by side the first gathers it, and the others wait for that.
    """
    with _one_gathers:
        return gathered(house, instant, period)


@lru_cache(maxsize=KEPT)
def gathered(house: House, instant: datetime, period: Period) -> Material:
    """What was known of a period at an instant."""
    with house.knowledge(instant) as knowledge:
        known = judged_by(knowledge, knowledge.observations(first=_first(period), last=period.end))
        actions, others = knowledge.actions(), knowledge.comparisons()
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
        _by_code(actions, known.judge.register.latest),
        _comparisons(known, others, period),
    )


def _by_code(actions: Iterable[Action], register: Register) -> Mapping[str, Sequence[Action]]:
    """The actions of each code, each stated by somebody with a name that readers know."""
    found: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        found[code_key(action.code)].append(replace(action, by=register.name_of(action.by)))
    return found


def _comparisons(known: Known, others: Iterable[OtherFigure], period: Period) -> Mapping[str, Mapping[str, Comparison]]:
    """By code and group the council's own figure beside others', for the latest period of which both are known."""
    found: dict[str, dict[str, Comparison]] = defaultdict(dict)
    about = sorted(by_group(others).items(), key=lambda each: (each[0][1].end, each[0][1].months == period.months))
    for (code, compared_on, group), theirs in about:
        comparison = _comparison(known, code, compared_on, group, theirs) if compared_on.end <= period.end else None
        if comparison:
            found[code][loose(group)] = comparison
    return found


def _comparison(known: Known, code: str, period: Period, group: str, theirs: Sequence[Theirs]) -> Comparison | None:
    indicator = known.judge.register.indicator(code, period)
    if indicator is None:
        return None
    own = known.judge.figure(indicator, period)
    if own.value is None or own.is_partial:
        return None
    return compared(own.value, theirs, indicator, period, group, known.council.name)


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
