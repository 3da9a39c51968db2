from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.feeds import a_feed
from tests.transforms.given import DECEMBER, Q3
from transforms.feed import FeedKind, Span, SpanUnit
from transforms.period import Period


def test_three_months_after_the_quarter_is_the_last_day_of_the_third_month() -> None:
    assert a_feed().expected_on(Q3) == date(2010, 3, 31)
    assert a_feed().expected_on(Period.quarter(2009, 1)) == date(2009, 9, 30)


@pytest.mark.parametrize(
    ("span", "day", "after"),
    [
        (Span(1, SpanUnit.MONTHS), date(2010, 1, 31), date(2010, 2, 28)),
        (Span(1, SpanUnit.MONTHS), date(2010, 2, 28), date(2010, 3, 31)),
        (Span(1, SpanUnit.MONTHS), date(2010, 1, 30), date(2010, 2, 28)),
        (Span(14, SpanUnit.MONTHS), date(2009, 12, 15), date(2011, 2, 15)),
        (Span(45, SpanUnit.DAYS), date(2009, 12, 31), date(2010, 2, 14)),
        (Span(10, SpanUnit.WORKING_DAYS), date(2009, 12, 18), date(2010, 1, 6)),
        (Span(0, SpanUnit.WORKING_DAYS), date(2009, 12, 19), date(2009, 12, 19)),
    ],
)
def test_a_stretch_of_time_is_counted_as_a_calendar_counts_it(span: Span, day: date, after: date) -> None:
    assert span.after(day) == after


def test_an_expected_day_is_a_working_day() -> None:
    feed = a_feed(expected_after=Span(45, SpanUnit.DAYS))

    assert feed.expected_on(DECEMBER) == date(2010, 2, 15)
    assert feed.expected_on(DECEMBER, "previous") == date(2010, 2, 12)


def test_it_is_asked_from_some_days_before_its_day_until_its_grace_is_over() -> None:
    assert (a_feed().asked_from(Q3), a_feed().grace_ends(Q3)) == (date(2010, 3, 26), date(2010, 4, 30))


def test_figures_are_final_at_once_unless_their_source_revises_them() -> None:
    assert a_feed().revised_until(Q3) < Q3.start
    assert a_feed(revised_for=Span(6, SpanUnit.MONTHS)).revised_until(Q3) == date(2010, 9, 30)


def test_the_name_of_a_file_tells_the_feed_and_when_it_came() -> None:
    assert a_feed().file_name("2010-03-31 070000", ".ods") == "kent-waste 2010-03-31 070000.ods"
    assert a_feed().file_name("2010-03-31") == "kent-waste 2010-03-31.csv"
    assert a_feed(kind=FeedKind.STATXPLORE).file_name("2010-03-31") == "kent-waste 2010-03-31.json"


def test_the_variable_of_its_key_is_its_name_in_capitals() -> None:
    assert a_feed(feed="DWP & UC, 2nd").variable == "MORTAR_FEED_KEY_DWP_UC_2ND"
