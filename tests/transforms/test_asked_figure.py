from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    Q2,
    Q3,
    YEAR,
    a_judge,
    a_register,
    an_indicator,
    an_observation,
    said,
)
from transforms.asked_figure import AskedFigure, asked_figures, parts_text
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.indicator import Frequency, Indicator, RollUp
from transforms.judged import Judge
from transforms.observation import Decided, Observation, known_commentaries, known_figures, open_holds
from transforms.period import Period
from transforms.register import Register
from transforms.rollup import Figure

QUARTERLY = an_indicator(code="NI 155", frequency=Frequency.QUARTERLY, rollup=RollUp.SUM, unit=Unit.NUMBER)
ANNUAL = an_indicator(code="NI 137", frequency=Frequency.ANNUAL, rollup=RollUp.LATEST, unit=Unit.NUMBER)
MONTHLY = an_indicator()
OTHERS = an_indicator(code="NI 192", sender="kcc")


def ask(
    register: Register, period: Period, *observations: Observation, today: date = date(2010, 1, 18)
) -> list[AskedFigure]:
    """What Development is asked for, given what was said."""
    plain = a_judge(register, known_figures(observations), known_commentaries(observations), today)
    waiting = frozenset(("ni157a", hold.said.period) for hold in open_holds(observations))
    judge = Judge(plain.register, plain.figures, plain.commentaries, today, waiting=waiting)
    return asked_figures(judge, observations, "dev", period)


def asked_for(rows: list[AskedFigure]) -> list[tuple[str, str]]:
    return [(row.indicator.code, str(row.period)) for row in rows]


def test_a_month_asks_for_its_own_figures_and_those_of_longer_periods_that_end_with_it() -> None:
    register = a_register(MONTHLY, QUARTERLY, ANNUAL, OTHERS)

    assert asked_for(ask(register, NOVEMBER)) == [("NI 157a", "2009-11")]
    assert asked_for(ask(register, DECEMBER)) == [("NI 157a", "2009-12"), ("NI 155", "2009-10 Q3")]
    assert asked_for(ask(register, Period.month(2010, 3))) == [
        ("NI 157a", "2010-03"), ("NI 155", "2009-10 Q4"), ("NI 137", "2009-10"),
    ]  # fmt: skip


def test_a_quarter_asks_first_for_what_is_owed_then_for_what_must_be_explained() -> None:
    good = an_indicator(code="LPI 1")
    register = a_register(good, MONTHLY, QUARTERLY, targets={"LPI 1": {YEAR: "50"}, "NI 157a": {YEAR: "80"}})
    sent = [
        an_observation(said(month, out_of=(6, 10)), code=code)
        for code, months in (("LPI 1", (OCTOBER, NOVEMBER, DECEMBER)), ("NI 157a", (OCTOBER, NOVEMBER, DECEMBER)))
        for month in months
    ]

    rows = ask(register, Q3, *sent)

    assert asked_for(rows) == [("NI 155", "2009-10 Q3"), ("NI 157a", "2009-10 Q3"), ("LPI 1", "2009-10 Q3")]
    assert [row.fields for row in rows] == [("value",), (), ()]
    assert [row.figure for row in rows] == [None, Decimal("60.00"), Decimal("60.00")]


def test_a_quarter_asks_for_a_month_that_never_came_but_not_for_one_that_is_not_over() -> None:
    sent = an_observation(said(OCTOBER, out_of=(5, 6)))

    assert asked_for(ask(a_register(), Q3, sent, today=date(2009, 12, 10))) == [
        ("NI 157a", "2009-11"), ("NI 157a", "2009-10 Q3"),
    ]  # fmt: skip


def test_months_are_not_asked_for_where_the_quarter_itself_was_sent() -> None:
    sent = an_observation(said(Q3, out_of=(19, 23)))

    assert asked_for(ask(a_register(), Q3, sent)) == [("NI 157a", "2009-10 Q3")]


def test_a_quarter_that_no_months_make_up_is_asked_for_itself() -> None:
    rows = ask(a_register(an_indicator(rollup=RollUp.SUPPLIED)), Q3)

    assert [row.fields for row in rows if row.period == Q3] == [("value",)]


@pytest.mark.parametrize(
    ("indicator", "latest", "fields"),
    [
        (MONTHLY, None, ("numerator", "denominator")),
        (MONTHLY, said(NOVEMBER, out_of=(7, 8)), ("numerator", "denominator")),
        (MONTHLY, said(NOVEMBER, "87.5"), ("numerator", "denominator", "value")),
        (MONTHLY, said(NOVEMBER, gap=Gap.WITHHELD), ("numerator", "denominator")),
        (an_indicator(rollup=RollUp.LATEST), None, ("value",)),
        (an_indicator(rollup=RollUp.LATEST), said(NOVEMBER, out_of=(7, 8)), ("numerator", "denominator")),
        (an_indicator(unit=Unit.YES_NO), said(NOVEMBER, "1"), ("value",)),
    ],
)
def test_a_figure_is_asked_for_as_it_is_measured_and_was_sent(
    indicator: Indicator, latest: object, fields: tuple[str, ...]
) -> None:
    sent = [an_observation(latest)] if latest else []  # type: ignore[arg-type]

    [row] = ask(a_register(indicator), DECEMBER, *sent)

    assert row.fields == fields


def test_what_was_sent_is_there_to_be_corrected_but_not_what_a_checker_sent_back() -> None:
    sent = an_observation(said(DECEMBER, out_of=(7, 9), provisional=True), commentary="Few cases.")
    held = an_observation(said(DECEMBER, out_of=(70, 9)), "2010-01-13", held="70 is more than 9")
    returned = an_observation(said(DECEMBER, out_of=(70, 9)), "2010-01-13", held="odd", decided=Decided.RETURNED)

    [known] = ask(a_register(), DECEMBER, sent)
    [waiting] = ask(a_register(), DECEMBER, sent, held)
    [corrected] = ask(a_register(), DECEMBER, sent, returned)

    assert known.stated and known.stated.provisional
    assert (known.figure, known.commentary, known.held_because) == (Decimal("77.78"), "Few cases.", "")
    assert (waiting.figure, waiting.said.waits) == (Decimal("777.78"), True)
    assert waiting.held_because == "70 is more than 9"
    assert corrected.figure == known.figure


def test_a_month_s_commentary_stands_for_the_quarter_until_another_is_written() -> None:
    sent = [an_observation(said(month, out_of=(6, 10)), commentary=f"{month}") for month in (OCTOBER, DECEMBER)]

    rows = ask(a_register(), Q3, *sent)

    assert [row.commentary for row in rows if row.period == Q3] == ["2009-12"]


def test_a_figure_without_cases_has_no_value() -> None:
    [row] = ask(a_register(), DECEMBER, an_observation(said(DECEMBER, out_of=(0, 0), gap=Gap.NO_CASES)))

    assert (row.figure, row.is_owed) == (None, False)


def test_what_an_earlier_figure_was_worked_out_from_is_told_as_it_was_counted() -> None:
    of_nine = Figure(Q2, Decimal(78), Decimal("7.00"), Decimal(9))

    assert parts_text(of_nine, MONTHLY) == "7 of 9"
    assert parts_text(of_nine._replace(numerator=Decimal(8310)), QUARTERLY) == "8,310 ÷ 9"
    assert parts_text(of_nine._replace(parts_in=2, parts_of=3), MONTHLY) == ""
    assert parts_text(Figure(Q2, Decimal(78)), MONTHLY) == ""
