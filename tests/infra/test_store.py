from __future__ import annotations

from pathlib import Path

import pytest

from infra.bucket_store import BucketStore
from infra.store import FolderStore, Store, open_store
from tests.infra.doors import ODD_NAMES
from transforms.errors import SettingsError


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store of each kind; all must keep the same promises."""
    if request.param == "folder":
        return open_store("file:store", tmp_path)
    name, endpoint = request.getfixturevalue("bucket_name"), request.getfixturevalue("aws")
    return open_store(f"s3://{name}/the%20lake?endpoint={endpoint}", tmp_path)


def test_what_is_put_is_got_back_byte_for_byte(store: Store) -> None:
    store.put("raw/ab/cd", b"\x00\xff bytes")

    assert store.get("raw/ab/cd") == b"\x00\xff bytes"


def test_what_was_never_put_is_not_there(store: Store) -> None:
    with pytest.raises(KeyError):
        store.get("raw/none")


def test_putting_again_replaces(store: Store) -> None:
    store.put("key", b"one")
    store.put("key", b"two")

    assert store.get("key") == b"two"


@pytest.mark.parametrize("key", ODD_NAMES)
def test_whatever_a_key_is_called_it_comes_back(store: Store, key: str) -> None:
    store.put(f"raw/{key}", key.encode())

    assert list(store.keys("raw")) == [f"raw/{key}"]
    assert store.get(f"raw/{key}") == key.encode()


def test_a_folder_of_more_than_a_page_comes_whole_and_in_order(store: Store) -> None:
    for number in range(1500):
        store.put(f"journal/{number:04}", b"")
    store.put("journals/other", b"")

    assert list(store.keys("journal")) == [f"journal/{number:04}" for number in range(1500)]


def test_keys_come_in_order_and_only_those_of_the_folder(store: Store) -> None:
    for key in ("journal/b", "journal/a", "journal/deep/c", "raw/d"):
        store.put(key, b"")

    assert list(store.keys("journal")) == ["journal/a", "journal/b", "journal/deep/c"]
    assert list(store.keys("nothing")) == []


def test_what_is_deleted_is_gone_and_deleting_it_again_is_no_error(store: Store) -> None:
    store.put("key", b"one")
    store.delete("key")
    store.delete("key")

    assert list(store.keys("")) == []


def test_flushing_keeps_everything(store: Store) -> None:
    store.put("key", b"one")
    store.flush()

    assert store.get("key") == b"one"


def test_a_file_half_written_when_the_power_went_is_no_object(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put("journal/a", b"whole")
    (tmp_path / "journal" / ".b.123.part").write_bytes(b"hal")

    assert list(store.keys("journal")) == ["journal/a"]


def test_what_cannot_be_put_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "journal" / "a").mkdir(parents=True)

    with pytest.raises(IsADirectoryError):
        FolderStore(tmp_path).put("journal/a", b"whole")

    assert [path.name for path in (tmp_path / "journal").iterdir()] == ["a"]


def test_a_scheme_that_nobody_serves_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ftp"):
        open_store("ftp://host/lake", tmp_path)


def test_a_relative_folder_lies_in_the_workspace(tmp_path: Path) -> None:
    open_store("file:my%20lake", tmp_path).put("key", b"one")

    assert (tmp_path / "my lake" / "key").read_bytes() == b"one"


def test_a_bucket_is_a_store_too(tmp_path: Path) -> None:
    assert isinstance(open_store("s3://council/lake", tmp_path), BucketStore)
