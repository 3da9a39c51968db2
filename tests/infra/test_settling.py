"""Nothing is taken while its sender still writes it; and what lies still is not kept waiting."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from infra.settling import PATIENCE_SECONDS, Settling
from tests.infra.doors import BEGINNING, BucketDoor, Door, FolderDoor
from tests.infra.test_inbox import names

SECONDS = 2.0
OLD = 3600


class Watch:
    """A clock that goes on by waiting alone; what happens meanwhile can be told it."""

    def __init__(self) -> None:
        self.now = BEGINNING
        self.waits: list[float] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def wait(self, seconds: float) -> None:
        """Let so many seconds go by."""
        self.waits.append(seconds)
        self.now += timedelta(seconds=seconds)
        self.meanwhile()


@pytest.fixture
def watch() -> Watch:
    """A clock at the beginning."""
    return Watch()


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.slow)])
def door(request: pytest.FixtureRequest, tmp_path: Path, watch: Watch) -> Door:
    """An inbox in which files settle."""
    settling = Settling(SECONDS, lambda: watch.now, watch.wait)
    if request.param == "folder":
        return FolderDoor(tmp_path / "inbox", settling)
    return BucketDoor(request.getfixturevalue("aws"), request.getfixturevalue("bucket_name"), "", settling)


def workbook() -> bytes:
    """The bytes of a zip, which every workbook is."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 99)
    return sink.getvalue()


def test_an_empty_inbox_is_not_waited_for(door: Door, watch: Watch) -> None:
    assert (names(door), watch.waits) == ([], [])


def test_what_has_lain_still_is_taken_at_once(door: Door, watch: Watch) -> None:
    door.drop("cs/a.csv", age=3)

    assert (names(door), watch.waits) == (["a.csv"], [])


def test_what_was_dropped_just_now_is_taken_after_one_wait_for_all(door: Door, watch: Watch) -> None:
    door.drop("cs/a.csv")
    door.drop("cs/b.csv", age=1)

    assert (names(door), watch.waits) == (["b.csv", "a.csv"], [SECONDS])


def test_the_wait_is_only_as_long_as_the_youngest_still_needs(door: Door, watch: Watch) -> None:
    door.drop("cs/a.csv", age=1)

    assert (names(door), watch.waits) == (["a.csv"], [1.0])


def test_what_changes_meanwhile_waits_for_the_next_time_and_holds_up_nobody(door: Door, watch: Watch) -> None:
    door.drop("cs/still.csv", age=OLD)
    door.drop("cs/a.csv", b"first half")
    watch.meanwhile = lambda: door.drop("cs/a.csv", b"first half and second", age=-1)

    assert names(door) == ["still.csv"]

    watch.meanwhile = lambda: None
    assert names(door) == ["still.csv", "a.csv"]


def test_what_is_taken_back_meanwhile_has_not_arrived(door: Door, watch: Watch) -> None:
    door.drop("cs/a.csv")
    watch.meanwhile = lambda: door.take_back("cs/a.csv")

    assert names(door) == []


def test_a_file_from_the_future_is_looked_at_twice_as_any_other(door: Door, watch: Watch) -> None:
    door.drop("cs/a.csv", age=-OLD)

    assert (names(door), watch.waits) == (["a.csv"], [SECONDS])


def test_half_a_workbook_waits_for_its_other_half(door: Door, watch: Watch) -> None:
    door.drop("cs/still.csv", age=OLD)
    door.drop("cs/a.xlsx", workbook()[:-30], age=3)
    watch.meanwhile = lambda: door.drop("cs/a.xlsx", workbook(), age=-2)

    assert names(door) == ["still.csv"]
    assert watch.waits == [PATIENCE_SECONDS - 3]

    watch.meanwhile = lambda: None
    assert names(door) == ["still.csv", "a.xlsx"]


def test_half_a_workbook_whose_rest_does_not_come_is_taken_as_it_is(door: Door, watch: Watch) -> None:
    door.drop("cs/a.xlsx", workbook()[:-30])

    assert names(door) == ["a.xlsx"]
    assert sum(watch.waits) == PATIENCE_SECONDS


def test_what_only_bears_the_name_of_a_workbook_is_taken_for_what_it_is(door: Door) -> None:
    door.drop("cs/a.xlsx", b"Dear Policy Team", age=10)

    assert names(door) == ["a.xlsx"]


def test_set_to_nothing_nothing_waits(tmp_path: Path) -> None:
    watch = Watch()
    door = FolderDoor(tmp_path, Settling(0, lambda: watch.now, watch.wait))
    door.drop("cs/a.xlsx", workbook()[:-30])

    assert (names(door), watch.waits) == (["a.xlsx"], [])
