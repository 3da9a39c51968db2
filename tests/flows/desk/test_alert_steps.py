"""Who has to know of a held figure hears of it once: the Policy Team that it waits, its sender that it came back."""

from __future__ import annotations

import pytest

from flows import alert_steps
from flows.alert_steps import find_untold, tell_policy_team, tell_senders
from flows.decide import Hold, decide
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import drop
from tests.flows.outbox import body, mails
from tests.flows.take_in import take_in
from transforms.errors import MailNotSent
from transforms.observation import Decided

DESK = "http://127.0.0.1:4200/v2/runs/flow-run/1"


def tell(house: House) -> None:
    """Tell the Policy Team of what it has not heard of."""
    holds = find_untold(house)
    tell_policy_team(house, holds, {hold.observation.observation_id: DESK for hold in holds})


def without_mail(house: House) -> House:
    """The same house while its mail server is down."""
    return House(house.workspace, house.settings.model_copy(update={"mail": "smtp://127.0.0.1:9"}))


def test_the_policy_team_is_told_of_a_figure_that_waits(house: House, hold: Hold) -> None:
    tell(house)

    [message] = mails(house)
    assert message["To"] == house.settings.mail_from
    assert message["Subject"] == "To decide: LPI CS 1, December 2009, is 120.00%"
    assert "600 is more than the 500 it is counted out of" in body(message)
    assert f"Decide: {DESK}" in body(message)
    assert DESK in body(message, "html")


def test_it_hears_at_the_address_that_is_set(house: House, hold: Hold) -> None:
    tell(House(house.workspace, house.settings.model_copy(update={"policy_team": "team@council.example"})))

    assert mails(house)[0]["To"] == "team@council.example"


def test_it_is_told_once(house: House, hold: Hold) -> None:
    tell(house)
    (house.workspace / "outbox").rename(house.workspace / "read")

    tell(house)

    assert mails(house) == []


def test_it_is_told_once_though_the_warehouse_was_thrown_away(house: House, hold: Hold) -> None:
    tell(house)

    rebuild(house.engine, house.lake)

    assert find_untold(house) == []


def test_told_again_after_a_crash_it_is_the_same_message(
    house: House, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as crash, pytest.raises(KeyboardInterrupt):
        crash.setattr(alert_steps, "_record", _crash)
        tell(house)

    tell(house)

    assert len(mails(house)) == 1
    assert find_untold(house) == []


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_while_the_mail_server_is_down_nobody_is_said_to_have_been_told(house: House, hold: Hold) -> None:
    with pytest.raises(MailNotSent):
        tell(without_mail(house))

    assert len(find_untold(house)) == 1


@pytest.mark.slow
def test_figures_that_came_since_are_told_of_in_a_mail_of_their_own(house: House, hold: Hold) -> None:
    tell(house)
    drop(house, "cs", "November.csv", "Code,Numerator,Denominator,Period\nLPI CS 3,600,500,Nov-09\n")
    take_in(house)

    tell(house)

    assert sorted(message["Subject"].split(",")[0] for message in mails(house)) == [
        "To decide: LPI CS 1",
        "To decide: LPI CS 3",
    ]


def test_what_is_decided_before_anybody_was_told_is_not_told(house: House, hold: Hold) -> None:
    decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", "Right")

    tell(house)

    assert mails(house) == []


def test_a_sender_is_told_of_a_figure_that_came_back_by_mail_and_beside_the_files(house: House, hold: Hold) -> None:
    decide(house, hold.short_id, Decided.RETURNED, "Lee Banks", "Counted twice")

    tell_senders(house)
    tell_senders(house)

    [message] = mails(house)
    assert (message["To"], message["Subject"]) == (
        "cs@council.example",
        "Sent back: LPI CS 1, December 2009, in return.csv",
    )
    assert "Lee Banks says: Counted twice" in body(message)
    page = house.inbox.root / "cs" / "Answers" / "LPI CS 1 December 2009 - sent back.html"
    assert "Counted twice" in page.read_text("utf-8")
    assert list(house.inbox.arrivals()) == []


def test_a_sender_is_told_once_of_a_figure_that_was_released(house: House, hold: Hold) -> None:
    decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", "Confirmed by telephone")

    tell_senders(house)
    tell_senders(house)

    [message] = mails(house)
    assert (message["To"], message["Subject"]) == (
        "cs@council.example",
        "Released: LPI CS 1, December 2009, in return.csv",
    )
    assert "it counts" in body(message)
    assert "Lee Banks says: Confirmed by telephone" in body(message)
    assert (house.inbox.root / "cs" / "Answers" / "LPI CS 1 December 2009 - released.html").is_file()


def test_while_the_mail_server_is_down_the_sender_is_told_later(house: House, hold: Hold) -> None:
    decide(house, hold.short_id, Decided.RETURNED, "Lee Banks", "Counted twice")
    with pytest.raises(MailNotSent):
        tell_senders(without_mail(house))

    tell_senders(house)

    assert len(mails(house)) == 1
