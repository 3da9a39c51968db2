"""A figure followed back that has everything: parts, corrections, a decision, findings, and what was sent back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reports.trace_page import Picture, Told, figure_page
from tests.council import utc
from tests.transforms.given import DECEMBER, NOVEMBER, OCTOBER, Q3, a_register, an_indicator, an_observation, said
from tests.transforms.records import COUNCIL, a_finding, a_receipt, judge_of
from transforms.change import changes_of
from transforms.finding import Severity
from transforms.group import Group, Member
from transforms.observation import Decided, Observation
from transforms.period import Period
from transforms.register_history import Applied, RegisterHistory
from transforms.surroundings import surroundings
from transforms.traced import SentBack, Step, Trace, parts_of, statements_used, steps_of
from transforms.workbook import Sheet, Workbook

TOLD = Told(COUNCIL, utc("2010-01-20T09:05:00"))
LONG = "Environmental Health, Building Control and Licensing: a shared service of two councils, return of December"
WRITTEN = "Staff shortages, combined with impacts from severe weather during December, have had an effect."
INDICATOR = an_indicator(name=f"{an_indicator().name} ({LONG})")
SCORE = an_indicator(code="LPI PP 3", made_of=Group((Member("NI 157a", Decimal(2)),)))
REGISTER = a_register(INDICATOR, SCORE, targets={"NI 157a": {Period.year(2009): "80.00"}})
HISTORY = RegisterHistory([Applied(utc("2008-01-01T09:00:00").date(), REGISTER)])


def stated(period: Period, parts: tuple[int, int], day: str, **became: str) -> Observation:
    """A statement with its cells in a file with a long name."""
    made = an_observation(said(period, out_of=parts), day, **became)  # type: ignore[arg-type]
    cells = {"cell": "E4", "numerator_cell": "C4", "denominator_cell": "D4"}
    return replace(made, file=f"{LONG}.xlsx", sha256="0123456789abcdef" * 4, **cells)  # type: ignore[arg-type]


OBSERVATIONS = [
    stated(OCTOBER, (5, 6), "2009-11-12"),
    stated(NOVEMBER, (6, 8), "2009-12-12"),
    stated(NOVEMBER, (7, 8), "2010-01-11"),
    stated(DECEMBER, (7, 9), "2010-01-12", held="out of bounds", decided=Decided.RELEASED, commentary=WRITTEN),  # type: ignore[arg-type]
    stated(DECEMBER, (9, 7), "2010-01-13", held="out of bounds"),
]
ROWS = [
    [LONG, "", "", "", "", ""],
    ["Code", "Measure", "Num", "Denom", "Actual", "Comments"],
    ["NI 157b", "Minor applications", 22.0, 30.0, 73.33, ""],
    ["NI 157a", "Major applications", 7.0, 9.0, 77.78, WRITTEN],
]


def full_trace() -> Trace:
    """The figure of the quarter."""
    judge = judge_of(OBSERVATIONS, HISTORY)
    used = statements_used(judge, INDICATOR, Q3)
    receipt = a_receipt("2010-01-12", file=f"{LONG}.xlsx")
    held = a_finding("outside-limits", Severity.HOLD)
    steps = steps_of(INDICATOR, OBSERVATIONS, {OBSERVATIONS[3].observation_id: [held]}, used)
    return Trace(
        INDICATOR,
        Q3,
        judge.row(INDICATOR, Q3),
        judge.figure(INDICATOR, Q3),
        [
            replace(step, sender_name=LONG, receipt=receipt, passed=["unknown-code"], repeated=[receipt])
            for step in steps
        ],
        parts_of(judge, INDICATOR, Q3),
        changes_of(INDICATOR, OBSERVATIONS),
        [SentBack(receipt, a_finding())],
    )


def full_page() -> bytes:
    """Its page; one file cannot be shown any more."""
    traced = full_trace()
    return figure_page(traced, TOLD, {step.observation.observation_id: _picture(step) for step in traced.steps}, {})


def scored_page() -> bytes:
    """The page of a score that is made of it."""
    judge = judge_of(OBSERVATIONS, HISTORY)
    made = Trace(SCORE, Q3, judge.row(SCORE, Q3), judge.figure(SCORE, Q3), [], inputs=[full_trace()])
    return figure_page(made, TOLD, {}, {"NI 157a": "ni-157a-2009-10-q3.html"})


def _picture(step: Step) -> Picture:
    if step.observation.said.period == OCTOBER:
        return "The lake has lost the file."
    return surroundings(Workbook((Sheet("Return", ROWS, hidden=True),)), "Return", step.roles) or "not there"
