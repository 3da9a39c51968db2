"""What a bucket tells of new files, on a queue that is told by a real bucket."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from infra.bucket import open_client
from infra.bucket_events import BucketEvents, WakeUp, open_events
from tests.infra.doors import ODD_NAMES
from transforms.errors import SettingsError

SHORT = 0
"""Seconds to wait for what has come already: this server delivers at once."""


class Bell:
    """A bucket, and a queue that can be told of it."""

    def __init__(self, aws: str, bucket: str) -> None:
        self.aws, self.bucket = aws, bucket
        self.sqs, self.s3 = self.client("sqs"), self.client("s3")
        made = self.sqs.create_queue(QueueName=uuid.uuid4().hex)
        self.url: str = made["QueueUrl"]
        self.events = BucketEvents(self.url)

    def client(self, service: str) -> Any:
        """A client of the same server."""
        return open_client(service, self.aws, "eu-west-2")

    @property
    def arn(self) -> str:
        """The queue by its other name."""
        answer = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["QueueArn"])
        return str(answer["Attributes"]["QueueArn"])

    def notify(self, **target: Any) -> None:
        """Let the bucket tell of its objects."""
        self.s3.put_bucket_notification_configuration(Bucket=self.bucket, NotificationConfiguration=target)

    def ring(self, body: object) -> None:
        """Put a message into the queue by hand."""
        text = body if isinstance(body, str) else json.dumps(body)
        self.sqs.send_message(QueueUrl=self.url, MessageBody=text)

    def put(self, key: str) -> None:
        """Put an object into the bucket."""
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=b"bytes")

    def keys(self) -> list[str]:
        """Everything that is told, seen to."""
        found: list[str] = []
        while (wake_up := self.events.wait(SHORT)).receipts:
            self.events.done(wake_up)
            found += wake_up.keys
        return found

    def give_up(self, wake_up: WakeUp) -> None:
        """Let the messages be told again, as the queue itself does when nobody has seen to them for long enough."""
        for receipt in wake_up.receipts:
            self.sqs.change_message_visibility(QueueUrl=self.url, ReceiptHandle=receipt, VisibilityTimeout=0)

    def left(self) -> int:
        """How many messages the queue keeps, waiting or being seen to."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        counts = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=names)["Attributes"]
        return sum(map(int, counts.values()))


@pytest.fixture
def bell(aws: str, bucket_name: str) -> Bell:
    """A bucket and an empty queue."""
    return Bell(aws, bucket_name)


def created(key: str, event: str = "ObjectCreated:Put") -> dict[str, Any]:
    """A message as S3 writes it."""
    record = {"eventSource": "aws:s3", "eventName": event, "s3": {"bucket": {"name": "b"}, "object": {"key": key}}}
    return {"Records": [record]}


def by_eventbridge(key: str, kind: str = "Object Created") -> dict[str, Any]:
    """A message as EventBridge writes it."""
    detail = {"bucket": {"name": "b"}, "object": {"key": key, "etag": "e"}}
    return {"version": "0", "source": "aws.s3", "detail-type": kind, "detail": detail}


def by_sns(body: object) -> dict[str, Any]:
    """A message as SNS delivers it."""
    return {"Type": "Notification", "TopicArn": "arn:aws:sns:eu-west-2:1:inbox", "Message": json.dumps(body)}


@pytest.mark.slow
def test_a_bucket_that_tells_the_queue_tells_every_key_as_it_is(bell: Bell) -> None:
    bell.notify(QueueConfigurations=[{"QueueArn": bell.arn, "Events": ["s3:ObjectCreated:*"]}])
    for name in ODD_NAMES:
        bell.put(f"inbox/cs/{name}")

    assert sorted(bell.keys()) == sorted(f"inbox/cs/{name}" for name in ODD_NAMES)
    assert bell.left() == 0


