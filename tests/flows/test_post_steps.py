"""How answers go out: what the mail server refuses to one sender hinders no other, and nothing goes out twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.answer_steps import find_unanswered
from flows.post_steps import hand_over, record_answers, write_answers
from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, at, drop
from tests.flows.answer import answer
from tests.flows.take_in import take_in
from tests.infra.test_mail import Choosy, Server, read
from transforms.errors import MailNotSent, MailRefused


@pytest.fixture
def choosy(tmp_path: Path) -> Iterator[tuple[Choosy, str]]:
    """A mail server that says what it is told to say, and its address."""
    handler = Choosy(tmp_path / "mail", {})
    with Server(tmp_path / "mail", handler=handler) as address:
        yield handler, f"smtp://{address}"


@pytest.fixture
def waiting(house: House, choosy: tuple[Choosy, str]) -> House:
    """A council with two returns to answer, by that server."""
    for sender in ("cs", "dev"):
        drop(house, sender, "return.csv", GOLDEN[sender])
    take_in(house)
    return House(house.workspace, house.settings.model_copy(update={"mail": choosy[1]}))


def got(house: House) -> list[str]:
    """Who got an answer, in the order of the alphabet."""
    return sorted(str(message["To"]) for message in read(house.workspace / "mail"))


def test_a_recipient_that_is_refused_hinders_no_other_and_is_told_once_a_day(
    waiting: House, choosy: tuple[Choosy, str]
) -> None:
    choosy[0].answers["cs@council.example"] = "550 5.1.1 nobody of that name"

    [refusal] = answer(waiting)

    assert isinstance(refusal, MailRefused)
    assert "550 5.1.1 nobody of that name" in refusal.message
    assert got(waiting) == ["dev@council.example"]
    assert find_unanswered(waiting) == []
    assert answer(waiting) == [], "it is not tried again with each run"

    [again] = answer(at(waiting, "2010-01-20"))
    assert isinstance(again, MailRefused)


def test_what_was_refused_goes_out_as_soon_as_the_address_is_another_one(
    waiting: House, choosy: tuple[Choosy, str]
) -> None:
    choosy[0].answers["cs@council.example"] = "550 5.1.1 nobody of that name"
    answer(waiting)
    senders = waiting.register_folder / "senders.csv"
    senders.write_text(senders.read_text().replace("cs@council.example", "contact@council.example"))
    apply_register(waiting)

    assert answer(waiting) == []

    assert got(waiting) == ["contact@council.example", "dev@council.example"]
    assert answer(at(waiting, "2010-01-25")) == []


def test_a_mailbox_that_is_full_hinders_no_other_and_is_tried_with_the_next_run(
    waiting: House, choosy: tuple[Choosy, str]
) -> None:
    choosy[0].answers["cs@council.example"] = "452 4.2.2 mailbox full"
    [refusal] = answer(waiting)
    assert isinstance(refusal, MailRefused)
    assert got(waiting) == ["dev@council.example"]
    choosy[0].answers.clear()

    assert answer(waiting) == []

    assert got(waiting) == ["cs@council.example", "dev@council.example"]


def test_an_attempt_that_was_broken_off_goes_on_with_the_letter_that_did_not_go(
    waiting: House, choosy: tuple[Choosy, str]
) -> None:
    choosy[0].answers["dev@council.example"] = "421 4.3.2 shutting down"
    post = write_answers(waiting)
    with pytest.raises(MailNotSent):
        hand_over(waiting, post)
    choosy[0].answers.clear()

    hand_over(waiting, post)
    for _ in range(2):
        record_answers(waiting, post)

    assert got(waiting) == ["cs@council.example", "dev@council.example"]
    assert find_unanswered(waiting) == []
