"""Composes a report for one audience of the rows that all audiences share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from reports.document import Document, Section
from transforms.action import Action
from transforms.change import Change
from transforms.code import code_key
from transforms.comparison import Comparison
from transforms.housekeeping import Upkeep
from transforms.indicator import Indicator
from transforms.judged import JudgedRow
from transforms.judged_signal import JudgedSignal
from transforms.period import Period
from transforms.register import Register
from transforms.report_plan import Edition, Grouping
from transforms.restated import Restated
from transforms.status import Status
from transforms.target import Target
from transforms.used_in import HOUSEKEEPING
from transforms.words import loose
from transforms.year_so_far import YearSoFar

ELSEWHERE = "Other indicators"
"""The heading of what belongs to no group of the kind."""

DRAWN_LARGE: Mapping[str, frozenset[Status]] = {
    "attention": frozenset({Status.REQUIRES_ATTENTION}),
    "exceptions": frozenset({Status.REQUIRES_ATTENTION, Status.CAUTION}),
    "profiles": frozenset(Status),
    "focus": frozenset(Status),
}
"""The rows, by their light, of which a block draws three years. Members of Ipswich get "three years' history for reds"."""

LOOK_BACK = {"quality", "perception", "digest", "costs", "exceptions"}
"""The blocks that fall back on the last figure there is, and say of when it is."""

History = Sequence[tuple[Period, Decimal | None]]


@dataclass(frozen=True)
class Material:
    """What is known of a period as at an instant, of which every audience's report is made: the same figure everywhere.

    Actions and comparisons are by `code_key`, comparisons also by their group, compared loosely; `three_years` gives the figures of an
    indicator up to a period, `last_row` the last row with a figure by then, `target` its target for a period, `signal` whether
    its figure is signal or noise, `figure_words` by `code_key` the word by which the pages of its figures are named,
    `year_so_far` what can be said of an indicator's year by a period's end. `upkeep` looks, by `code_key`, for what
    speaks for and against collecting each: it costs seconds, so it is asked only where it is printed.
    """

    council: str
    zone: ZoneInfo
    as_at: datetime
    period: Period
    register: Register
    rows: Sequence[JudgedRow]
    changes: Sequence[Change]
    three_years: Callable[[Indicator, Period], History]
    last_row: Callable[[Indicator, Period], JudgedRow | None]
    target: Callable[[Indicator, Period], Target | None]
    signal: Callable[[Indicator, Period], JudgedSignal | None]
    actions: Mapping[str, Sequence[Action]] = field(default_factory=dict)
    comparisons: Mapping[str, Mapping[str, Comparison]] = field(default_factory=dict)
    figure_words: Mapping[str, str] = field(default_factory=dict)
    year_so_far: Callable[[Indicator, Period], YearSoFar | None] = lambda indicator, period: None
    upkeep: Callable[[], Mapping[str, Upkeep]] = dict
    restated: Sequence[Restated] = ()


def compose(edition: Edition, material: Material) -> Document:
    """The report of an edition: its rows under their headings, with what goes with them."""
    rows = [row for row in material.rows if edition.takes(row.indicator, material.register) and _lit(edition, row)]
    codes = {code_key(row.indicator.code) for row in rows}
    last = _last_rows(edition, material, rows)
    return Document(
        edition.name,
        edition.title(material.period),
        edition.audience,
        material.council,
        material.period,
        material.as_at,
        material.zone,
        _sections(rows, edition.plan.group, material.register),
        [change for change in material.changes if code_key(change.code) in codes],
        layout=edition.plan.layout,
        grouped_by=edition.plan.group.value.replace("-", " "),
        actions={code: actions for code, actions in material.actions.items() if code in codes},
        comparisons=_compared(edition, material, codes),
        long_history=_three_years(edition, material, rows, last),
        last_rows=last,
        next_targets=_next_targets(edition, material, rows),
        years=_years(edition, material, rows),
        focus=edition.focus(material.period),
        signals=_signals(material, rows, last),
        figure_words={} if edition.plan.is_for_the_public else material.figure_words,
        upkeep=_upkeep(edition, material, codes),
        restated=[each for each in material.restated if code_key(each.act.code) in codes],
    )


def _upkeep(edition: Edition, material: Material, codes: set[str]) -> Mapping[str, Upkeep]:
    """What speaks for and against collecting what is in the report, where it prints that."""
    known = material.upkeep() if HOUSEKEEPING in edition.plan.layout else {}
    return {code: upkeep for code, upkeep in known.items() if code in codes}


def _lit(edition: Edition, row: JudgedRow) -> bool:
    lights = edition.plan.selection.lights
    return not lights or row.status in lights


def _sections(rows: Sequence[JudgedRow], grouping: Grouping, register: Register) -> list[Section]:
    """The rows under the names of their groups, in the order in which the register's services come to them."""
    order = {name: at for at, name in enumerate(register.services)}
    groups: dict[str, list[JudgedRow]] = {}
    for row in sorted(rows, key=lambda row: order.get(row.indicator.service, len(order))):
        groups.setdefault(grouping.of(row.indicator, register), []).append(row)
    last = groups.pop("", [])
    return [Section(name, of_group) for name, of_group in [*groups.items(), (ELSEWHERE, last)] if of_group]


