"""Whoever reads the public site reads one edition whole, whatever happens while the next one is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.bucket import Bucket, open_client
from infra.bucket_site import BucketSite
from infra.public_site import MARK, FolderSite, open_site
from transforms.errors import SettingsError

OLD = {"a/index.html": b"old leaf", MARK: b"{}", "index.html": b"old home"}
NEW = {"a/index.html": b"new leaf", "b/index.html": b"more", MARK: b'{"n": 2}', "index.html": b"new home"}


class Killed(BaseException):
    """The process ended here."""


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The empty folder of a new workspace."""
    made = tmp_path / "site"
    made.mkdir()
    return made


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)


@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_an_edition_takes_the_place_of_the_one_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        without_links(monkeypatch)
    site = open_site("file:site", folder.parent)

    for edition in (OLD, NEW, NEW, OLD):
        site.publish(edition)
        assert read(folder) == edition
        assert {name: site.get(name) for name in site.lying()} == edition
    assert folder.is_symlink() == links


@pytest.mark.parametrize("moment", ["mkdir", "write_bytes", "rename", "sync", "symlink_to", "replace", "rmtree"])
@pytest.mark.parametrize("links", [True, False], ids=["with links", "without links"])
def test_killed_at_any_moment_one_edition_is_there_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str, links: bool
) -> None:
    if not links:
        without_links(monkeypatch)
    for nth in range(8):
        FolderSite(folder).publish(OLD)
        with monkeypatch.context() as dying:
            kill_at(dying, moment, nth)
            try:
                FolderSite(folder).publish(NEW)
            except Killed:
                pass
        assert {name: FolderSite(folder).get(name) for name in FolderSite(folder).lying()} in (OLD, NEW)
        if links:
            assert read(folder) in (OLD, NEW)
        FolderSite(folder).publish(NEW)
        assert read(folder) == NEW


def kill_at(monkeypatch: pytest.MonkeyPatch, moment: str, nth: int) -> None:
    """End the process at the nth time that something is done to the file system."""
    owner: object = {"sync": os, "rmtree": shutil}.get(moment, Path)
    done: Callable[..., object] = getattr(owner, moment)
    times = iter(range(10_000))

    def dies(*given: object, **named: object) -> object:
        if next(times) == nth:
            raise Killed
        return done(*given, **named)

    monkeypatch.setattr(owner, moment, dies)


def test_a_folder_of_somebody_elses_is_left_alone(folder: Path) -> None:
    (folder / "index.html").write_text("the council's own")

    with pytest.raises(SettingsError, match="was not published there"):
        FolderSite(folder).publish(NEW)
    with pytest.raises(SettingsError):
        FolderSite(folder).examine()
    assert (folder / "index.html").read_text() == "the council's own"


def test_no_more_than_two_editions_lie_about(folder: Path) -> None:
    for number in range(4):
        FolderSite(folder).publish({**OLD, "index.html": f"edition {number}".encode()})

    assert len([path for path in (folder.parent / ".site-editions").iterdir() if path.is_dir()]) == 2


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SettingsError, match="cannot be written"):
        FolderSite(tmp_path / "file" / "site").examine()


def test_examining_publishes_nothing(folder: Path) -> None:
    assert "nothing published yet" in FolderSite(folder).examine()
    assert read(folder) == {}


@pytest.mark.slow
class TestInABucket:
    """On a server that speaks S3."""

    @pytest.fixture
    def site(self, aws: str, bucket_name: str) -> BucketSite:
        """A site under a prefix."""
        return BucketSite(Bucket(f"s3://{bucket_name}/www?endpoint={aws}&region=eu-west-2"))

    def test_objects_are_put_in_order_each_with_its_type_and_nothing_is_deleted(
        self, site: BucketSite, aws: str, bucket_name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.publish({**OLD, "gone.html": b"gone", "assets/site-1.css": b"*{}", "a/x.csv-metadata.json": b"{}"})
        put: list[str] = []
        original = Bucket.put

        def noting(bucket: Bucket, key: str, *given: object, **named: object) -> str:
            put.append(key)
            return original(bucket, key, *given, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(Bucket, "put", noting)
        site.publish(NEW)
        site.publish(NEW)

        assert put == ["a/index.html", "b/index.html", MARK, "index.html"]
        assert site.get("gone.html") == b"gone"
        assert set(site.lying()) == {*NEW, "gone.html", "assets/site-1.css", "a/x.csv-metadata.json"}
        served = {
            name: open_client("s3", aws, "eu-west-2").head_object(Bucket=bucket_name, Key=f"www/{name}")
            for name in ("index.html", "assets/site-1.css", "a/x.csv-metadata.json")
        }
        assert {name: said["ContentType"] for name, said in served.items()} == {
            "index.html": "text/html; charset=utf-8",
            "assets/site-1.css": "text/css; charset=utf-8",
            "a/x.csv-metadata.json": "application/csvm+json",
        }
        assert served["assets/site-1.css"]["CacheControl"].endswith("immutable")
        assert served["index.html"]["CacheControl"] == "public, max-age=300"

    def test_killed_midway_no_link_leads_nowhere_and_the_next_run_completes_it(
        self, site: BucketSite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.publish(OLD)
        with monkeypatch.context() as dying:
            original, times = Bucket.put, iter(range(10))

            def dies(bucket: Bucket, key: str, *given: object, **named: object) -> str:
                if next(times) == 2:
                    raise Killed
                return original(bucket, key, *given, **named)  # type: ignore[arg-type]

            dying.setattr(Bucket, "put", dies)
            with pytest.raises(Killed):
                site.publish(NEW)

        assert (site.get("index.html"), site.get("b/index.html")) == (b"old home", b"more")
        site.publish(NEW)
        assert site.get("index.html") == b"new home"

    def test_a_bucket_is_examined_without_leaving_anything(self, site: BucketSite) -> None:
        assert site.examine().endswith("/www/")
        assert list(site.lying()) == []
