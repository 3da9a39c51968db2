"""What a bucket tells of new files: S3's messages in an SQS queue, as they come or wrapped by SNS or EventBridge.

A message may come twice, late, out of order, or never. It is a wake-up and nothing more: what has arrived is
what the inbox lists, and who lists it from time to time misses nothing.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, quote_plus, unquote_plus, urlsplit, urlunsplit

from infra.bucket import answered_by, open_client
from transforms.errors import SettingsError

log = logging.getLogger(__name__)

POLL_SECONDS = 20
"""As long as SQS lets anyone wait: an empty queue costs three questions a minute."""

MOST_AT_ONCE = 10
"""As many messages as SQS gives or deletes at once."""

OF_AMAZON = re.compile(r"sqs\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?")


@dataclass(frozen=True, slots=True)
class WakeUp:
    """The keys of what arrived, each once; and what the queue wants to see before it forgets the messages."""

    keys: tuple[str, ...] = ()
    receipts: tuple[str, ...] = ()


class BucketEvents:
    """The queue that a bucket tells of its new objects. Raises `SettingsError` where it does not answer."""

    def __init__(self, url: str) -> None:
        self.queue, self.endpoint, self.region = _parse(url)

    @cached_property
    def _client(self) -> Any:
        return open_client("sqs", self.endpoint, self.region)

    def wait(self, seconds: int = POLL_SECONDS) -> WakeUp:
        """Wait for something to arrive. Until `done` is said of it the queue will tell it again."""
        with answered_by(self.queue):
            answer = self._client.receive_message(
                QueueUrl=self.queue, WaitTimeSeconds=seconds, MaxNumberOfMessages=MOST_AT_ONCE
            )
        told = {message["ReceiptHandle"]: _keys_told(message) for message in answer.get("Messages", [])}
        self._forget(receipt for receipt, keys in told.items() if not keys)
        each_once = dict.fromkeys(key for keys in told.values() for key in keys)
        return WakeUp(tuple(each_once), tuple(receipt for receipt, keys in told.items() if keys))

    def done(self, wake_up: WakeUp) -> None:
        """Say that what a wake-up told has been seen to. One that the queue does not forget comes again."""
        self._forget(wake_up.receipts)

    def _forget(self, receipts: Iterable[str]) -> None:
        entries = [{"Id": str(number), "ReceiptHandle": receipt} for number, receipt in enumerate(receipts)]
        if entries:
            with answered_by(self.queue):
                answer = self._client.delete_message_batch(QueueUrl=self.queue, Entries=entries)
            for failed in answer.get("Failed", []):
                log.warning("%s keeps a message that was seen to: %s.", self.queue, failed.get("Code"))


def open_events(url: str) -> BucketEvents | None:
    """The queue of a URL; `None` where none is set. Raises `SettingsError` for what is no queue's URL."""
    return BucketEvents(url) if url else None


def _parse(url: str) -> tuple[str, str, str]:
    """The queue's own URL, its server and its region, which may be added as `?region=`."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise SettingsError(
            "inbox_events: this is no URL of an SQS queue.",
            "Write https://sqs.eu-west-2.amazonaws.com/123456789012/QUEUE; credentials go into the environment.",
        )
    of_amazon = OF_AMAZON.fullmatch(parts.hostname)
    [region] = parse_qs(parts.query).get("region", [of_amazon["region"] if of_amazon else ""])
    endpoint = "" if of_amazon else urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    return urlunsplit(parts._replace(query="", fragment="")), endpoint, region


def _keys_told(message: dict[str, Any]) -> list[str]:
    """The keys of the new files a message tells of; none where S3 tries the queue, or somebody has made a folder."""
    try:
        told = [unquote_plus(key, errors="strict") for key in _new_keys(_unwrapped(json.loads(message["Body"])))]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        log.warning("A message that is none of S3's is dropped: %s (%s).", message["MessageId"], type(error).__name__)
        return []
    return [key for key in told if not key.endswith("/")]


def _unwrapped(body: dict[str, Any]) -> dict[str, Any]:
    """What SNS delivered, without its envelope."""
    if body.get("Type") != "Notification":
        return body
    inner: dict[str, Any] = json.loads(body["Message"])
    return inner


def _new_keys(body: dict[str, Any]) -> Iterator[str]:
    """The keys as S3 writes them: as web forms do. EventBridge has them as they are, and they are made alike."""
    if body.get("Event") == "s3:TestEvent":
        return
    if "detail-type" in body:
        if body["detail-type"] == "Object Created":
            yield quote_plus(body["detail"]["object"]["key"])
        return
    for record in body["Records"]:
        if record["eventName"].removeprefix("s3:").startswith("ObjectCreated:"):
            yield record["s3"]["object"]["key"]
