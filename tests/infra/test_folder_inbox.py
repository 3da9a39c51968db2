"""What only a folder can meet."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from infra.settling import Settling
from tests.infra.doors import FolderDoor
from tests.infra.test_inbox import digest, names


@pytest.fixture
def door(tmp_path: Path) -> FolderDoor:
    """An inbox with one sender."""
    made = FolderDoor(tmp_path / "inbox", Settling(0))
    made.inbox.make_room(["cs"])
    return made


def test_a_link_out_of_the_inbox_is_not_followed(door: FolderDoor, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("secret")
    (door.root / "cs" / "link.csv").symlink_to(tmp_path / "secret.csv")

    assert names(door) == []


def test_a_file_moved_aside_when_the_power_went_is_put_back(door: FolderDoor) -> None:
    door.drop("cs/.taken-0123456789abcdef/a.b.xlsx", b"moved")

    assert names(door) == ["a.b.xlsx"]


def test_a_file_put_back_does_not_replace_a_newer_one_of_its_name(door: FolderDoor) -> None:
    door.drop("cs/.taken-0123456789abcdef/a.xlsx", b"moved", age=9)
    door.drop("cs/a.xlsx", b"new")

    assert names(door) == ["a (earlier 1).xlsx", "a.xlsx"]


def test_a_folder_that_another_of_us_takes_away_meanwhile_hides_no_file(
    door: FolderDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.drop("cs/a.xlsx")
    look_into, aside = os.scandir, door.root / "cs" / ".taken-0123456789abcdef"

    def while_another_works(folder: str | Path) -> object:
        if Path(folder) == aside.parent:
            aside.mkdir(exist_ok=True)
        elif Path(folder) == aside:
            aside.rmdir()
        return look_into(folder)

    monkeypatch.setattr(os, "scandir", while_another_works)

    assert names(door) == ["a.xlsx"]


def test_a_drive_that_does_not_answer_is_no_empty_one(door: FolderDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_away(_: str | Path) -> None:
        raise OSError(errno.EHOSTDOWN, os.strerror(errno.EHOSTDOWN))

    monkeypatch.setattr(os, "scandir", is_away)

    with pytest.raises(OSError, match=os.strerror(errno.EHOSTDOWN)):
        names(door)


@pytest.mark.parametrize("moment", ["mkdir", "rename"])
def test_a_file_goes_out_though_another_of_us_looks_in_while_it_stands_aside(
    door: FolderDoor, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    door.drop("cs/a.xlsx")
    [arrival] = door.inbox.arrivals()
    does, looks = getattr(Path, moment), [door.inbox.arrivals]

    def and_another_looks_in(path: Path, *given: object) -> object:
        done = does(path, *given)
        while looks:
            list(looks.pop()())
        return done

    monkeypatch.setattr(Path, moment, and_another_looks_in)

    door.inbox.dismiss(arrival, digest(b"bytes"))

    assert (looks, names(door), list((door.root / "cs").iterdir())) == ([], [], [])


def test_a_name_in_an_old_encoding_is_read_all_the_same(door: FolderDoor) -> None:
    raw = os.fsencode(door.root / "cs") + b"/\xa3 return.csv"
    with open(raw, "wb") as file:
        file.write(b"bytes")

    [arrival] = door.inbox.arrivals()

    assert arrival.file == "\ufffd return.csv"
    assert door.inbox.read(arrival) == b"bytes"


def test_the_longest_name_a_file_can_have_can_be_taken_out(door: FolderDoor) -> None:
    door.drop(f"cs/{'x' * 250}.csv")
    [arrival] = door.inbox.arrivals()

    door.inbox.dismiss(arrival, digest(door.inbox.read(arrival)))

    assert os.listdir(door.root / "cs") == []


def test_what_is_taken_out_leaves_nothing_behind_in_the_folder(door: FolderDoor) -> None:
    door.drop("cs/a.xlsx")
    [arrival] = door.inbox.arrivals()

    door.inbox.dismiss(arrival, digest(door.inbox.read(arrival)))

    assert os.listdir(door.root / "cs") == []


def test_an_index_that_is_lost_loses_no_file(door: FolderDoor) -> None:
    door.inbox.answer("dev", "return - to mend.xlsx", b"marked")
    (door.root / "dev" / "Answers" / ".answers.json").write_text("{")

    assert names(door) == ["Answers/return - to mend.xlsx"]
