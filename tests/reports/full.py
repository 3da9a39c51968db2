"""A report in which everything stands that a report can carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from reports.document import Document, Replaced, Section
from reports.reissued import Cell, Differing
from tests.council import utc
from tests.reports.conftest import AS_AT, Q3
from tests.transforms.upkeeps import an_upkeep
from transforms.action import Action, ActionKind
from transforms.code import code_key
from transforms.comparison import Comparison, Theirs
from transforms.housekeeping import Effort, Upkeep

CODE = "LPI CS 1"


def full(golden: Document) -> Document:
    """The golden report with actions, a referral, a comparison, evidence for housekeeping, and a version before it."""
    cells = [Cell("Current value", "80.00%", "82.61%"), Cell("Traffic light", "Caution", "Good")]
    theirs = [Theirs("Maidstone", Decimal("71.25")), Theirs(golden.council, Decimal("64.56"))]
    kent = Comparison("Kent districts", Q3, Decimal("64.56"), theirs, 2, False, 3, Decimal("67.905"))
    return replace(
        golden,
        version=2,
        replaces=Replaced(1, utc("2010-01-15T09:00:00"), [Differing("NI 157a", "Major applications", cells)]),
        actions={code_key(CODE): [action("Recruit two advisers", date(2010, 3, 31)), referral()]},
        comparisons={code_key(CODE): kent},
        upkeep={
            code_key(row.indicator.code): upkeep for row, upkeep in zip(golden.rows, evidence(golden), strict=False)
        },
    )


def evidence(golden: Document) -> list[Upkeep]:
    """What speaks for and against the first indicators, of each suggestion one."""
    much = Effort(asked=12, late=4, days=9, owed=1, refused=1, held=1, corrected=1, troubled=6, reminders=3)
    seen: list[dict[str, Any]] = [{"reports": (), "effort": much}, {"different": 1}, {"good": 24, "explained": 0}, {}]
    return [an_upkeep(row.indicator, **each) for row, each in zip(golden.rows, seen, strict=False)]


def action(what: str, by_when: date | None, done: date | None = None) -> Action:
    """Something that Customer Services does."""
    return Action(CODE, ActionKind.ACTION, what, "Head of CS", by_when, done, "", "Ann Bell", AS_AT, AS_AT)


def referral() -> Action:
    """An issue referred to Cabinet, on whose answer the day has passed."""
    what, by = "Ask for an options paper", "Performance and Governance Committee"
    return Action(CODE, ActionKind.REFERRAL, what, "Cabinet", date(2010, 1, 10), None, "", by, AS_AT, AS_AT)


def saying(golden: Document, texts: Sequence[str]) -> Document:
    """The golden report with a text as the commentary of each of its first rows."""
    section = golden.sections[0]
    rows = [replace(row, commentary=text) for row, text in zip(section.rows, texts, strict=False)]
    return replace(golden, sections=[Section(section.service, rows), *golden.sections[1:]])
