"""What only a bucket can meet."""

from __future__ import annotations

from typing import Any

import pytest

from infra.bucket import Bucket, Place, place_of
from infra.settling import Settling
from tests.infra.doors import BucketDoor
from tests.infra.test_inbox import digest, names
from transforms.errors import SettingsError

slow = pytest.mark.slow


@pytest.fixture
def door(aws: str, bucket_name: str) -> BucketDoor:
    """An inbox in a bucket."""
    return BucketDoor(aws, bucket_name, "inbox/", Settling(0))


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("s3://council", Place("council", "")),
        ("s3://council/", Place("council", "")),
        ("s3://council/in/box", Place("council", "in/box/")),
        ("s3://council/in/box/", Place("council", "in/box/")),
        ("s3://council/in%20box%25?region=eu-west-2", Place("council", "in box%/", region="eu-west-2")),
        ("s3://c/a+b?endpoint=http://127.0.0.1:9000", Place("c", "a+b/", "http://127.0.0.1:9000")),
        ("s3://c/a?region=x&endpoint=https%3A%2F%2Fs3.example%2Fs3", Place("c", "a/", "https://s3.example/s3", "x")),
    ],
)
def test_a_url_names_bucket_prefix_and_server_with_and_without_a_slash(url: str, place: Place) -> None:
    assert place_of(url) == place


@pytest.mark.parametrize(
    "url",
    [
        "s3://AKIAKEY:hunter2@council/inbox",
        "s3://council/inbox?secret_access_key=hunter2",
        "s3://council/inbox?endpoint=http://AKIAKEY:hunter2@127.0.0.1:9000",
        "s3:///hunter2",
        "s3:hunter2",
        "s3://council/inbox#hunter2",
        "s3://council/inbox?endpoint=ftp://hunter2",
    ],
)
def test_a_url_that_is_wrong_or_holds_a_secret_is_refused_and_never_repeated(url: str) -> None:
    with pytest.raises(SettingsError) as error:
        Bucket(url)

    assert "hunter2" not in error.value.message + error.value.remedy


@slow
@pytest.mark.parametrize("bucket", ["no-such-bucket", "wrong_name!"])
def test_a_bucket_that_is_not_there_is_a_wrong_setting_and_named(aws: str, bucket: str) -> None:
    with pytest.raises(SettingsError, match=f"s3://{bucket}/in/ does not answer as it should"):
        list(Bucket(f"s3://{bucket}/in?endpoint={aws}").listing())


@slow
def test_a_server_that_is_not_there_is_a_wrong_setting(aws: str) -> None:
    with pytest.raises(SettingsError, match="EndpointConnectionError"):
        Bucket("s3://council/in?endpoint=http://127.0.0.1:9").put("key", b"")


@slow
def test_without_credentials_it_is_said_so(aws: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    with pytest.raises(SettingsError, match="NoCredentialsError"):
        Bucket(f"s3://council/in?endpoint={aws}").put("key", b"")


@slow
def test_an_inbox_of_more_than_a_page_comes_whole_and_only_its_own_prefix(door: BucketDoor) -> None:
    for number in range(1500):
        door.client.put_object(Bucket=door.bucket, Key=f"inbox/cs/{number:04}.csv", Body=b"")
    door.client.put_object(Bucket=door.bucket, Key="inbox-of-others/cs/a.csv", Body=b"")

    assert sorted(names(door)) == [f"{number:04}.csv" for number in range(1500)]


@slow
def test_a_file_put_in_parts_is_as_any_other(door: BucketDoor) -> None:
    key, part = "inbox/cs/large.csv", b"x" * 5 * 2**20
    upload = door.client.create_multipart_upload(Bucket=door.bucket, Key=key)["UploadId"]
    parts = []
    for number in (1, 2):
        put = door.client.upload_part(Bucket=door.bucket, Key=key, UploadId=upload, PartNumber=number, Body=part)
        parts.append({"PartNumber": number, "ETag": put["ETag"]})
        assert names(door) == []
    door.client.complete_multipart_upload(
        Bucket=door.bucket, Key=key, UploadId=upload, MultipartUpload={"Parts": parts}
    )

    [arrival] = door.inbox.arrivals()
    door.inbox.dismiss(arrival, digest(door.inbox.read(arrival)))
    assert door.lying() == []


@slow
def test_what_is_saved_over_between_the_last_look_and_the_deletion_stays(
    door: BucketDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    door.drop("cs/a.csv", b"first")
    [arrival] = door.inbox.arrivals()
    delete_if = door.inbox.bucket.delete_if

    def just_before(key: str, etag: str) -> None:
        door.drop("cs/a.csv", b"second")
        delete_if(key, etag)

    monkeypatch.setattr(door.inbox.bucket, "delete_if", just_before)
    door.inbox.dismiss(arrival, digest(b"first"))

    assert [door.inbox.read(again) for again in door.inbox.arrivals()] == [b"second"]


@slow
def test_a_server_that_knows_no_conditions_is_told_to_delete_without(
    door: BucketDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from botocore.exceptions import ClientError

    delete = door.inbox.bucket._client.delete_object

    def without_conditions(**named: Any) -> Any:
        if "IfMatch" in named:
            raise ClientError({"Error": {"Code": "NotImplemented"}}, "DeleteObject")
        return delete(**named)

    monkeypatch.setattr(door.inbox.bucket._client, "delete_object", without_conditions)
    door.drop("cs/a.csv")
    [arrival] = door.inbox.arrivals()
    door.inbox.dismiss(arrival, digest(b"bytes"))

    assert door.lying() == []


@slow
def test_a_deletion_that_fails_for_another_reason_is_told(door: BucketDoor) -> None:
    with pytest.raises(SettingsError, match="NoSuchBucket"):
        Bucket(f"s3://no-such-bucket/in?endpoint={door.endpoint}").delete_if("key", '"etag"')


@slow
def test_an_answer_that_a_crash_left_unnamed_is_no_arrival(door: BucketDoor) -> None:
    door.inbox.answer("dev", "return - to mend.xlsx", b"marked")
    [mark] = [each.key for each in door.inbox.bucket.listing() if "/.answered/" in each.key]
    door.take_back(mark)

    assert names(door) == []


@slow
def test_an_answer_copied_back_as_a_return_is_one(door: BucketDoor) -> None:
    door.inbox.answer("dev", "return - to mend.xlsx", b"marked")
    source = {"Bucket": door.bucket, "Key": "inbox/dev/Answers/return - to mend.xlsx"}
    door.client.copy_object(Bucket=door.bucket, Key="inbox/dev/return.xlsx", CopySource=source)

    assert names(door) == ["return.xlsx"]
