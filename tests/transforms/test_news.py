"""Which reports something concerns that became known after they went out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.council import utc
from tests.transforms.given import DECEMBER, Q3, YEAR
from transforms.issue import Issue, Why
from transforms.news import News
from transforms.period import Period

WENT_OUT = utc("2010-01-29T07:00")
EARLIER, LATER = WENT_OUT - timedelta(hours=1), WENT_OUT + timedelta(hours=1)


def issue(period: Period) -> Issue:
    return Issue("scrutiny", period, 1, Why.CALENDAR, WENT_OUT, {})


@pytest.mark.parametrize(
    ("period", "concerns"),
    [
        (DECEMBER, True),
        (Q3.previous(), True),
        (DECEMBER.year_before(), True),
        (YEAR, True),
        (Period.month(2010, 1), False),
        (Period.quarter(2009, 1), False),
    ],
)
def test_news_concern_the_periods_that_a_report_prints(period: Period, concerns: bool) -> None:
    assert list(News({("NI157A", period): LATER}).since(issue(Q3))) == ([("NI157A", period)] if concerns else [])


def test_what_was_known_before_is_no_news() -> None:
    news = News({("NI157A", DECEMBER): EARLIER, ("BV9", DECEMBER): LATER, ("LPI1", DECEMBER): WENT_OUT})
    assert list(news.since(issue(Q3))) == [("BV9", DECEMBER)]
    assert list(news.since(issue(Q3))) == [("BV9", DECEMBER)]