@pytest.mark.slow
def test_a_bucket_that_tells_by_sns_is_understood(bell: Bell) -> None:
    sns = bell.client("sns")
    topic = sns.create_topic(Name=uuid.uuid4().hex)["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=bell.arn)
    bell.notify(TopicConfigurations=[{"TopicArn": topic, "Events": ["s3:ObjectCreated:*"]}])
    bell.put("inbox/cs/£ a+b.csv")

    assert bell.keys() == ["inbox/cs/£ a+b.csv"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD_NAMES)
def test_eventbridge_tells_keys_as_they_are_by_sns_or_not(bell: Bell, name: str) -> None:
    bell.ring(by_eventbridge(f"cs/{name}"))
    bell.ring(by_sns(by_eventbridge(f"dev/{name}")))

    assert sorted(bell.keys()) == [f"cs/{name}", f"dev/{name}"]


@pytest.mark.slow
def test_a_message_stays_until_it_is_seen_to_and_is_told_again(bell: Bell) -> None:
    bell.ring(created("cs/a.csv"))

    first = bell.events.wait(SHORT)
    assert bell.events.wait(SHORT).keys == ()
    bell.give_up(first)
    again = bell.events.wait()

    assert first.keys == again.keys == ("cs/a.csv",)
    bell.events.done(again)
    assert bell.left() == 0


@pytest.mark.slow
def test_the_same_message_twice_tells_its_key_once_and_goes_twice(bell: Bell) -> None:
    for _ in range(2):
        bell.ring(created("cs/a.csv"))

    wake_up = bell.events.wait(SHORT)
    bell.events.done(wake_up)

    assert (wake_up.keys, len(wake_up.receipts), bell.left()) == (("cs/a.csv",), 2, 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"},
        created("cs/a.csv", "ObjectRemoved:Delete"),
        by_eventbridge("cs/a.csv", "Object Deleted"),
        created("inbox%2Fnew+folder%2F"),
        {"Records": []},
    ],
)
def test_what_tells_of_no_new_file_is_forgotten_without_a_word(
    bell: Bell, body: object, caplog: pytest.LogCaptureFixture
) -> None:
    bell.ring(body)

    assert bell.keys() == []
    assert (bell.left(), caplog.messages) == (0, [])


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "not JSON",
        "[1, 2]",
        "null",
        "{}",
        "[" * 20_000,
        {"Records": [{}]},
        {"Records": 7},
        created("cs/%ff.csv"),
        {"Type": "Notification", "Message": "not JSON"},
        {"detail-type": "Object Created", "detail": {"object": {"key": {}}}},
    ],
)
def test_what_nobody_understands_is_dropped_with_a_line_in_the_log_and_holds_up_nobody(
    bell: Bell, body: object, caplog: pytest.LogCaptureFixture
) -> None:
    bell.ring(body)
    bell.ring(created("cs/after.csv"))

    assert bell.keys() == ["cs/after.csv"]
    assert bell.left() == 0
    [line] = caplog.messages
    assert line.startswith("A message that is none of S3's is dropped: ")


@pytest.mark.slow
def test_a_queue_that_is_not_there_is_a_wrong_setting(aws: str) -> None:
    with pytest.raises(SettingsError, match=r"no-queue does not answer as it should: .*NonExistentQueue"):
        BucketEvents(f"{aws}/123456789012/no-queue").wait(SHORT)


@pytest.mark.slow
def test_what_the_queue_will_not_forget_is_logged(bell: Bell, caplog: pytest.LogCaptureFixture) -> None:
    bell.ring(created("cs/a.csv"))
    wake_up = bell.events.wait(SHORT)
    wrong = type(wake_up)(wake_up.keys, ("no receipt",))

    bell.events.done(wrong)

    assert "keeps a message that was seen to" in caplog.text
    assert bell.left() == 1


def test_where_no_queue_is_set_nothing_tells() -> None:
    assert open_events("") is None


@pytest.mark.parametrize(
    ("url", "queue", "endpoint", "region"),
    [
        (
            "https://sqs.eu-west-2.amazonaws.com/1/q",
            "https://sqs.eu-west-2.amazonaws.com/1/q",
            "",
            "eu-west-2",
        ),
        ("http://127.0.0.1:9324/1/q?region=eu-west-1", "http://127.0.0.1:9324/1/q", "http://127.0.0.1:9324", "eu-west-1"),
        ("https://queue.example/1/q", "https://queue.example/1/q", "https://queue.example", ""),
    ],
)  # fmt: skip
def test_a_queues_url_names_its_server_and_region(url: str, queue: str, endpoint: str, region: str) -> None:
    events = open_events(url)

    assert events is not None
    assert (events.queue, events.endpoint, events.region) == (queue, endpoint, region)


@pytest.mark.parametrize("url", ["queue", "arn:aws:sqs:eu-west-2:1:q", "https://KEY:hunter2@sqs.example/1/q"])
def test_what_is_no_queues_url_is_refused_and_never_repeated(url: str) -> None:
    with pytest.raises(SettingsError) as error:
        open_events(url)

    assert "hunter2" not in error.value.message + error.value.remedy
