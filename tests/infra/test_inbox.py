"""What every inbox promises, a folder and a bucket alike."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from infra.bucket_inbox import BucketInbox
from infra.folder_inbox import FolderInbox
from infra.inbox import open_inbox
from infra.settling import Settling
from tests.infra.doors import ODD_NAMES, BucketDoor, Door, FolderDoor
from transforms.errors import SettingsError

AT_ONCE = 0.0


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.slow)])
def door(request: pytest.FixtureRequest, tmp_path: Path) -> Door:
    """An inbox with one sender."""
    if request.param == "folder":
        made: Door = FolderDoor(tmp_path / "inbox", Settling(AT_ONCE))
    else:
        name = request.getfixturevalue("bucket_name")
        made = BucketDoor(request.getfixturevalue("aws"), name, "in box/", Settling(AT_ONCE))
    made.inbox.make_room(["cs"])
    return made


def names(door: Door) -> list[str]:
    """The names of all that has arrived."""
    return [arrival.file for arrival in door.inbox.arrivals()]


def digest(content: bytes) -> str:
    """The SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


def test_files_come_oldest_first_with_their_sender_and_name(door: Door) -> None:
    door.drop("cs/new.xlsx")
    door.drop("cs/old.xlsx", age=60)
    door.drop("cs/2009/older £ name.xlsx", age=90)
    door.drop("stray.xlsx", age=5)

    assert [(arrival.sender, arrival.file) for arrival in door.inbox.arrivals()] == [
        ("cs", "2009/older £ name.xlsx"),
        ("cs", "old.xlsx"),
        ("", "stray.xlsx"),
        ("cs", "new.xlsx"),
    ]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_whatever_a_file_is_called_it_comes_is_read_and_goes(door: Door, name: str) -> None:
    door.drop(f"cs/{name}", name.encode())

    [arrival] = door.inbox.arrivals()
    assert (arrival.sender, arrival.file, door.inbox.read(arrival)) == ("cs", name, name.encode())
    door.inbox.dismiss(arrival, digest(name.encode()))
    assert door.lying() == []


@pytest.mark.parametrize(
    "name", ["~$return.xlsx", ".~lock.a.ods#", ".DS_Store", "a.xlsx.part", "Thumbs.db", ".x/a.csv"]
)
def test_what_programs_leave_in_a_folder_is_not_a_return(door: Door, name: str) -> None:
    door.drop(f"cs/{name}")

    assert names(door) == []


def test_room_made_again_changes_nothing_and_is_no_arrival(door: Door) -> None:
    door.drop("cs/a.xlsx")
    door.inbox.make_room(["cs", "dev"])

    assert names(door) == ["a.xlsx"]


def test_a_file_that_was_taken_in_is_gone_afterwards(door: Door) -> None:
    door.drop("cs/a.xlsx")
    [arrival] = door.inbox.arrivals()

    door.inbox.dismiss(arrival, digest(door.inbox.read(arrival)))

    assert names(door) == door.lying() == []


def test_what_its_sender_saved_over_it_meanwhile_stays(door: Door) -> None:
    door.drop("cs/a.xlsx", b"first")
    [arrival] = door.inbox.arrivals()
    door.drop("cs/a.xlsx", b"second")

    door.inbox.dismiss(arrival, digest(b"first"))

    assert [door.inbox.read(again) for again in door.inbox.arrivals()] == [b"second"]


def test_what_was_saved_over_is_another_version_and_is_not_read_for_the_one_before(door: Door) -> None:
    door.drop("cs/a.xlsx", b"first")
    [before] = door.inbox.arrivals()
    door.drop("cs/a.xlsx", b"second")

    [after] = door.inbox.arrivals()
    assert (after.key, after.version != before.version) == (before.key, True)
    with pytest.raises(FileNotFoundError):
        door.inbox.read(before)


def test_a_file_that_is_gone_already_cannot_be_read_and_is_no_error_to_dismiss(door: Door) -> None:
    door.drop("cs/a.xlsx")
    [arrival] = door.inbox.arrivals()
    door.take_back("cs/a.xlsx")

    door.inbox.dismiss(arrival, digest(b"bytes"))
    with pytest.raises(FileNotFoundError):
        door.inbox.read(arrival)


def test_an_answer_is_no_arrival(door: Door) -> None:
    door.inbox.answer("dev", "return - answer.html", b"<p>Taken</p>")
    door.inbox.answer("dev", "return £ - to mend.xlsx", b"marked")

    assert names(door) == []
    assert door.lying() == ["dev/Answers/return - answer.html", "dev/Answers/return £ - to mend.xlsx"]


def test_a_marked_workbook_that_is_mended_in_place_has_arrived(door: Door) -> None:
    door.inbox.answer("dev", "return - to mend.xlsx", b"marked")
    door.drop("dev/Answers/return - to mend.xlsx", b"mended")

    [arrival] = door.inbox.arrivals()

    assert (arrival.sender, arrival.file) == ("dev", "Answers/return - to mend.xlsx")
    assert door.inbox.read(arrival) == b"mended"


def test_an_answer_made_again_replaces_the_one_before(door: Door) -> None:
    for content in (b"first", b"second"):
        door.inbox.answer("dev", "return - to mend.xlsx", content)

    assert names(door) == []
    assert door.lying() == ["dev/Answers/return - to mend.xlsx"]


def test_a_scheme_that_nobody_serves_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ftp"):
        open_inbox("ftp://host/inbox", tmp_path)


def test_the_scheme_of_its_url_says_what_an_inbox_is(tmp_path: Path) -> None:
    folder, bucket = open_inbox("file:in%20box", tmp_path), open_inbox("s3://council/inbox", tmp_path)

    assert isinstance(folder, FolderInbox)
    assert isinstance(bucket, BucketInbox)
    assert (folder.root, bucket.root) == (tmp_path / "in box", "s3://council/inbox/")


@pytest.mark.parametrize("name", ODD_NAMES[:4])
def test_what_is_brought_for_a_sender_arrives_as_if_the_sender_had_dropped_it(door: Door, name: str) -> None:
    door.inbox.bring("kcc", name, b"figures")

    [arrival] = door.inbox.arrivals()
    assert (arrival.sender, arrival.file, door.inbox.read(arrival)) == ("kcc", name, b"figures")
    assert door.lying() == [f"kcc/{name}"]
