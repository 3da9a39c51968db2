"""Hostile files among honest ones, taken in and checked together."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.dry_run import dry_run
from infra.wiring import House
from tests.council import GOLDEN, drop
from tests.flows.take_in import take_in
from tests.transforms.made_files import HEADER, xlsx, xlsx_parts, zipped
from transforms.errors import UsageError
from transforms.finding import Verdict

FAR = xlsx(HEADER + '<row><c r="XFD1048576"><v>1</v></c></row>')
HOSTILE = {
    "far.xlsx": ("too-many-rows", FAR),
    "entities.xlsx": (
        "document-type",
        zipped({**xlsx_parts(), "xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "a">]><x/>'}),
    ),
    "climbs.xlsx": ("odd-parts", zipped({**xlsx_parts(), "../../evil.xml": "<x/>"})),
    "nothing.xlsx": ("empty-file", b""),
    "page.xls": ("web-page", b"<html><table></table></html>"),
}


def test_each_hostile_file_is_refused_by_its_rule_and_the_honest_ones_go_in(house: House) -> None:
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    for name, (_, content) in HOSTILE.items():
        (house.inbox.root / "dev" / name).write_bytes(content)

    outcomes = {(outcome.file.sender, outcome.file.file): outcome for outcome in take_in(house)}

    found = {name: outcomes["dev", name].findings[0][1].rule for name in HOSTILE}
    assert found == {name: rule for name, (rule, _) in HOSTILE.items()}
    assert {outcomes[sender, "return.csv"].verdict for sender in GOLDEN} == {Verdict.ACCEPTED}
    assert list(house.inbox.arrivals()) == []


def test_a_hostile_file_on_a_desk_is_asked_about_and_does_no_harm(house: House, tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    path.write_bytes(FAR)
    with pytest.raises(UsageError, match="whose return"):
        dry_run(house, [path], "")
    [outcome] = dry_run(house, [path], "dev").outcomes
    assert [(finding.rule, finding.cell) for _, finding in outcome.findings] == [("too-many-rows", "XFD1048576")]
