"""Layouts from the register's folder to the figures in the warehouse and the lines of `mortar check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.cli import main
from flows.dry_run import dry_run
from flows.register_steps import apply_register, export_register, import_register
from infra.wiring import House
from tests.council import drop
from tests.flows.take_in import take_in
from transforms.errors import RegisterRefused, UsageError
from transforms.finding import Verdict

LAYOUT = """item,words,code,part,value,note
sender,cs,,,,the contact centre's own sheet
file,calls*,,,,
header,Measure,,,,
periods,,,,across,
series,Calls answered in 20 seconds,LPI CS 1,numerator,,
series,Calls,LPI CS 1,denominator,,
"""
CALLS = "Contact Centre,,\n\nMeasure,Nov-09,Dec-09\nCalls answered in 20 seconds,320,330\nCalls,500,500\n"


@pytest.fixture
def with_layout(house: House) -> House:
    """The tiny council with a layout applied."""
    add_layout(house, LAYOUT)
    assert apply_register(house).layouts == ["calls"]
    return house


def add_layout(house: House, text: str, name: str = "calls") -> None:
    """Put a layout into the register's folder."""
    folder = house.register_folder / "layouts"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text(text)


def test_a_file_with_a_layout_is_taken_in_with_the_cell_of_each_part(with_layout: House) -> None:
    drop(with_layout, "cs", "calls.csv", CALLS)
    [outcome] = take_in(with_layout)
    assert (outcome.verdict, outcome.counts.accepted) == (Verdict.ACCEPTED, 2)
    with with_layout.knowledge() as known:
        december = known.observations(["LPI CS 1"])[-1]
    assert (december.said.numerator, december.said.denominator) == (330, 500)
    assert (december.numerator_cell, december.denominator_cell) == ("C4", "C5")


@pytest.mark.slow
def test_a_new_template_is_an_edit_and_the_same_file_is_read_again(with_layout: House) -> None:
    renamed = CALLS.replace("Calls answered in 20 seconds", "Answered within 20s")
    drop(with_layout, "cs", "calls.csv", renamed)
    [drifted] = take_in(with_layout)
    rules = {finding.rule for _, finding in drifted.findings}
    assert (drifted.verdict, rules) == (Verdict.REFUSED, {"layout-drift"})
    add_layout(with_layout, LAYOUT.replace("Calls answered in 20 seconds", "Answered within 20s"))
    apply_register(with_layout)
    drop(with_layout, "cs", "calls.csv", renamed)
    assert [outcome.verdict for outcome in take_in(with_layout)] == [Verdict.ACCEPTED]


@pytest.mark.slow
def test_an_ordinary_return_of_the_same_sender_is_read_as_ever(with_layout: House) -> None:
    drop(with_layout, "cs", "december.csv", "Code,Period,Numerator,Denominator\nLPI CS 1,Dec-09,330,500\n")
    assert [outcome.verdict for outcome in take_in(with_layout)] == [Verdict.ACCEPTED]


def test_a_wrong_layout_is_refused_with_the_register_and_nothing_changes(with_layout: House) -> None:
    entries = list(with_layout.lake.entries())
    add_layout(with_layout, LAYOUT.replace("LPI CS 1", "LPI CS 11"))
    with pytest.raises(RegisterRefused) as refused:
        apply_register(with_layout)
    assert {fault.file for fault in refused.value.faults} == {"layouts/calls.csv"}
    assert list(with_layout.lake.entries()) == entries


def test_layouts_go_round_by_one_workbook_and_come_back_the_same(with_layout: House, tmp_path: Path) -> None:
    book = tmp_path / "register.xlsx"
    assert export_register(with_layout, book)["layouts"] == 6
    path = with_layout.register_folder / "layouts" / "calls.csv"
    path.unlink()
    assert import_register(with_layout, book)["layouts/calls"] == 6
    assert path.read_text() == LAYOUT
    assert not apply_register(with_layout).applied


@pytest.mark.slow
def test_a_sheet_of_layouts_cannot_write_outside_its_folder(house: House, tmp_path: Path) -> None:
    add_layout(house, LAYOUT, "good")
    apply_register(house)
    book = tmp_path / "register.xlsx"
    export_register(house, book)
    import openpyxl

    edited = openpyxl.load_workbook(book)
    edited["layouts"]["A2"] = "../evil"
    edited.save(book)
    with pytest.raises(UsageError, match="cannot name a layout"):
        import_register(house, book)


def test_whose_file_it_is_is_told_by_the_layout_that_names_it(with_layout: House, tmp_path: Path) -> None:
    path = tmp_path / "calls nov.csv"
    path.write_text(CALLS)
    _, _, [guess], taken = dry_run(with_layout, [path], "")
    assert (guess.sender, guess.by) == ("cs", "layout")
    assert [(each.layout, each.rows_taken) for each in taken[0]] == [("calls", 2)]


def test_check_tells_what_was_taken_from_where(
    with_layout: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS)
    asked = ["-C", str(with_layout.workspace), "check", str(path), "--sender", "cs"]
    assert main(asked) == 0
    assert "  Calls → LPI CS 1 denominator: 2 figures, B5 to C5\n" in capsys.readouterr().out
    main([*asked, "--format", "json"])
    [fact] = json.loads(capsys.readouterr().out)
    assert fact["taken"][0]["series"][0] == {
        "words": "Calls answered in 20 seconds", "code": "LPI CS 1", "part": "numerator", "figures": 2,
        "first": "B4", "last": "C4",
    }  # fmt: skip


def test_a_layout_is_drafted_on_standard_output_and_its_doubts_are_told_beside_it(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS)
    asked = ["-C", str(house.workspace), "layout", "propose", str(path), "--sender", "cs"]
    assert main(asked) == 1
    said = capsys.readouterr()
    assert said.out.startswith("item,words,code,part,value,note\nsender,cs,,,,\nfile,calls*,")
    assert "periods,,,,across," in said.out
    assert "Unsure: " in said.err
    assert main([*asked, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["rows"][0]["item"] == "sender"
    assert main([*asked[:4], str(tmp_path / "none.csv")]) == 2
