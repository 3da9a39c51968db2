from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.transforms.feeds import WASTE, a_feed
from tests.transforms.given import Q3, YEAR, a_register, a_sender, an_indicator, by_key, said
from transforms.code import code_key
from transforms.due_day import given_by
from transforms.feed import Feed, FeedKind, Span, SpanUnit
from transforms.feed_calendar import has_come, late_of, wanted_of
from transforms.gap import Gap
from transforms.indicator import Frequency
from transforms.judged import Judge
from transforms.layout import Layout, Part, Series
from transforms.observation import Stated
from transforms.period import APRIL, Period
from transforms.register import Register
from transforms.register_history import Applied, RegisterHistory

Q1, Q2, Q4 = (Period.quarter(2009, number) for number in (1, 2, 4))
RECYCLED = an_indicator(code="NI 192", sender="kcc", frequency=Frequency.QUARTERLY)
LANDFILL = an_indicator(code="NI 193", sender="kcc", frequency=Frequency.QUARTERLY)
OTHERS = an_indicator(code="NI 157a", frequency=Frequency.QUARTERLY)
EXPECTED = date(2010, 3, 31)
"""Of the third quarter: three months after its end."""


def register(*feeds: Feed, **layouts: Layout) -> Register:
    """A register of the county's indicators and these feeds."""
    known = a_register(RECYCLED, LANDFILL, OTHERS, senders=[a_sender("kcc")])
    return Register(known.senders, known.services, known.indicators, {}, layouts, {feed.feed: feed for feed in feeds})


def judge(
    today: date,
    *came: Period,
    feed: Feed = WASTE,
    since: date = date(2009, 9, 1),
    waiting: frozenset[tuple[str, Period]] = frozenset(),
    codes: tuple[str, ...] = ("NI 192", "NI 193"),
) -> Judge:
    """A judge on a day, to whom the figures of these periods are known."""
    figures = {code: {period: said(period, "33.1") for period in came} for code in codes}
    history = RegisterHistory([Applied(date(2008, 4, 1), register()), Applied(since, register(feed))])
    return Judge(history, by_key(figures), {}, today, waiting=waiting)


def awaited(today: date, *came: Period) -> tuple[Period, ...]:
    """The periods for which the feed is asked on a day."""
    return wanted_of(judge(today, *came), WASTE, APRIL).awaited


@pytest.mark.parametrize(
    ("today", "is_asked"),
    [
        (date(2010, 3, 25), False),
        (date(2010, 3, 26), True),
        (EXPECTED, True),
        (date(2010, 4, 30), True),
        (date(2010, 5, 1), False),
    ],
)
def test_it_is_asked_each_day_from_before_its_day_until_its_grace_is_over(today: date, is_asked: bool) -> None:
    assert (Q3 in awaited(today, Q1, Q2)) == is_asked


def test_it_is_not_asked_after_it_came() -> None:
    assert awaited(EXPECTED, Q1, Q2, Q3) == ()


def test_a_figure_that_is_held_has_come_and_one_of_two_has_not() -> None:
    assert has_come(judge(EXPECTED, Q3), WASTE, Q3)
    assert not has_come(judge(EXPECTED, Q3, codes=("NI 192",)), WASTE, Q3)
    held = frozenset({(code_key("NI 193"), Q3)})
    assert has_come(judge(EXPECTED, Q3, codes=("NI 192",), waiting=held), WASTE, Q3)


def test_that_there_is_no_figure_has_come_too() -> None:
    withheld = {"NI 192": {Q3: Stated(Q3, gap=Gap.WITHHELD)}, "NI 193": {Q3: said(Q3, "60")}}
    known = Judge(judge(EXPECTED).register, by_key(withheld), {}, EXPECTED)

    assert has_come(known, WASTE, Q3)


