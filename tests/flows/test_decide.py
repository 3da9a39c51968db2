from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.decide import Hold, decide, holds_of
from flows.trace import trace
from infra.wiring import House
from reports.as_json import as_json
from tests.council import SQLITE, at, drop
from tests.flows.make_document import make_document
from tests.flows.odd_figure import ODD, hold_odd_figure
from tests.flows.take_in import take_in
from transforms.errors import DecisionRefused, UnknownItem
from transforms.observation import Decided
from transforms.period import Period

DECEMBER = Period.month(2009, 12)


@pytest.fixture
def hold(house: House, held_once: Path) -> Hold:
    """A figure that waits: 600 out of 500."""
    if house.settings.warehouse == SQLITE:
        shutil.copytree(held_once, house.workspace, dirs_exist_ok=True)
    else:
        hold_odd_figure(house)
    [waiting] = holds_of(house)
    return waiting


def printed(house: House) -> str:
    """What a report prints of the figure."""
    return trace(house, "LPI CS 1", DECEMBER, None).value_text


def test_a_hold_says_what_is_odd_and_where_it_stands(hold: Hold) -> None:
    assert hold.observation.reason == "600 is more than the 500 it is counted out of: 120.00%."
    assert (hold.observation.file, hold.observation.cell, str(hold.figure)) == ("return.csv", "B2", "120.00")


def test_a_released_figure_counts_and_the_trace_names_checker_and_reason(house: House, hold: Hold) -> None:
    decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", "Backlog cleared")

    [step] = trace(house, "LPI CS 1", DECEMBER, None).steps
    assert printed(house) == "120.00%"
    assert (step.state, step.counts) == ("released", True)
    assert step.observation.decision is not None
    assert (step.observation.decision.by, step.observation.decision.reason) == ("Lee Banks", "Backlog cleared")
    assert holds_of(house) == []


def test_a_returned_figure_never_counts_and_waits_no_longer(house: House, hold: Hold) -> None:
    decide(house, hold.short_id, Decided.RETURNED, "Lee Banks", "Check the sheet")

    assert printed(house) == "Awaited from Customer Services [x]"
    assert holds_of(house) == []


def test_a_figure_held_for_a_check_is_not_said_to_be_awaited_from_its_sender(house: House, hold: Hold) -> None:
    assert printed(house) == "Held for a check; Customer Services sent it [x]"


def test_a_returned_figure_sent_again_is_held_again(house: House, hold: Hold) -> None:
    decide(house, hold.short_id, Decided.RETURNED, "Lee Banks", "Check the sheet")
    drop(house, "cs", "return again.csv", ODD + "\nit is right\n")
    take_in(house)

    assert [again.observation.file for again in holds_of(house)] == ["return again.csv"]


def test_whoever_provides_a_figure_does_not_check_it(house: House, hold: Hold) -> None:
    with pytest.raises(DecisionRefused, match="does not check it"):
        decide(house, hold.short_id, Decided.RELEASED, "ann  bell", "I know it is right")

    assert len(holds_of(house)) == 1


def test_a_hold_is_decided_once(house: House, hold: Hold) -> None:
    decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", "Right")

    with pytest.raises(DecisionRefused, match="Lee Banks released it"):
        decide(house, hold.short_id, Decided.RETURNED, "Karl Sewell", "Wrong")


def test_a_corrected_figure_overtakes_the_one_that_waits(house: House, hold: Hold) -> None:
    drop(house, "cs", "corrected.csv", ODD.replace("600", "400"))
    take_in(house)

    assert holds_of(house) == []
    assert printed(house) == "80.00%"
    with pytest.raises(DecisionRefused, match="a later return overtook it"):
        decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", "Right")


@pytest.mark.parametrize("name", ["", "ffffffff", "%", "_"])
def test_a_hold_that_is_none_is_said_to_be_so(house: House, hold: Hold, name: str) -> None:
    with pytest.raises(UnknownItem, match="no hold"):
        decide(house, name, Decided.RELEASED, "Lee Banks", "Right")


