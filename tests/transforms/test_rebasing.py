from __future__ import annotations

from datetime import date

import pytest

from tests.council import FILES
from transforms.errors import RegisterRefused
from transforms.read_register import read_register, register_of_rows, register_rows
from transforms.rebasing import Rebasing
from transforms.register_table import REBASED

HEADER = "code,from,reason\n"
ROWS = "LPI CS 1,2009-01-16,New telephone system\nlpi cs 1,June 2008,New contractor.\n"


def faults(rows: str) -> list[tuple[str, int, str]]:
    with pytest.raises(RegisterRefused) as refused:
        read_register({**FILES, REBASED: HEADER + rows})
    return [(fault.file, fault.line, fault.column) for fault in refused.value.faults]


def test_rebasings_are_read_in_order_of_time_whatever_their_rows() -> None:
    assert read_register({**FILES, REBASED: HEADER + ROWS}).rebased == {
        "lpics1": (
            Rebasing(date(2008, 6, 1), "New contractor."), Rebasing(date(2009, 1, 16), "New telephone system"),
        )
    }  # fmt: skip


def test_a_rebasing_says_since_when_and_why() -> None:
    first, second = read_register({**FILES, REBASED: HEADER + ROWS}).rebased["lpics1"]
    assert first.words == "June 2008: New contractor"
    assert second.words == "16 January 2009: New telephone system"


def test_a_register_without_rebasings_is_a_register() -> None:
    assert read_register(FILES).rebased == {}
    assert register_rows(FILES)[REBASED] == []


def test_rebasings_kept_as_rows_are_the_same_register() -> None:
    files = {**FILES, REBASED: HEADER + ROWS}
    assert register_of_rows(register_rows(files)) == read_register(files)


def test_a_register_kept_before_there_were_rebasings_is_read_as_before() -> None:
    kept = {name: rows for name, rows in register_rows(FILES).items() if name != REBASED}
    assert register_of_rows(kept) == read_register(FILES)


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ("LPI XX,June 2008,New contractor\n", "code"),
        ("LPI CS 1,soon,New contractor\n", "from"),
        ("LPI CS 1,,New contractor\n", "from"),
        ("LPI CS 1,June 2008,\n", "reason"),
        ("LPI CS 1,June 2008,New contractor\nlpi cs 1,2008-06-01,Another\n", "from"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(rows: str, column: str) -> None:
    assert faults(rows) == [("rebased.csv", 1 + rows.count("\n"), column)]
