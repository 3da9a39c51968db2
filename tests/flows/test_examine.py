from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from flows.examine import Examined, examine
from flows.register_steps import apply_register
from flows.up.lock import the_only_one
from infra.wiring import House
from tests.council import GOLDEN, at, drop, make_council
from tests.flows.take_in import take_in

pytestmark = pytest.mark.slow


def wrong(house: House) -> Mapping[str, Examined]:
    """The parts that are not sound, by name; everything opened afresh."""
    return {part.part: part for part in examine(at(house, house.settings.today)) if not part.sound}


def test_all_parts_of_a_council_at_work_are_sound(house: House) -> None:
    drop(house, "cs", "return.csv", GOLDEN["cs"])
    take_in(house)

    assert wrong(house) == {}


def test_a_warehouse_of_garbage_is_named_with_the_way_out_of_it(tmp_path: Path) -> None:
    house = make_council(tmp_path)
    apply_register(house)
    house.engine.dispose()
    for path in house.workspace.glob("warehouse.db-*"):
        path.unlink()
    (house.workspace / "warehouse.db").write_bytes(b"garbage" * 1000)

    parts = wrong(house)

    assert set(parts) == {"warehouse", "journal", "files", "register"}
    assert "not a database" in parts["warehouse"].detail
    assert "aside" in parts["warehouse"].remedy
    assert "mortar rebuild" in parts["warehouse"].remedy


def test_an_entry_that_is_lost_from_the_lake_is_missed(house: House) -> None:
    drop(house, "cs", "return.csv", GOLDEN["cs"])
    take_in(house)
    *_, last = house.lake.entries()
    house.lake.store.delete(f"journal/{last}.json")

    parts = wrong(house)

    assert set(parts) == {"journal"}
    assert last in parts["journal"].detail


def test_a_clock_that_was_ahead_once_is_wrong_and_says_what_to_do(house: House) -> None:
    with at(house, "2030-01-18").knowledge():
        pass

    parts = wrong(house)

    assert set(parts) == {"clock"}
    assert "2030-01-18" in parts["clock"].detail
    assert "mortar rebuild" in parts["clock"].remedy


def test_mortar_up_that_does_not_answer_or_whose_parts_keep_dying_is_wrong(house: House) -> None:
    nobody = "http://127.0.0.1:1"
    with the_only_one(house.workspace, nobody) as note:
        assert f"{nobody} does not answer" in wrong(house)["mortar up"].detail
        note(["intake"])
        assert "keeps ending: intake" in wrong(house)["mortar up"].detail
    assert "mortar up" not in wrong(house)
