"""Any report that a council could come to have: indicators of all kinds, with figures, gaps, targets and actions by chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from reports.compose import Material, compose
from reports.document import Document
from tests.transforms.given import a_judge, a_register, an_indicator, by_key, said
from transforms.action import Action, ActionKind
from transforms.code import code_key
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.indicator import Frequency, Indicator, Polarity, RollUp, ToleranceKind
from transforms.judged_signal import signal_of
from transforms.observation import Stated
from transforms.period import Length, Period
from transforms.register_history import RegisterHistory
from transforms.report_plan import Edition, Grouping, ReportPlan
from transforms.target import Target

Q3 = Period.quarter(2009, 3)
THINGS = ("bins", "burglaries", "calls", "grants", "homes", "letters", "swimmers", "trees")
"""What is measured: each in one indicator only, so that a sentence says which it means."""

NAMES = {
    Unit.PERCENT: "Percentage of all {} seen to in time",
    Unit.NUMBER: "Number of {} each week",
    Unit.POUNDS: "Cost: pounds spent on {}",
    Unit.DAYS: "Average wait for {}",
    Unit.YES_NO: "Standard of {} held",
}
PLAN = ReportPlan(
    "any", "Any", "Everybody", ("summary", "exceptions", "perception", "digest"), Length.QUARTER,
    group=Grouping.OUTCOME,
)  # fmt: skip
WAYS = (Polarity.MAXIMISE, Polarity.MINIMISE)
THEMES = st.sampled_from(
    [
        ("SCS:safer", "statistic:crime"),
        ("SCS:safer", "perception:crime"),
        ("SCS:green", "statistic:crime"),
        ("SCS:green",),
        (),
    ]
)
ROUND = st.sampled_from([Decimal(each) for each in (0, 5, 10, 20, 25, 33, 50, 80, 81, 90, 95, 100)])
"""Figures that people have, so that some are equal, and some on target."""


@st.composite
def indicators(draw: st.DrawFn, thing: str) -> Indicator:
    """An indicator of a thing."""
    unit = draw(st.sampled_from([*NAMES, Unit.PERCENT, Unit.PERCENT]))
    polarity = draw(st.sampled_from(WAYS if unit == Unit.YES_NO else [*WAYS, *WAYS, *Polarity]))
    monthly = draw(st.booleans()) and unit == Unit.NUMBER
    return an_indicator(
        code=f"LPI {thing[:2].upper()} {THINGS.index(thing)}", name=NAMES[unit].format(thing), unit=unit,
        decimals=0 if unit == Unit.YES_NO else draw(st.integers(0, 2)), polarity=polarity,
        frequency=Frequency.MONTHLY if monthly else draw(st.sampled_from([Frequency.QUARTERLY, Frequency.ANNUAL])),
        rollup=RollUp.SUM if monthly else draw(st.sampled_from([RollUp.RATIO, RollUp.LATEST])),
        tolerance=Decimal(draw(st.integers(0, 30))),
        tolerance_kind=draw(st.sampled_from([ToleranceKind.RELATIVE, ToleranceKind.POINTS])),
        no_change_band=Decimal(draw(st.sampled_from([0, 0, 1, 5]))), themes=draw(THEMES),
    )  # fmt: skip


def figure(unit: Unit) -> st.SearchStrategy[Decimal]:
    """A figure of a unit."""
    if unit == Unit.YES_NO:
        return st.sampled_from([Decimal(0), Decimal(1)])
    return ROUND | st.decimals(0, 100 if unit == Unit.PERCENT else 3000, places=2)


@st.composite
def targets(draw: st.DrawFn, indicator: Indicator) -> Target | None:
    """What is aimed at, or nothing."""
    low = draw(figure(indicator.unit) | st.none())
    if low is None:
        return None
    return Target(low, low + draw(ROUND)) if indicator.polarity == Polarity.RANGE else Target(low, low)


@st.composite
def histories(draw: st.DrawFn, indicator: Indicator) -> dict[Period, Stated]:
    """What came of the periods that are compared: figures, reasons for none, or nothing."""
    length = indicator.frequency.length
    now = Q3 if length <= Length.QUARTER else Period.year(2008)
    stretches = [now, now.previous(), now.year_before()]
    periods = [part for stretch in dict.fromkeys(stretches) for part in stretch.parts(min(length, stretch.months))]
    gaps = st.sampled_from([Gap.WITHHELD, Gap.NO_CASES])
    found = {}
    for period in periods:
        come = draw(st.sampled_from(["figure"] * 9 + ["provisional", "gap", "nothing"]))
        if come == "gap":
            found[period] = said(period, gap=draw(gaps))
        elif come != "nothing":
            value = draw(figure(indicator.unit))
            found[period] = Stated(period, value, provisional=come == "provisional")
    return found


@st.composite
def actions(draw: st.DrawFn, code: str) -> Sequence[Action]:
    """What is done about an indicator, if anything."""
    days = st.dates(date(2009, 8, 1), date(2010, 4, 1)) | st.none()
    stated_at = datetime(2010, 1, 17, 9, tzinfo=UTC)
    kinds = draw(st.lists(st.sampled_from(ActionKind), max_size=2))
    return [
        Action(code, kind, f"Do {letter}.", "Cabinet", draw(days), draw(days), "", "Ann", stated_at, stated_at)
        for letter, kind in zip("AB", kinds, strict=False)
    ]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A report on the third quarter with summary, exceptions, perception and digest."""
    things = draw(st.lists(st.sampled_from(THINGS), unique=True, min_size=1, max_size=len(THINGS)))
    chosen = [draw(indicators(thing)) for thing in things]
    aims = {each.code: target for each in chosen if (target := draw(targets(each)))}
    figures = {each.code: draw(histories(each)) for each in chosen}
    done = {code_key(each.code): draw(actions(each.code)) for each in chosen}
    today = draw(st.sampled_from([date(2010, 1, 11), date(2010, 1, 18)]))
    return made(chosen, aims, figures, done, today)


def made(
    chosen: Sequence[Indicator],
    aims: Mapping[str, Target],
    figures: Mapping[str, Mapping[Period, Stated]],
    done: Mapping[str, Sequence[Action]],
    today: date,
) -> Document:
    """The report of these."""
    register = replace(
        a_register(*chosen),
        targets=by_key({code: {Period.year(first): aim for first in (2007, 2008, 2009)} for code, aim in aims.items()}),
    )
    judge = a_judge(register, figures, today=today)
    history: RegisterHistory = judge.register
    as_at = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    material = Material(
        "Sevenoaks District Council", ZoneInfo("Europe/London"), as_at, Q3, register, judge.rows(Q3), [],
        judge.three_years, judge.last_row, history.target, partial(signal_of, judge), actions=done,
    )  # fmt: skip
    return compose(Edition(PLAN), material)
