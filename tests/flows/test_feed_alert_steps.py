"""The Policy Team hears by mail of feeds that are late, and of those that no waiting will bring."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage

import pytest

from flows.feed_alert_steps import find_refused, tell_policy_team
from flows.feed_steps import Asked, Came
from infra.wiring import House
from tests.council import at
from tests.flows.outbox import body, mails
from tests.transforms.feeds import WASTE
from tests.transforms.given import Q3
from transforms.errors import FeedRefused, FeedUnanswered
from transforms.feed_calendar import Late

EXPECTED = WASTE.expected_on(Q3)
NOT_ACCEPTED = FeedRefused("The server does not accept the key.", "Ask for a new one.")


def refused(error: Exception | None) -> Asked:
    return Asked("dwp-benefits", Came.FAILED, f"dwp-benefits: {error}", error=error)


def tell(house: House, late: Sequence[Late] = (), *asked: Asked) -> list[EmailMessage]:
    tell_policy_team(house, late, find_refused(house, asked))
    return mails(house)


def test_a_late_feed_is_told_with_its_day_and_whom_to_ask(house: House) -> None:
    [message] = tell(house, [Late(WASTE, Q3, EXPECTED)])

    assert message["To"] == house.settings.policy_team_address
    assert message["Subject"] == f"{WASTE.feed} for October to December 2009 is late"
    assert "expected on 31 March 2010" in body(message)
    assert WASTE.contact_email in body(message)
    assert f"mailto:{WASTE.contact_email}" in body(message, "html")


def test_a_feed_that_no_waiting_will_bring_is_told_once_a_week(house: House) -> None:
    [message] = tell(house, (), refused(NOT_ACCEPTED))
    assert "Ask for a new one." in body(message)

    assert len(tell(at(house, "2010-01-19"), (), refused(NOT_ACCEPTED))) == 1
    assert len(tell(at(house, "2010-01-27"), (), refused(NOT_ACCEPTED))) == 2


@pytest.mark.parametrize("error", [FeedUnanswered("It does not answer."), TimeoutError(), None])
def test_what_may_come_by_itself_is_no_news(house: House, error: Exception | None) -> None:
    assert tell(house, (), refused(error)) == []


def test_all_of_a_morning_is_one_mail(house: House) -> None:
    [message] = tell(house, [Late(WASTE, Q3, EXPECTED)], refused(NOT_ACCEPTED))
    assert str(message["Subject"]).startswith("2 feeds to look after")
