from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from reports.compose import Material, compose
from reports.document import Document
from tests.council import FILES, GOLDEN, utc
from tests.transforms.given import by_key
from transforms.change import Change
from transforms.judged import Judge
from transforms.judged_signal import signal_of
from transforms.observation import Stated
from transforms.period import Period
from transforms.read_register import read_register
from transforms.register_history import Applied, RegisterHistory
from transforms.report_plan import COMMITTEES_REPORT, Edition

Q3 = Period.quarter(2009, 3)
AS_AT = utc("2010-01-18T09:05:00")
ASIDE = '<script>alert("P&G")</script>'

Figures = dict[str, dict[Period, Stated]]


def stated(period: Period, value: str) -> Stated:
    """A stated value."""
    return Stated(period, Decimal(value))


def golden_figures() -> Figures:
    """The case study's figures."""
    parts = {10: (5, 6), 11: (7, 8), 12: (7, 9)}
    quarters = {Q3: 2, Q3.previous(): 1, Q3.year_before(): 0}
    values = {"LPI CS 1": ("75.94", "62.93", "64.56"), "LPI CS 3": ("60.54", "62.25", "63.73")}
    figures: Figures = {
        code: {period: stated(period, told[at]) for period, at in quarters.items()} for code, told in values.items()
    }
    months = {month: Period.month(2009, month) for month in parts}
    figures["NI 157a"] = {
        months[m]: Stated(months[m], numerator=Decimal(n), denominator=Decimal(d)) for m, (n, d) in parts.items()
    }
    for period, (n, d) in {Q3.previous(): (6, 7), Q3.year_before(): (19, 27)}.items():
        figures["NI 157a"][period] = Stated(period, numerator=Decimal(n), denominator=Decimal(d))
    return figures


@pytest.fixture
def make_report() -> Callable[..., Document]:
    """Makes the committee's report of the tiny council from figures and commentaries."""
    register = read_register(FILES)
    history = RegisterHistory([Applied(date(2009, 4, 1), register)])

    def make(
        figures: Figures, commentaries: dict[str, dict[Period, str]], changes: list[Change] | None = None
    ) -> Document:
        judge = Judge(history, by_key(figures), by_key(commentaries), AS_AT.date())
        material = Material(
            "Sevenoaks District Council", ZoneInfo("Europe/London"), AS_AT, Q3, register, judge.rows(Q3), changes or [],
            judge.three_years, judge.last_row, history.target, partial(signal_of, judge),
        )  # fmt: skip
        return compose(Edition(COMMITTEES_REPORT), material)

    return make


@pytest.fixture
def golden(make_report: Callable[..., Document]) -> Document:
    """The committee's report with the case study's rows, a hostile commentary, and one revision."""
    assert "LPI CS 1" in GOLDEN["cs"]
    december = Period.month(2009, 12)
    change = Change("NI 157a", "Major applications", december, "66.67%", "77.78%", utc("2010-01-16T12:00:00"))
    return make_report(golden_figures(), {"LPI CS 1": {Q3: ASIDE}}, [change])
