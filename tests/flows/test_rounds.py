from __future__ import annotations

import pytest

from flows.commands.ingest import take_in
from infra.wiring import House
from tests.council import drop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def test_more_files_than_one_run_takes_are_all_taken_in_by_one_command(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.inbox_to_lake.MOST_OF_A_RUN", 2)
    monkeypatch.setattr("flows.inbox_to_lake.MICRO_BATCH", 1)
    for month in range(4, 9):
        drop(house, "cs", f"visitors {month}.csv", f"Code,Value,Period\nLPI CS 7,{month}00,2009-0{month}\n")

    taken, unsent = take_in(house)

    assert len(taken.outcomes) == len({outcome.file.file for outcome in taken.outcomes}) == 5
    assert (taken.faults, unsent) == ([], [])
    assert list(house.inbox.arrivals()) == []
