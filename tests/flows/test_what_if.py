"""`mortar what-if` judges by other targets and tolerances, prints what would change, and stores nothing."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
import sqlalchemy as sa

from flows.cli import main
from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, TARGETS, at, drop
from tests.flows.take_in import take_in

pytestmark = pytest.mark.slow

Q3 = ("--period", "2009-10 Q3")


@pytest.fixture
def council(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The tiny council with the case study's figures; the command finds the same warehouse, two days later."""
    monkeypatch.setenv("MORTAR_WAREHOUSE", house.settings.warehouse)
    monkeypatch.setenv("MORTAR_TODAY", "2010-01-20")
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    take_in(house)
    return house


def run(house: House, *options: str) -> int:
    return main(["-C", str(house.workspace), "what-if", *options])


def facts(house: House, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run(house, *options, "--format", "json") == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def write_targets(house: House, text: str) -> None:
    (house.register_folder / "targets.csv").write_text(text)


def kept(house: House) -> dict[str, str]:
    """The checksum of every file of the workspace but the log, and of every row of the warehouse."""
    house.engine.dispose()
    found = {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in house.workspace.rglob("*")
        if path.is_file() and not path.name.startswith("warehouse.db-")
    }
    tables = sa.MetaData()
    with house.engine.connect() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            rows = sorted(map(repr, connection.execute(table.select())))
            found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def test_files_as_they_are_applied_would_change_nothing(council: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(council, *Q3) == 0

    told = capsys.readouterr()
    assert told.out == "October to December 2009: none of 3 lights would change; no trend would.\n"
    assert "Nothing was applied or stored." in told.err


def test_an_edited_target_shows_which_light_would_change(council: House, capsys: pytest.CaptureFixture[str]) -> None:
    write_targets(council, TARGETS.replace("LPI CS 1,2009-10,80", "LPI CS 1,2009-10,70"))

    assert run(council, *Q3) == 0

    told = capsys.readouterr().out
    assert "1 of 3 lights would change, 1 for the better; no trend would." in told
    assert "  LPI CS 1  Percentage of phone calls answered within 20 seconds by the Contact Centre: 64.56%\n" in told
    assert "    Requires Attention → Caution\n    target 80% → 70%\n" in told


def test_settings_are_tried_without_a_file_and_the_files_are_left_out_of_it(
    council: House, capsys: pytest.CaptureFixture[str]
) -> None:
    write_targets(council, TARGETS.replace("LPI CS 1,2009-10,80", "LPI CS 1,2009-10,70"))

    told = facts(council, capsys, *Q3, "--set", "NI 157a target=90%", "--set", "LPI CS 3 tolerance=1 point")

    [period] = told["periods"]
    assert told["judged_by"] == "settings"
    assert (period["period"], period["lights"], period["lights_changed"], period["trends_changed"]) == (
        "2009-10 Q3", 3, 2, 0,
    )  # fmt: skip
    by_code = {change["code"]: change for change in period["changes"]}
    assert by_code["NI 157a"]["before"]["status"] == "good"
    assert by_code["NI 157a"]["after"] == {
        "status": "caution",
        "status_label": "Caution",
        "target_text": "90%",
        "tolerance_text": "10% of the target",
        "previous_trend": "getting-worse",
        "previous_year_trend": "improving",
    }
    assert by_code["LPI CS 3"]["after"]["status"] == "requires-attention"


def test_several_periods_are_judged_each_by_itself(council: House, capsys: pytest.CaptureFixture[str]) -> None:
    told = facts(council, capsys, *Q3, "--from", "2009-10 Q2", "--set", "LPI CS 3 target=63")

    assert [(each["period"], each["lights_changed"]) for each in told["periods"]] == [
        ("2009-10 Q2", 0), ("2009-10 Q3", 1),
    ]  # fmt: skip


def test_nothing_is_stored_and_nothing_recorded(council: House, capsys: pytest.CaptureFixture[str]) -> None:
    write_targets(council, TARGETS.replace("LPI CS 1,2009-10,80", "LPI CS 1,2009-10,60"))
    before = kept(council)

    assert run(council, *Q3) == 0
    assert run(council, *Q3, "--from", "2008-09 Q3", "--set", "LPI CS 1 target=60") == 0
    assert run(council, *Q3, "--set", "LPI CS 1 target=lots") == 2

    after = kept(council)
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == set()


def test_what_was_tried_comes_true_when_it_is_applied_in_time(
    council: House, capsys: pytest.CaptureFixture[str]
) -> None:
    write_targets(council, TARGETS.replace("LPI CS 1,2009-10,80", "LPI CS 1,2009-10,60"))
    assert facts(council, capsys, *Q3)["periods"][0]["lights_changed"] == 1

    apply_register(at(council, "2010-01-19"))

    assert facts(council, capsys, *Q3)["periods"][0]["lights_changed"] == 0
    tried_back = facts(council, capsys, *Q3, "--set", "LPI CS 1 target=80")["periods"][0]["changes"]
    assert [(each["before"]["status"], each["after"]["status"]) for each in tried_back] == [
        ("good", "requires-attention")
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--set", "LPI CS 99 target=3"), "There is no indicator 'LPI CS 99'."),
        (("--set", "LPI CS 7 target=3"), "LPI CS 7 has no light"),
        (("--set", "NI 137 target=3"), "NI 137 is not measured in October to December 2009."),
        (("--set", "LPI CS 1 target=0"), "of 0 that is nothing"),
        (("--set", "LPI CS 1 target=60 to 70"), "needs one figure, not a range"),
        (("--set", "LPI CS 1 tolerance=floor 90"), "on the good side of its target"),
        (("--set", "LPI CS 1 target=70", "--set", "lpi cs1 target=60"), "is set twice"),
        (("--from", "2009-10"), "does not follow on"),
        (("--from", "2009-10 Q4"), "does not follow on"),
        (("--from", "1980-81 Q1"), "more than 60 periods"),
    ],
)
def test_what_cannot_be_tried_is_said_in_words(
    council: House, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], words: str
) -> None:
    assert run(council, *Q3, *options) == 2
    told = capsys.readouterr()
    assert (words in told.err, told.out) == (True, "")


def test_a_fault_in_the_files_is_told_by_line_as_when_they_are_applied(
    council: House, capsys: pytest.CaptureFixture[str]
) -> None:
    write_targets(council, TARGETS.replace("LPI CS 1,2009-10,80", "LPI CS 1,2009-10,many"))

    assert run(council, *Q3) == 2
    assert "targets.csv, line 2" in capsys.readouterr().err
