"""A file dropped while `mortar up` runs is answered without anybody's doing, whatever is killed meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, drop, make_council
from tests.journey.mortar import mortar
from tests.journey.test_kill import known
from tests.journey.up import PARTS, Up, until, up

pytestmark = pytest.mark.slow

WITHIN_A_MINUTE = 60


@pytest.fixture
def council(tmp_path: Path) -> House:
    """The tiny council, its inbox empty."""
    house = make_council(tmp_path)
    apply_register(house)
    return house


def golden_rows(house: House) -> tuple[object, ...]:
    """The case study's figures as the committee's report prints them."""
    report = mortar(house.workspace, "report", "scrutiny", "--period", "2009-10 Q3", "--format", "json").facts
    rows = {row["code"]: row["value"] for section in report["sections"] for row in section["rows"]}
    return tuple(rows[code] for code in ("LPI CS 1", "LPI CS 3", "NI 157a"))


def is_answered(running: Up, *senders: str) -> bool:
    """Whether each sender has an answer in the outbox."""
    return {f"{sender}@council.example" for sender in senders} <= {letter["To"] for letter in running.letters}


def test_files_dropped_into_the_folder_are_answered_and_counted_and_nobody_touches_anything(council: House) -> None:
    with up(council.workspace) as running:
        for sender, text in GOLDEN.items():
            drop(council, sender, "return.csv", text)
        until(lambda: is_answered(running, "cs", "dev"), WITHIN_A_MINUTE, "no answer came")
        assert golden_rows(council) == (64.56, 63.73, 82.61)
        assert running.stop() == 0
    assert list(council.inbox.arrivals()) == []


def test_each_part_killed_in_turn_is_started_again_and_nothing_is_lost_or_doubled(council: House) -> None:
    with up(council.workspace) as running:
        for number, part in enumerate(PARTS, start=1):
            drop(
                council, "cs", f"visitors {number}.csv", f"Code,Value,Period\nLPI CS 7,{number}00,2009-0{number + 3}\n"
            )
            running.kill(part)
            drop(council, "dev", f"bins {number}.csv", f"Code,Value,Period\nLPI RR 1,{number}0,2009-0{number + 3}\n")
            until(lambda n=number: len(running.letters) == 2 * n, WITHIN_A_MINUTE, f"no answer without the {part}")
            until(lambda p=part: running.pid_of(p), WITHIN_A_MINUTE, f"the {part} is gone")
    figures = known(council)
    assert len(figures) == len(set(figures)) == 8
    assert list(council.inbox.arrivals()) == []


def test_killed_as_a_whole_it_goes_on_where_it_was(council: House) -> None:
    with up(council.workspace) as running:
        drop(council, "cs", "return.csv", GOLDEN["cs"])
        running.process.kill()
    drop(council, "dev", "return.csv", GOLDEN["dev"])
    with up(council.workspace) as again:
        until(lambda: is_answered(again, "cs", "dev"), WITHIN_A_MINUTE, "no answer came")
        assert golden_rows(council) == (64.56, 63.73, 82.61)


def test_a_second_up_refuses_and_says_where_the_first_one_is(council: House) -> None:
    with up(council.workspace) as running:
        second = mortar(council.workspace, "up")
    assert second.code == 2
    assert f"{running.process.pid}, {running.ui}" in second.err