def _compared(edition: Edition, material: Material, codes: set[str]) -> Mapping[str, Comparison]:
    """Each indicator beside the first of the plan's groups of councils for which there are figures."""
    found: dict[str, Comparison] = {}
    for code in codes & material.comparisons.keys():
        groups = material.comparisons[code]
        if group := next((name for name in map(loose, edition.plan.compare) if name in groups), None):
            found[code] = groups[group]
    return found


def _three_years(
    edition: Edition, material: Material, rows: Sequence[JudgedRow], last: Mapping[str, JudgedRow]
) -> Mapping[str, History]:
    """Three years of what is drawn large, up to the period of which its figure is."""
    lights = _lights_drawn(edition)
    shown = (last.get(code_key(row.indicator.code), row) for row in rows)
    drawn = [row for row in shown if row.status in lights]
    return {code_key(row.indicator.code): material.three_years(row.indicator, row.period) for row in drawn}


def _signals(
    material: Material, rows: Sequence[JudgedRow], last: Mapping[str, JudgedRow]
) -> Mapping[str, JudgedSignal]:
    """Whether each figure is signal or noise; none of what is incomplete, which has no light either."""
    shown = [last.get(code_key(row.indicator.code), row) for row in rows]
    whole = [row for row in shown if row.is_whole]
    found = {code_key(row.indicator.code): material.signal(row.indicator, row.period) for row in whole}
    return {code: signal for code, signal in found.items() if signal}


def _years(edition: Edition, material: Material, rows: Sequence[JudgedRow]) -> Mapping[str, YearSoFar]:
    """The year so far of what is drawn large, and of every row where a block is about that."""
    lights = _lights_drawn(edition)
    told = [row for row in rows if "year" in edition.plan.layout or row.status in lights]
    found = {code_key(row.indicator.code): material.year_so_far(row.indicator, material.period) for row in told}
    return {code: year for code, year in found.items() if year}


def _lights_drawn(edition: Edition) -> frozenset[Status]:
    return frozenset[Status]().union(*(DRAWN_LARGE.get(block, frozenset()) for block in edition.plan.layout))


def _last_rows(edition: Edition, material: Material, rows: Sequence[JudgedRow]) -> Mapping[str, JudgedRow]:
    """Of what has no figure in the period, the last row that has one."""
    if not LOOK_BACK & set(edition.plan.layout):
        return {}
    without = (row.indicator for row in rows if row.value is None)
    found = {code_key(each.code): material.last_row(each, material.period) for each in without}
    return {code: row for code, row in found.items() if row}


def _next_targets(edition: Edition, material: Material, rows: Sequence[JudgedRow]) -> Mapping[str, str]:
    if "years" not in edition.plan.layout:
        return {}
    coming = material.period.shifted(material.period.months)
    targets = {row.indicator: material.target(row.indicator, coming) for row in rows}
    return {code_key(each.code): target.text(each.unit) for each, target in targets.items() if target}
