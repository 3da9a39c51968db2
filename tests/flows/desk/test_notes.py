"""What the desk shows as artifacts: rounds and the tracker, under names that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from infra.wiring import House
from tests.council import GOLDEN, drop
from tests.flows.take_in import take_in
from transforms.settle import Outcome

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def noted(desk: SyncPrefectClient) -> dict[str, tuple[str, str]]:
    """What is noted: the sentence and the text by the name of each note."""
    return {str(each.key): (str(each.description), str(each.data)) for each in desk.read_artifacts()}


def a_round(house: House) -> list[Outcome]:
    """A round of two returns, one of them with a fault."""
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    drop(house, "cs", "wrong|name.csv", "Code,Value,Period\nLPI CS 3,many,Nov-09\n")
    return take_in(house)


def test_a_round_is_noted_by_file_with_what_was_found_first(desk: SyncPrefectClient, house: House) -> None:
    from flows.desk.notes import note_round

    outcomes = a_round(house)
    note_round(house, outcomes, [(outcomes[0].file, RuntimeError("ours"))])

    sentence, text = noted(desk)["what-came"]
    assert sentence == "1 not read, 1 refused and 1 accepted: 3 files from 2 senders."
    assert "wrong\\|name\\.csv" in text
    assert "B2\\: \\'many\\' is not a number" in text
    assert f"/returns/{outcomes[0].file.sha256}/" in text


def test_a_round_in_which_nothing_came_is_not_noted(desk: SyncPrefectClient, house: House) -> None:
    from flows.desk.notes import note_round

    note_round(house, [])

    assert noted(desk) == {}


def test_the_tracker_tells_who_is_late_and_is_noted_again_when_that_changes(
    desk: SyncPrefectClient, house: House
) -> None:
    from flows.desk.notes import note_tracker

    note_tracker(house)
    note_tracker(house)
    assert noted(desk)["tracker"][0] == "3 late of 3 senders for December 2009."
    assert len(desk.read_artifacts()) == 1

    drop(house, "cs", "rest.csv", "Code,Value,Period\nLPI CS 3,60%,Dec-09\nLPI CS 7,9,Dec-09\nBV 9,80%,Dec-09\n")
    take_in(house)
    note_tracker(house)

    assert len(desk.read_artifacts()) == 2
    texts = {str(each.description): str(each.data) for each in desk.read_artifacts()}
    assert "Customer Services | ✔ in" in texts["2 late and 1 in of 3 senders for December 2009."]
