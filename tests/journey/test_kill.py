"""`kill -9` at any moment, then the same again: every figure is in once, and every report goes out once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, at, drop, make_council
from tests.flows.issue_due import issue_due
from tests.flows.take_in import take_in
from tests.journey.mortar import COMMAND, environment, mortar

pytestmark = pytest.mark.slow

FIGURES = 11
LAST_MOMENT = 30
"""More changes than taking in two files or issuing a report makes: the last of these runs ends alive."""


def council(folder: Path) -> House:
    """The tiny council with its returns in the inbox."""
    house = make_council(folder)
    apply_register(house)
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    return house


def known(house: House) -> list[tuple[str, str, str, str]]:
    """Every figure that is known, with its cell."""
    with house.knowledge() as knowledge:
        observations = knowledge.observations()
    return sorted((o.code, str(o.said.period), o.sheet, o.cell) for o in observations)


def test_killed_at_every_single_change_to_the_disk_each_figure_is_in_once(tmp_path: Path) -> None:
    whole = council(tmp_path / "whole")
    take_in(whole)
    houses = [council(tmp_path / str(moment)) for moment in range(LAST_MOMENT)]
    ends = kill_in("take-in", houses, "2010-01-18")

    for moment, house in enumerate(houses):
        take_in(house)

        assert known(house) == known(whole), f"killed at change {moment}"
        assert list(house.inbox.arrivals()) == []
        assert {path.name for path in house.inbox.root.rglob("*") if path.is_file()} == set()
    assert ends[0] == -signal.SIGKILL
    assert ends[-1] == 0


def test_killed_at_every_single_change_to_the_disk_a_report_goes_out_once(tmp_path: Path) -> None:
    houses = [council(tmp_path / str(moment)) for moment in range(LAST_MOMENT)]

    ends = kill_in("issue", houses, "2010-01-29")

    for moment, house in enumerate(houses):
        issue_due(at(house, "2010-01-30"))
        with house.glimpse() as knowledge:
            issues = knowledge.issues()
        reports = {path.name: path.read_bytes() for path in (house.workspace / "reports").glob("scrutiny-*")}

        assert [str(issue.period) for issue in issues] == ["2009-10 Q3"], f"killed at change {moment}"
        assert {name: house.lake.raw(sha256) for name, sha256 in issues[0].files.items()} == reports
    assert ends[0] == -signal.SIGKILL
    assert ends[-1] == 0


def kill_in(step: str, houses: list[House], today: str) -> list[int]:
    """Take a step in each house, killed one change later than in the one before; how each process ended."""
    command = [sys.executable, "-m", "tests.journey.kill_me", step, *(str(house.workspace) for house in houses)]
    ran = subprocess.run(command, env=environment(today), check=True, capture_output=True, text=True)
    return [int(line) for line in ran.stdout.split()]


def test_killed_again_and_again_the_command_comes_to_the_same_end(tmp_path: Path) -> None:
    house = council(tmp_path)
    for seconds in (4.0, 6.0, 8.0):
        running = subprocess.Popen(
            [*COMMAND, "-C", str(tmp_path), "ingest"],
            env=environment("2010-01-18"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()

    assert mortar(tmp_path, "ingest").code == 0

    assert len(known(house)) == FIGURES
    report = mortar(tmp_path, "report", "scrutiny", "--period", "2009-10 Q3", "--format", "json").facts
    rows = {row["code"]: row["value"] for section in report["sections"] for row in section["rows"]}
    assert (rows["LPI CS 1"], rows["LPI CS 3"], rows["NI 157a"]) == (64.56, 63.73, 82.61)
