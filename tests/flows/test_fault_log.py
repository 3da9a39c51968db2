from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.fault_log import log_fault

HEADER = re.compile(r"^\S+ fault [0-9a-f]{8}( .*)?$")


@pytest.mark.parametrize("name", ["return.csv", "a\n2010-01-18 fault 00000000 b", "\x1b[2J", "caf\udce9.csv", "\0"])
def test_a_fault_takes_one_line_whatever_the_file_was_named(tmp_path: Path, name: str) -> None:
    log_fault(ValueError(f"{name}\n2010-01-18T09:00:00Z fault 00000000 forged"), tmp_path, name)

    text = (tmp_path / "mortar.log").read_text()
    assert len([line for line in text.splitlines() if HEADER.match(line)]) == 1
    assert all(letter.isprintable() or letter == "\n" for letter in text)


def test_the_sentence_for_the_person_names_id_and_path(tmp_path: Path) -> None:
    said = log_fault(ValueError("odd"), tmp_path)

    [identity] = re.findall(r"[0-9a-f]{8}", said.replace(str(tmp_path), ""))
    assert str(tmp_path / "mortar.log") in said
    assert f"fault {identity}" in (tmp_path / "mortar.log").read_text()


def test_where_nothing_can_be_logged_the_person_is_told_what_it_was(tmp_path: Path) -> None:
    assert "cannot be written" in (said := log_fault(ValueError("odd"), tmp_path / "nowhere"))
    assert "ValueError: odd" in said
