"""No reminder goes out twice and none is lost: over crashes, runs at the same time, a mail server that is down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import reminder_steps
from flows.reminder_steps import find_digests, hand_over, write_reminders
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import at
from tests.flows.outbox import mails
from tests.flows.remind import remind, reminded
from tests.flows.test_reminder_steps import A_WEEK_BEFORE, JANUARY, ON_THE_DAY, send
from tests.infra.test_mail import Choosy, Server, read
from transforms.errors import MailNotSent, MailRefused


def without_mail(house: House) -> House:
    """The same house while its mail server is down."""
    return House(house.workspace, house.settings.model_copy(update={"mail": "smtp://127.0.0.1:9"}))


def test_nobody_is_reminded_again_though_the_warehouse_was_thrown_away(house: House) -> None:
    remind(at(house, A_WEEK_BEFORE))

    rebuild(house.engine, house.lake)

    assert find_digests(at(house, A_WEEK_BEFORE)) == []
    assert find_digests(at(house, "2010-02-09")) == []


@pytest.mark.parametrize("goes_on", [A_WEEK_BEFORE, "2010-02-09"])
def test_sent_again_after_a_crash_it_is_the_same_message_though_something_came_meanwhile(
    house: House, goes_on: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash, pytest.raises(KeyboardInterrupt):
        crash.setattr(reminder_steps, "_record", _crash)
        remind(at(house, A_WEEK_BEFORE))
    [before] = mails(house)
    send(at(house, A_WEEK_BEFORE), "cs", "Code,Value,Period\nLPI CS 1,81%,Jan-10\n")

    assert reminded(at(house, goes_on)) == ["cs", "dev"]

    after = [message["Message-ID"] for message in mails(house) if message["To"] == before["To"]]
    assert after == [before["Message-ID"]]
    assert find_digests(at(house, goes_on)) == []


def test_what_was_under_way_when_a_crash_came_lends_its_name_to_nothing_else(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash, pytest.raises(KeyboardInterrupt):
        crash.setattr(reminder_steps, "_record", _crash)
        remind(at(house, A_WEEK_BEFORE))
    send(at(house, A_WEEK_BEFORE), "cs", JANUARY["cs"])

    remind(at(house, "2010-03-08"))

    assert len([message for message in mails(house) if message["To"] == "cs@council.example"]) == 2


def test_after_a_crash_while_it_was_being_recorded_a_mail_is_neither_sent_again_nor_its_name_used_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash, pytest.raises(KeyboardInterrupt):
        crash.setattr(reminder_steps, "end_reminder", _crash)
        remind(at(house, A_WEEK_BEFORE))

    assert reminded(at(house, A_WEEK_BEFORE)) == ["dev"]
    assert reminded(at(house, ON_THE_DAY)) == ["cs", "dev"]
    assert len([message for message in mails(house) if message["To"] == "cs@council.example"]) == 2


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_two_runs_at_the_same_time_send_each_mail_once(house: House) -> None:
    day = at(house, A_WEEK_BEFORE)
    slower = write_reminders(day)
    remind(day)
    (house.workspace / "outbox").rename(house.workspace / "read")

    hand_over(day, slower)

    assert slower.sent == []
    assert mails(house) == []


def test_while_the_mail_server_is_down_nobody_is_said_to_have_been_reminded(house: House) -> None:
    [down] = remind(without_mail(at(house, A_WEEK_BEFORE))).unsent

    assert isinstance(down, MailNotSent)
    assert reminded(at(house, "2010-02-09")) == ["cs", "dev"]


@pytest.fixture
def choosy(tmp_path: Path) -> Iterator[tuple[Choosy, str]]:
    """A mail server that says what it is told to say, and its address."""
    handler = Choosy(tmp_path / "mail", {})
    with Server(tmp_path / "mail", handler=handler) as address:
        yield handler, f"smtp://{address}"


def test_an_address_that_is_refused_keeps_nobody_else_from_theirs(house: House, choosy: tuple[Choosy, str]) -> None:
    handler, address = choosy
    by_server = House(house.workspace, house.settings.model_copy(update={"mail": address}))
    handler.answers = {"cs@council.example": "550 5.1.1 nobody of that name"}

    post = remind(at(by_server, A_WEEK_BEFORE))
    handler.answers = {}
    later = reminded(at(by_server, "2010-02-09"))

    assert [letter.digest.to for letter in post.sent] == ["dev@council.example"]
    assert [type(error) for error in post.unsent] == [MailRefused]
    assert later == ["cs"]
    assert sorted(str(m["To"]) for m in read(house.workspace / "mail")) == ["cs@council.example", "dev@council.example"]
