"""Other targets are tried from a form in the UI: a note says what they would change, and nothing is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from infra.wiring import House
from tests.council import GOLDEN, drop
from tests.flows.take_in import take_in

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def ask(house: House, settings: str = "", period: str = "2009-10 Q3", **said: str) -> Any:
    """The state in which a request ends."""
    from flows.desk.try_other_targets import try_other_targets

    return try_other_targets(period, settings, **said, workspace=str(house.workspace), return_state=True)


def test_a_note_shows_what_would_change_and_that_nothing_was_applied(desk: SyncPrefectClient, house: House) -> None:
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    take_in(house)
    before = sorted(house.lake.entries())

    state = ask(house, "LPI CS 1 target=60%;\n LPI CS 3 tolerance=1 point ;")

    assert state.name == "Tried"
    assert state.message == (
        "October to December 2009: 2 of 3 lights would change, 1 for the better and 1 for the worse; no trend would."
    )
    [note] = [str(artifact.data) for artifact in desk.read_artifacts() if artifact.key == "what-if"]
    assert "Nothing was applied, and no report changes." in note
    assert "Requires Attention → Good" in note
    assert sorted(house.lake.entries()) == before


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"period": "the last one"}, "names no period"),
        ({"settings": "LPI CS 1 target=lots"}, "'lots' is not a number."),
        ({"settings": "<script>"}, "is no setting."),
        ({"first": "2009-10 Q4"}, "does not follow on"),
    ],
)
def test_what_cannot_be_tried_is_said_to_be_so(
    prefect_here: None, house: House, said: dict[str, str], words: str
) -> None:
    state = ask(house, **said)

    assert state.name == "Not tried"
    assert words in state.message


def test_faults_of_the_files_are_told_by_line(prefect_here: None, house: House) -> None:
    (house.register_folder / "targets.csv").write_text("code,period,target\nLPI CS 1,2009-10,many\n")

    state = ask(house)

    assert state.name == "Not tried"
    assert "targets.csv, line 2" in state.message
