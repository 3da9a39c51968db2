from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from flows.commands.template import run
from flows.record_action import Typed, record_action
from flows.register_steps import apply_register
from flows.template_steps import file_name, make_template, write_template
from infra.wiring import House
from tests.council import make_council
from transforms.action import ActionKind
from transforms.errors import UnknownItem, UsageError
from transforms.period import Period
from transforms.register import Sender, SenderKind

DECEMBER = Period.month(2009, 12)


def arguments(house: House, sender: str, period: str, **more: str) -> argparse.Namespace:
    """What `mortar template` is called with."""
    return argparse.Namespace(
        **{"workspace": str(house.workspace), "sender": sender, "period": period, "out": "", "format": "text"} | more
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The tiny council, its register applied; no test changes it."""
    made = make_council(tmp_path_factory.mktemp("council"))
    apply_register(made)
    return made


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """18 January 2010."""
    monkeypatch.setenv("MORTAR_TODAY", "2010-01-18")


def test_the_facts_say_whose_it_is_where_it_is_and_what_it_asks_for(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(arguments(house, "dev", "Dec-09", format="json"))

    [fact] = json.loads(capsys.readouterr().out)
    assert code == 0
    path = house.workspace / "templates" / "Development Services - December 2009.xlsx"
    assert fact == {"sender": "dev", "period": "2009-12", "path": str(path), "codes": ["NI 157a", "LPI RR 1"]}
    assert path.read_bytes().startswith(b"PK")
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_person_is_told_where_it_is(house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(arguments(house, "kcc", "2009-10 Q3", out=str(tmp_path / "out")))

    path = tmp_path / "out" / "Kent County Council - Q3 2009-10.xlsx"
    assert capsys.readouterr().out == f"{path}: 1 indicator.\n"
    assert path.is_file()


def test_what_is_due_and_who_asks_stands_in_it(house: House) -> None:
    template = make_template(house, "dev", "2009-12")

    assert (template.council, template.sender.name) == ("Sevenoaks District Council", "Development Services")
    assert (template.due.isoformat(), bool(template.register_entry)) == ("2010-01-15", True)


def test_a_sender_that_is_not_there_is_answered_with_those_that_are(house: House) -> None:
    with pytest.raises(UnknownItem) as refused:
        make_template(house, "planning", "2009-12")

    assert refused.value.message == "There is no sender 'planning'."
    assert refused.value.remedy == "The senders are cs, dev, pct, kcc."


def test_a_period_for_which_nothing_is_asked_is_wrong_usage(house: House) -> None:
    with pytest.raises(UsageError, match="its indicators are measured annually"):
        make_template(house, "pct", "2009-12")


def test_a_folder_that_cannot_be_written_is_wrong_usage(house: House, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(UsageError, match="cannot be written"):
        write_template(make_template(house, "dev", "2009-12"), tmp_path / "file")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Development Services", "Development Services - December 2009.xlsx"),
        ('../Parks: "P&G" <Open>/Play?*|\\', "Parks P&G Open Play - December 2009.xlsx"),
        ("Cafe\u0301 at Knole", "Caf\u00e9 at Knole - December 2009.xlsx"),
        ("...", "dev - December 2009.xlsx"),
        ("Long " * 60, f"{('Long ' * 16).strip()} - December 2009.xlsx"),
    ],
)
def test_the_file_s_name_is_one_that_any_file_system_takes(name: str, expected: str) -> None:
    assert file_name(Sender("dev", name, SenderKind.DEPARTMENT, "", "", 15), DECEMBER) == expected


def test_the_return_brings_back_what_its_sender_left_open_and_no_one_elses(tmp_path: Path) -> None:
    house = make_council(tmp_path)
    apply_register(house)
    for code, what in (("NI 157a", "Recruit"), ("NI 157a", "Train"), ("LPI CS 1", "Listen")):
        record_action(house, Typed(code, what, "The clerk", "Somebody"))
    record_action(house, Typed("NI 157a", "Too slow", "The clerk", "Cabinet", kind=ActionKind.REFERRAL))
    record_action(house, Typed("NI 157a", "Train", "The clerk", done="11/01/2010"))

    assert [action.what for action in make_template(house, "dev", "2009-12").actions] == ["Recruit"]
