from __future__ import annotations

import pytest

from flows.decide import Hold
from flows.desk.run_names import round_name
from infra.wiring import House
from tests.council import GOLDEN, drop
from tests.flows.take_in import take_in

pytestmark = pytest.mark.slow


def test_a_round_of_one_return_bears_its_senders_name_and_its_latest_period(house: House) -> None:
    drop(house, "cs", "b.csv", "Code,Value,Period\nLPI CS 3,60%,Nov-09\nLPI CS 3,61%,Dec-09\n")

    assert round_name(house, take_in(house)) == "Customer Services · December 2009"


def test_a_round_of_many_is_counted_by_sender_under_the_period_most_are_on(house: House) -> None:
    drop(house, "dev", "a.csv", GOLDEN["dev"])
    drop(house, "dev", "b.csv", "Code,Value,Period\nLPI RR 1,40,Dec-09\n")
    drop(house, "cs", "c.csv", "Code,Value,Period\nLPI CS 3,60%,Nov-09\n")

    assert round_name(house, take_in(house)) == "3 returns from 2 senders · December 2009"


def test_many_returns_of_one_sender_are_counted(house: House) -> None:
    drop(house, "cs", "a.csv", "Code,Value,Period\nLPI CS 3,60%,Nov-09\n")
    drop(house, "cs", "b.csv", "Code,Value,Period\nLPI CS 7,60,Nov-09\n")

    assert round_name(house, take_in(house)) == "2 returns from Customer Services · November 2009"


def test_a_round_in_which_nothing_was_taken_names_no_period(house: House, hold: Hold) -> None:
    drop(house, "cs", "return.csv", "no header")

    assert round_name(house, take_in(house)) == "Customer Services"
    assert round_name(house, []) == "Nothing came"
