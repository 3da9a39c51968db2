"""Gathers what the reports on a period are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache, partial
from threading import Lock

from flows.knowing import Known, judged_by
from flows.upkeep import upkeep_of
from infra.wiring import House
from reports.compose import Material
from transforms.action import Action
from transforms.change import Change, changes_of
from transforms.code import code_key
from transforms.comparison import Comparison, OtherFigure, Theirs, by_group, compared
from transforms.figure_address import words_of_codes
from transforms.issue import printed_periods
from transforms.judged import HISTORY
from transforms.judged_signal import YEARS, signal_of
from transforms.observation import Observation
from transforms.period import Length, Period
from transforms.register import Register
from transforms.register_history import closes
from transforms.restated import Restated, told_on
from transforms.words import loose
from transforms.year_so_far import year_so_far

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
        actions, others, restated = knowledge.actions(), knowledge.comparisons(), knowledge.restated()
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
        cache(partial(signal_of, known.judge)),
        _by_code(actions, known.judge.register.latest),
        _comparisons(known, others, period),
        words_of_codes(known.judge.register),
        partial(year_so_far, known.judge),
        partial(upkeep_of, house, instant, period),
        _restated(known, restated, period),
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
    """The first day of what is drawn or judged, and of the year before it, of which it may be a part."""
    return period.shifted(-max(period.months * HISTORY, YEARS * Length.YEAR)).year_before().start


def _restated(known: Known, restated: Iterable[Restated], period: Period) -> list[Restated]:
    """What was restated since the report before, of the periods printed."""
    since = closes(period.previous())
    return [each for each in told_on(restated, printed_periods(period)) if each.act.restated_on > since]


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
