from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from infra.inbox import FolderInbox


@pytest.fixture
def inbox(tmp_path: Path) -> FolderInbox:
    """An inbox with one sender."""
    made = FolderInbox(tmp_path / "inbox")
    made.make_room(["cs"])
    return made


def drop(inbox: FolderInbox, name: str, content: bytes = b"bytes", age: int = 0) -> Path:
    """Drop a file, `age` seconds ago."""
    path = inbox.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (1_000_000 - age, 1_000_000 - age))
    return path


def names(inbox: FolderInbox) -> list[str]:
    """The names of all that has arrived."""
    return [arrival.file for arrival in inbox.arrivals()]


def digest(content: bytes) -> str:
    """The SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


def test_files_come_oldest_first_with_their_sender_and_name(inbox: FolderInbox) -> None:
    drop(inbox, "cs/new.xlsx")
    drop(inbox, "cs/old.xlsx", age=60)
    drop(inbox, "cs/2009/older £ name.xlsx", age=90)
    drop(inbox, "stray.xlsx", age=5)

    assert [(arrival.sender, arrival.file) for arrival in inbox.arrivals()] == [
        ("cs", "2009/older £ name.xlsx"),
        ("cs", "old.xlsx"),
        ("", "stray.xlsx"),
        ("cs", "new.xlsx"),
    ]


@pytest.mark.parametrize(
    "name", ["~$return.xlsx", ".~lock.a.ods#", ".DS_Store", "a.xlsx.part", "Thumbs.db", ".x/a.csv"]
)
def test_what_programs_leave_in_a_folder_is_not_a_return(inbox: FolderInbox, name: str) -> None:
    drop(inbox, f"cs/{name}")

    assert list(inbox.arrivals()) == []


def test_a_link_out_of_the_inbox_is_not_followed(inbox: FolderInbox, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("secret")
    (inbox.root / "cs" / "link.csv").symlink_to(tmp_path / "secret.csv")

    assert list(inbox.arrivals()) == []


def test_a_file_that_was_taken_in_is_gone_afterwards(inbox: FolderInbox) -> None:
    drop(inbox, "cs/a.xlsx")
    [arrival] = inbox.arrivals()

    inbox.dismiss(arrival, digest(inbox.read(arrival)))

    assert list(inbox.arrivals()) == []
    assert os.listdir(inbox.root / "cs") == []


def test_what_its_sender_saved_over_it_meanwhile_stays(inbox: FolderInbox) -> None:
    path = drop(inbox, "cs/a.xlsx", b"first")
    [arrival] = inbox.arrivals()
    path.write_bytes(b"second")

    inbox.dismiss(arrival, digest(b"first"))

    assert [inbox.read(again) for again in inbox.arrivals()] == [b"second"]


def test_a_file_that_is_gone_already_is_no_error(inbox: FolderInbox) -> None:
    path = drop(inbox, "cs/a.xlsx")
    [arrival] = inbox.arrivals()
    path.unlink()

    inbox.dismiss(arrival, digest(b"bytes"))


def test_a_file_moved_aside_when_the_power_went_is_put_back(inbox: FolderInbox) -> None:
    drop(inbox, "cs/.taken-0123456789abcdef/a.b.xlsx", b"moved")

    assert [arrival.file for arrival in inbox.arrivals()] == ["a.b.xlsx"]


def test_a_file_put_back_does_not_replace_a_newer_one_of_its_name(inbox: FolderInbox) -> None:
    drop(inbox, "cs/.taken-0123456789abcdef/a.xlsx", b"moved", age=9)
    drop(inbox, "cs/a.xlsx", b"new")

    assert [arrival.file for arrival in inbox.arrivals()] == ["a (earlier 1).xlsx", "a.xlsx"]


def test_a_name_in_an_old_encoding_is_read_all_the_same(inbox: FolderInbox) -> None:
    raw = os.fsencode(inbox.root / "cs") + b"/\xa3 return.csv"
    with open(raw, "wb") as file:
        file.write(b"bytes")

    [arrival] = inbox.arrivals()

    assert arrival.file == "\ufffd return.csv"
    assert inbox.read(arrival) == b"bytes"


def test_the_longest_name_a_file_can_have_can_be_taken_out(inbox: FolderInbox) -> None:
    drop(inbox, f"cs/{'x' * 250}.csv")
    [arrival] = inbox.arrivals()

    inbox.dismiss(arrival, digest(inbox.read(arrival)))

    assert os.listdir(inbox.root / "cs") == []


def test_an_answer_is_no_arrival(inbox: FolderInbox) -> None:
    inbox.answer("dev", "return - answer.html", b"<p>Taken</p>")
    inbox.answer("dev", "return - to mend.xlsx", b"marked")

    assert names(inbox) == []


def test_a_marked_workbook_that_is_mended_in_place_has_arrived(inbox: FolderInbox) -> None:
    inbox.answer("dev", "return - to mend.xlsx", b"marked")
    (inbox.root / "dev" / "Answers" / "return - to mend.xlsx").write_bytes(b"mended")

    [arrival] = inbox.arrivals()

    assert (arrival.sender, arrival.file, inbox.read(arrival)) == ("dev", "Answers/return - to mend.xlsx", b"mended")


def test_an_answer_made_again_replaces_the_one_before(inbox: FolderInbox) -> None:
    for content in (b"first", b"second"):
        inbox.answer("dev", "return - to mend.xlsx", content)

    assert names(inbox) == []
    assert (inbox.root / "dev" / "Answers" / "return - to mend.xlsx").read_bytes() == b"second"


def test_an_index_that_is_lost_loses_no_file(inbox: FolderInbox) -> None:
    inbox.answer("dev", "return - to mend.xlsx", b"marked")
    (inbox.root / "dev" / "Answers" / ".answers.json").write_text("{")

    assert names(inbox) == ["Answers/return - to mend.xlsx"]