def test_what_its_source_may_revise_is_asked_for_again_though_it_came() -> None:
    revised = a_feed(revised_for=Span(6, SpanUnit.MONTHS))

    for today, may_differ in ((date(2010, 9, 30), (Q3, Q4)), (date(2010, 10, 1), (Q4,)), (date(2011, 1, 1), ())):
        wanted = wanted_of(judge(today, Q1, Q2, Q3, Q4, feed=revised), revised, APRIL)
        assert wanted.may_differ == may_differ


def test_why_it_is_asked_is_said() -> None:
    revised = a_feed(revised_for=Span(1, SpanUnit.MONTHS), early_days=100)

    wanted = wanted_of(judge(date(2010, 4, 8), Q1, Q2, Q3, feed=revised), revised, APRIL)

    assert (
        wanted.words
        == "kent-waste: January to March 2010 is awaited; October to December 2009 is in and may be revised."
    )


def test_it_is_late_when_its_grace_is_over_and_whom_to_ask_is_said() -> None:
    assert late_of(judge(date(2010, 4, 30), Q1, Q2), WASTE, APRIL) == []

    [late] = late_of(judge(date(2010, 5, 1), Q1, Q2), WASTE, APRIL)

    assert (late.period, late.expected) == (Q3, EXPECTED)
    assert late.words == (
        "kent-waste for October to December 2009 was expected on 31 March 2010 and has not come: "
        "ask Waste statistics, waste@county.example."
    )


def test_what_came_after_all_is_not_late() -> None:
    assert late_of(judge(date(2010, 5, 1), Q1, Q2, Q3), WASTE, APRIL) == []


def test_what_was_over_before_the_feed_was_registered_was_asked_of_nobody() -> None:
    assert late_of(judge(date(2010, 5, 1), since=date(2010, 5, 1)), WASTE, APRIL) == []
    periods = [late.period for late in late_of(judge(date(2010, 5, 1), since=date(2010, 1, 31)), WASTE, APRIL)]
    assert periods == [Q3]


def test_of_older_periods_than_a_year_nothing_is_said() -> None:
    periods = [late.period for late in late_of(judge(date(2012, 1, 15)), WASTE, APRIL)]

    assert periods == [Period.quarter(2010, number) for number in (2, 3, 4)] + [Period.quarter(2011, 1)]


def test_what_is_dropped_is_late_like_anything_else() -> None:
    dropped = a_feed(kind=FeedKind.DROP, url="")

    assert [late.period for late in late_of(judge(date(2010, 5, 1), Q1, Q2, feed=dropped), dropped, APRIL)] == [Q3]


def test_a_feed_gives_all_that_its_sender_sends_unless_layouts_of_its_files_say_otherwise() -> None:
    layout = Layout(
        "waste",
        senders=("kcc",),
        files=("kent-waste 20*.csv",),
        series=(Series(("a",), "ni193", Part.VALUE, Decimal(1)),),
    )
    by_code = Layout("any", senders=("kcc",), series=(Series(("a",), "", Part.VALUE, Decimal(1)),))

    def given(**layouts: Layout) -> list[str]:
        known = Judge(RegisterHistory([Applied(date(2009, 1, 1), register(WASTE, **layouts))]), {}, {}, EXPECTED)
        return [indicator.code for indicator in given_by(known.register, WASTE, Q3)]

    assert given() == ["NI 192", "NI 193"]
    assert given(waste=layout) == ["NI 193"]
    assert given(waste=layout, any=by_code) == ["NI 192", "NI 193"]


def test_months_may_be_given_by_the_quarter_but_years_by_no_quarter() -> None:
    monthly = an_indicator(code="NI 191", sender="kcc", frequency=Frequency.MONTHLY)
    annual = an_indicator(code="NI 195", sender="kcc", frequency=Frequency.ANNUAL)
    known = a_register(monthly, annual, senders=[a_sender("kcc")])
    history = RegisterHistory([Applied(date(2009, 1, 1), known)])

    assert given_by(history, WASTE, Q3) == [monthly]
    assert (
        has_come(Judge(RegisterHistory([Applied(date(2009, 1, 1), a_register(annual))]), {}, {}, EXPECTED), WASTE, YEAR)
        is None
    )
