"""The step by which the Policy Team hears of feeds: which are late, and which cannot be had until a person does something."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from flows.feed_steps import Asked
from infra.feed_memory import note_told, was_told
from infra.mail import Wording, message_of
from infra.outage import may_mend
from infra.wiring import House
from reports.feed_mail import FeedNews
from transforms.errors import FeedUnanswered, MortarError
from transforms.feed_calendar import Late

A_WEEK = timedelta(days=7)
"""After which it is told again that a feed cannot be had, for the same reason."""


def find_refused(house: House, asked: Sequence[Asked]) -> list[Asked]:
    """The feeds that no waiting will bring, as where a key is not accepted, and of which nobody heard within the week."""
    since = house.clock.now() - A_WEEK
    return [
        each
        for each in asked
        if _needs_a_person(each.error) and not was_told(house.engine, each.feed, each.words, since)
    ]


def _needs_a_person(error: Exception | None) -> bool:
    return error is not None and not isinstance(error, FeedUnanswered) and not may_mend(error)


def tell_policy_team(house: House, late: Sequence[Late], refused: Sequence[Asked]) -> None:
    """Tell the Policy Team in one mail, and remember what was refused; the caller remembers what is late.

    Raises `MailNotSent`; then nothing is remembered, and the next run tells it.
    """
    if not late and not refused:
        return
    news = FeedNews(late, [_with_remedy(each) for each in refused], house.council.name)
    parts = sorted([*(each.words for each in late), *(each.words for each in refused)])
    identity = hashlib.sha256("\0".join([str(house.clock.today()), *parts]).encode()).hexdigest()[:16]
    to = house.settings.policy_team_address
    said = Wording(f"feeds.{identity}", to, news.subject, news.as_text(), news.as_page())
    house.mail.send(message_of(said, house.settings.mail_from, house.clock.now()))
    for each in refused:
        note_told(house.engine, each.feed, each.words, house.clock.now())


def _with_remedy(asked: Asked) -> str:
    return f"{asked.words} {asked.error.remedy}" if isinstance(asked.error, MortarError) else asked.words
