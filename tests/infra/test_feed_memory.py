"""What is remembered of asking feeds, on SQLite and on PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from infra.feed_memory import Answered, last_answer, note_told, remember, was_told
from tests.council import utc

NOW = utc("2010-03-31T07:00:00")
FIRST = Answered("https://waste.example/a.csv", '"v1"', "Wed, 31 Mar 2010 06:00:00 GMT", "0" * 64, "register")


def test_a_feed_that_was_never_asked_answered_nothing(engine: sa.Engine) -> None:
    assert last_answer(engine, "kent-waste") is None


def test_what_a_feed_answered_last_is_remembered_and_not_what_it_answered_before(engine: sa.Engine) -> None:
    remember(engine, "kent-waste", FIRST, NOW)
    remember(engine, "dwp", replace(FIRST, etag=""), NOW)
    remember(engine, "kent-waste", replace(FIRST, etag='"v2"'), NOW)

    assert last_answer(engine, "kent-waste") == replace(FIRST, etag='"v2"')
    assert last_answer(engine, "dwp") == replace(FIRST, etag="")


def test_what_was_told_of_a_feed_is_remembered_and_when(engine: sa.Engine) -> None:
    note_told(engine, "waste", "2009-12", NOW)
    note_told(engine, "waste", "2009-12", NOW)

    assert was_told(engine, "waste", "2009-12")
    assert was_told(engine, "waste", "2009-12", since=NOW)
    assert not was_told(engine, "waste", "2009-12", since=NOW + timedelta(seconds=1))
    assert not was_told(engine, "waste", "2009-11")
    assert not was_told(engine, "benefits", "2009-12")