@pytest.mark.parametrize(("by", "reason"), [("", "Right"), ("Lee Banks", " ")])
def test_a_decision_without_a_name_or_a_reason_is_refused(house: House, hold: Hold, by: str, reason: str) -> None:
    with pytest.raises(DecisionRefused, match="is missing"):
        decide(house, hold.short_id, Decided.RELEASED, by, reason)


def test_a_report_as_at_before_the_release_is_what_it_was(house: House, hold: Hold) -> None:
    before = make_document(house, "scrutiny", str(DECEMBER), None)
    later = at(house, "2010-01-20")
    decide(later, hold.short_id, Decided.RELEASED, "Lee Banks", "Right")

    assert as_json(make_document(later, "scrutiny", str(DECEMBER), before.as_at)) == as_json(before)
    assert as_json(make_document(later, "scrutiny", str(DECEMBER), None)) != as_json(before)


@pytest.mark.parametrize(
    "by", ["cs", "CS", " customer  services ", "Ａｎｎ Bell", "Bell, Ann", "Ann\N{NO-BREAK SPACE}Bell"]
)
def test_neither_the_provider_nor_the_sender_decides(house: House, hold: Hold, by: str) -> None:
    with pytest.raises(DecisionRefused, match="does not check it"):
        decide(house, hold.short_id, Decided.RELEASED, by, "It is right")


@pytest.mark.parametrize("odd", ["Lee\0Banks", "Lee\udce9", "\x1b[2JLee", "Lee\nBanks", "Lee\N{ZERO WIDTH SPACE}Banks"])
def test_a_name_or_a_reason_that_cannot_be_printed_is_refused(house: House, hold: Hold, odd: str) -> None:
    with pytest.raises(DecisionRefused, match="name holds signs"):
        decide(house, hold.short_id, Decided.RELEASED, odd, "Right")
    with pytest.raises(DecisionRefused, match="reason holds signs"):
        decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", odd)


def test_a_name_and_a_reason_are_kept_without_blanks_around_them_and_only_so_long(house: House, hold: Hold) -> None:
    for by, reason in (("x" * 201, "Right"), ("Lee Banks", "x" * 4001)):
        with pytest.raises(DecisionRefused, match="are kept"):
            decide(house, hold.short_id, Decided.RELEASED, by, reason)

    decide(house, hold.short_id, Decided.RELEASED, "  Lee Banks ", f" {'x' * 4000} ")

    [step] = trace(house, "LPI CS 1", DECEMBER, None).steps
    assert step.observation.decision is not None
    assert (step.observation.decision.by, len(step.observation.decision.reason)) == ("Lee Banks", 4000)


def test_where_the_settings_name_checkers_only_they_decide(house: House, hold: Hold) -> None:
    named = House(house.workspace, house.settings.model_copy(update={"checker": "Karl Sewell, Lee Banks"}))
    with pytest.raises(DecisionRefused, match="Kim Hay is no checker"):
        decide(named, hold.short_id, Decided.RELEASED, "Kim Hay", "Right")

    decide(named, hold.short_id, Decided.RELEASED, "lee banks", "Right")

    assert holds_of(named) == []


def test_a_hold_shows_the_last_figures_and_that_of_a_year_ago(house: House) -> None:
    months = ["Dec-08,70", "Aug-09,61", "Sep-09,62", "Oct-09,63", "Nov-09,64"]
    drop(house, "cs", "history.csv", "Code,Period,Value\n" + "".join(f"LPI CS 1,{month}\n" for month in months))
    drop(house, "cs", "odd.csv", ODD)
    take_in(house)

    [hold] = holds_of(house)

    assert (hold.figure_text, str(hold.year_before)) == ("120.00%", "70.00")
    assert [(str(period), str(figure)) for period, figure in hold.before.items()] == [
        ("2009-09", "62.00"), ("2009-M10", "63.00"), ("2009-11", "64.00"),
    ]  # fmt: skip
