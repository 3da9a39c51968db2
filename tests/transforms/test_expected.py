from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.transforms.feeds import WASTE, a_feed
from tests.transforms.given import DECEMBER, OCTOBER, Q3, a_judge, a_register, a_sender, an_indicator
from transforms.expected import Expected, expected_of
from transforms.feed import Feed, Span, SpanUnit
from transforms.indicator import Frequency, Indicator
from transforms.judged import Judge
from transforms.period import Period
from transforms.register import Register
from transforms.register_history import Applied, RegisterHistory

MARCH = Period.month(2010, 3)
QUARTERLY = an_indicator(code="LPI CS 6", frequency=Frequency.QUARTERLY)
ANNUAL = an_indicator(code="NI 154", frequency=Frequency.ANNUAL)
RECYCLED = an_indicator(code="NI 192", sender="kcc")


def register(*indicators: Indicator, feeds: tuple[Feed, ...] = (), due_day: int = 15) -> Register:
    """A register of these indicators, of Development with its due day, and of the county's feeds."""
    known = a_register(*indicators, senders=[a_sender("dev", due_day=due_day), a_sender("kcc")])
    return replace(known, feeds={feed.feed: feed for feed in feeds})


def asked(expected: Expected) -> tuple[str, str, date]:
    return expected.sender, expected.label, expected.due


def test_what_is_due_on_one_day_is_one_return() -> None:
    [one] = expected_of(a_judge(register(an_indicator(), QUARTERLY, ANNUAL)), [MARCH])

    assert asked(one) == ("dev", "March 2010, its quarter and its year", date(2010, 4, 15))
    assert [str(period) for period in one.periods] == ["2010-03", "2009-10 Q4", "2009-10"]


def test_the_day_is_the_senders_own_on_a_working_day() -> None:
    judge = a_judge(register(due_day=20))

    assert [each.due for each in expected_of(judge, [DECEMBER, Period.month(2010, 1)])] == [
        date(2010, 1, 20),
        date(2010, 2, 22),
    ]


def test_a_day_off_of_england_moves_the_day() -> None:
    assert expected_of(a_judge(register(due_day=25)), [Period.month(2009, 11)])[0].due == date(2009, 12, 29)


@pytest.mark.parametrize(("changed_on", "due"), [(date(2010, 1, 20), 25), (date(2010, 2, 1), 15)])
def test_the_due_day_is_the_one_that_stood_when_the_period_was_reported(changed_on: date, due: int) -> None:
    history = RegisterHistory([Applied(date(2009, 1, 1), register()), Applied(changed_on, register(due_day=25))])

    assert expected_of(Judge(history, {}, {}, date(2010, 3, 1)), [DECEMBER])[0].due == date(2010, 1, due)


def test_what_a_feed_gives_is_expected_by_its_own_rule() -> None:
    quarterly = replace(RECYCLED, frequency=Frequency.QUARTERLY)

    [one] = expected_of(a_judge(register(quarterly, feeds=(WASTE,))), [DECEMBER])

    assert asked(one) == ("kcc", Q3.label, date(2010, 3, 31))
    assert one.feed == WASTE


def test_months_that_a_feed_gives_by_the_quarter_are_one_return() -> None:
    [one] = expected_of(a_judge(register(RECYCLED, feeds=(WASTE,))), list(Q3.parts(1)))

    assert asked(one) == ("kcc", "October 2009 to December 2009", date(2010, 3, 31))


def test_of_two_feeds_for_one_figure_the_later_is_waited_for() -> None:
    sooner = a_feed(feed="county-press", expected_after=Span(45, SpanUnit.DAYS))

    for feeds in ((sooner, WASTE), (WASTE, sooner)):
        assert expected_of(a_judge(register(RECYCLED, feeds=feeds)), [OCTOBER])[0].due == date(2010, 3, 31)


def test_a_feed_that_was_registered_later_excuses_what_came_before_it() -> None:
    history = RegisterHistory(
        [Applied(date(2009, 1, 1), register(RECYCLED)), Applied(date(2010, 6, 1), register(RECYCLED, feeds=(WASTE,)))]
    )

    assert expected_of(Judge(history, {}, {}, date(2010, 7, 1)), [DECEMBER])[0].due == date(2010, 3, 31)
