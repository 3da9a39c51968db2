"""What a checker goes by: the figure's past, its place in the file, and who sent it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from flows.decide import Hold, decide, holds_of
from flows.desk.evidence import PAST, evidence_on
from infra.wiring import House
from tests.council import at, drop
from tests.flows.take_in import take_in
from transforms.observation import Decided
from transforms.period import Period

DECEMBER = Period.month(2009, 12)


def drop_months(house: House, months: int) -> None:
    """Take in the months before December: 401 of 500, 402 of 500 and so on, the latest the highest."""
    periods = [DECEMBER.shifted(-back) for back in range(months, 0, -1)]
    rows = [f"LPI CS 1,{400 + number},500,{period.label}" for number, period in enumerate(periods, start=1)]
    drop(house, "cs", "history.csv", "\n".join(["Code,Numerator,Denominator,Period", *rows]))
    take_in(house)


def test_a_held_figure_is_shown_with_its_parts_its_place_and_its_sender(house: House, hold: Hold) -> None:
    [held] = evidence_on(house, [hold])

    assert (held.code, held.figure.period, held.figure.text, held.figure.parts) == (
        "LPI CS 1", "December 2009", "120.00%", "600 of 500",
    )  # fmt: skip
    assert (held.sender, held.provider, held.came) == ("Customer Services", "Ann Bell", "18 January 2010")
    assert (held.file, held.place, held.target) == ("return.csv", "cell B2", "80%")
    assert held.workbook == f"http://127.0.0.1:4200/returns/{hold.observation.sha256}/return.csv"
    assert held.past == []


@pytest.mark.slow
def test_its_past_is_a_year_of_months_and_the_same_month_before_oldest_first(house: House, hold: Hold) -> None:
    drop_months(house, 20)

    [held] = evidence_on(house, holds_of(house))

    assert len(held.past) == PAST
    assert (held.past[0].period, held.past[-1].period) == ("November 2008", "November 2009")
    assert (held.past[-1].text, held.past[-1].parts, held.past[-1].value) == ("84.00%", "420 of 500", Decimal("84.00"))


@pytest.mark.slow
def test_what_came_before_there_were_figures_is_left_out_and_a_gap_between_is_told(house: House, hold: Hold) -> None:
    text = "Code,Value,Period\nLPI CS 1,80%,Sep-09\nLPI CS 1,81%,Nov-09\n"
    drop(house, "cs", "few.csv", text)
    take_in(house)

    [held] = evidence_on(house, holds_of(house))

    assert [figure.period for figure in held.past] == ["September 2009", "October 2009", "November 2009"]
    assert (held.past[1].value, held.past[1].text) == (None, "Awaited from Customer Services [x]")


@pytest.mark.slow
def test_what_its_sender_said_of_it_is_shown(house: House, hold: Hold) -> None:
    drop(house, "cs", "x.csv", "Code,Numerator,Denominator,Period,Commentary\nLPI CS 3,600,500,Nov-09,Counted twice?\n")
    take_in(house)

    assert [held.commentary for held in evidence_on(house, holds_of(house))] == ["", "Counted twice?"]


@pytest.mark.slow
def test_a_file_whose_name_is_hostile_has_an_address_all_the_same(house: House, hold: Hold) -> None:
    drop(house, "cs", "a b) #?%.csv", "Code,Numerator,Denominator,Period\nLPI CS 3,600,500,Nov-09\n")
    take_in(house)

    held = evidence_on(house, holds_of(house))[-1]

    assert held.workbook.endswith("/a%20b%29%20%23%3F%25.csv")


@pytest.mark.parametrize("decided", list(Decided))
def test_a_figure_that_is_decided_is_still_shown_as_it_was(house: House, hold: Hold, decided: Decided) -> None:
    done = decide(at(house, "2010-01-19"), hold.short_id, decided, "Lee Banks", "So")

    [held] = evidence_on(house, [done])
    assert (held.figure.text, held.came) == ("120.00%", "18 January 2010")
