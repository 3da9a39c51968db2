"""The commands as they are typed, in this process; those that need Prefect's server are in the journey."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.cli import DONE, FAULT, NEEDS_A_PERSON, WRONG_USAGE, main
from infra.wiring import House
from tests.council import GOLDEN, drop
from tests.flows.break_on import break_on
from tests.flows.take_in import take_in

pytestmark = pytest.mark.slow

Mortar = Callable[..., tuple[int, str, str]]
ODD = "Code,Numerator,Denominator,Period\nLPI CS 1,600,500,Dec-09\n"


@pytest.fixture
def mortar(house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Mortar:
    """Run a command in the tiny council: its exit code, standard output and standard error."""
    monkeypatch.setenv("MORTAR_TODAY", "2010-01-18")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["-C", str(house.workspace), *arguments])
        return code, *capsys.readouterr()

    return run


def facts(ran: tuple[int, str, str]) -> Any:
    """What a command printed as JSON."""
    return json.loads(ran[1])


def test_check_tells_of_a_fault_of_ours_as_ingest_does(
    mortar: Mortar, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_on("breaks us", monkeypatch)
    (tmp_path / "bad.csv").write_text("breaks us")
    (tmp_path / "good.csv").write_text(GOLDEN["dev"])

    code, out, err = mortar("check", str(tmp_path / "bad.csv"), str(tmp_path / "good.csv"))

    assert code == FAULT
    assert "dev/good.csv: accepted" in out
    assert "bad.csv met a fault of ours" in err
    assert "good.csv is taken for dev's, by its codes." in err
    assert "RuntimeError: ours" in (house.workspace / "mortar.log").read_text()


def test_whose_a_file_is_said_to_be_is_not_guessed(mortar: Mortar, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text(GOLDEN["dev"])

    code, _, err = mortar("check", str(tmp_path / "good.csv"), "--sender", "dev")

    assert (code, err) == (DONE, "")


@pytest.mark.parametrize("name", ["MORTAR_TODYA", "MORTAR_WAREHUOSE", "mortar_todya"])
def test_an_unknown_variable_of_ours_is_refused_with_the_one_meant(
    mortar: Mortar, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "x")

    code, out, err = mortar("holds")

    assert (code, out) == (WRONG_USAGE, "")
    assert name in err
    assert "did you mean MORTAR_" in err


@pytest.mark.parametrize(
    "instant", ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2010", "\udcff"]
)
def test_an_extreme_instant_is_wrong_usage(mortar: Mortar, instant: str) -> None:
    code, out, err = mortar("trace", "LPI CS 1", "2009-12", "--as-at", instant)

    assert (code, out) == (WRONG_USAGE, "")
    assert len(err.splitlines()) == 2


def test_a_path_that_cannot_be_used_is_wrong_usage_and_named(mortar: Mortar, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    below = str(file / "below")

    for command in (
        ("register", "export", below),
        ("register", "export", str(tmp_path)),
        ("register", "import", below),
        ("register", "import", str(tmp_path)),
        ("check", below),
        ("init", below),
        ("init", str(file)),
        ("demo", below),
        ("-C", below, "holds"),
        ("-C", "x" * 300, "holds"),
    ):
        code, out, err = mortar(*command)
        assert (code, out) == (WRONG_USAGE, ""), command
        assert command[-1 if command[0] != "-C" else 1] in err
        assert "that you may write to." in err or len(err.splitlines()) == 2


def test_a_reader_who_leaves_is_not_told_of_it(house: House) -> None:
    drop(house, "cs", "odd.csv", ODD)
    take_in(house)
    command = [sys.executable, "-m", "flows.cli", "-C", str(house.workspace), "holds"]
    reader, writer = os.pipe()
    os.close(reader)

    ran = subprocess.run(
        command, stdout=writer, stderr=subprocess.PIPE, env={**os.environ, "MORTAR_TODAY": "2010-01-18"}, check=False
    )
    os.close(writer)

    assert (ran.returncode, ran.stderr) == (NEEDS_A_PERSON, b"")


def test_what_others_wrote_never_steers_the_terminal(mortar: Mortar, house: House) -> None:
    drop(house, "cs", "odd\x1b[2J.csv", ODD)
    take_in(house)
    holds = mortar("holds", "--format", "json")
    commands = (
        ("holds",),
        ("trace", "LPI CS 1", "Dec-09"),
        ("trace", "LPI \x1b[2J", "Dec-09"),
        ("due", "--period", "Dec-09"),
        ("release", "\x1b[2J", "--by", "Lee Banks", "--reason", "r"),
        ("report", "\x1b[2J", "--period", "Dec-09"),
        ("release", facts(holds)[0]["id"], "--by", "Lee Banks", "--reason", "Right"),
    )
    for command in commands:
        _, out, err = mortar(*command)
        assert "\x1b" not in out + err


def test_a_hold_in_json_has_all_that_a_checker_compares(mortar: Mortar, house: House) -> None:
    drop(house, "cs", "before.csv", "Code,Period,Value\nLPI CS 1,Nov-09,64\nLPI CS 1,Dec-08,70\n")
    drop(house, "cs", "odd.csv", ODD)
    take_in(house)

    ran = mortar("holds", "--format", "json")

    [hold] = facts(ran)
    assert ran[0] == NEEDS_A_PERSON
    assert (hold["value"], hold["value_text"], hold["provider"]) == (120.0, "120.00%", "Ann Bell")
    assert hold["name"].startswith("Percentage of phone calls")
    assert hold["before"][-1] == {"period": "2009-11", "value": 64.0, "value_text": "64.00%"}
    assert hold["year_before"]["value_text"] == "70.00%"
    told = mortar("holds")[1]
    assert "November 2009 64.00%. A year ago, December 2008: 70.00%." in told
    assert "provided by Ann Bell" in told
    assert "waits since 18 January 2010" in told


def test_due_for_a_quarter_is_due_for_all_its_months(mortar: Mortar) -> None:
    quarter = facts(mortar("due", "--period", "2009-10 Q3", "--format", "json"))
    year = facts(mortar("due", "--period", "2009-10", "--format", "json"))

    assert {fact["period"] for fact in quarter} == {"2009-M10", "2009-11", "2009-12", "2009-10 Q3"}
    assert len({fact["period"] for fact in year}) == 12 + 4 + 1


def test_import_and_export_print_json_where_it_is_asked_for(mortar: Mortar, tmp_path: Path) -> None:
    for step in ("export", "import"):
        code, out, _ = mortar("register", step, str(tmp_path / "register.xlsx"), "--format", "json")
        told = json.loads(out)
        assert code == DONE
        assert told["file"] == str(tmp_path / "register.xlsx")
        assert told["rows"] == {"senders": 4, "services": 3, "indicators": 8, "targets": 4, "reports": 1}


def test_what_a_register_changes_is_told(mortar: Mortar, house: House) -> None:
    indicators = house.register_folder / "indicators.csv"
    targets = house.register_folder / "targets.csv"
    text = indicators.read_text().replace("Visitors to reception", "Visitors")
    lines = [line for line in text.splitlines() if not line.startswith("NI 137,")]
    indicators.write_text("\n".join([*lines, lines[-1].replace("LPI RR 1", "LPI RR 2")]) + "\n")
    targets.write_text(targets.read_text().replace("LPI RR 1,2009-10,40", "LPI RR 2,2009-10,40").replace(",65", ",66"))

    out = mortar("register", "apply")[1]

    for line in (
        "indicators new: LPI RR 2",
        "indicators changed: LPI CS 7",
        "indicators dropped: NI 137",
        "targets new: LPI RR 2 2009-10",
        "targets changed: LPI CS 3 2009-10",
        "targets dropped: LPI RR 1 2009-10",
    ):
        assert line in out
    again = facts(mortar("register", "apply", "--format", "json"))
    assert (again["applied"], again["indicators_differ"]) == (False, {"new": [], "changed": [], "dropped": []})


def test_a_register_without_indicators_is_warned_of(mortar: Mortar, house: House) -> None:
    for name in ("indicators", "targets"):
        path = house.register_folder / f"{name}.csv"
        path.write_text(path.read_text().splitlines()[0] + "\n")

    code, out, err = mortar("register", "apply", "--format", "json")

    assert (code, json.loads(out)["indicators"]) == (DONE, 0)
    assert "no indicators" in err
