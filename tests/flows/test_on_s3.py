"""The whole way with inbox and lake in a bucket: from a sender's upload to the report and the answer beside the file."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from flows.examine import examine
from flows.ingest_steps import keep_bytes
from flows.register_steps import apply_register
from infra.bucket import open_client
from infra.settings import Settings
from infra.warehouse.ledger import rebuild
from infra.warehouse.tables import claims
from infra.wiring import House
from infra.worker import this_worker
from reports.as_json import as_json
from tests.council import GOLDEN, make_council
from tests.flows.answer import answer
from tests.flows.make_document import make_document
from tests.flows.take_in import take_in
from tests.infra.workers import wait_for_end
from tests.journey.mortar import mortar
from transforms.finding import Verdict

pytestmark = pytest.mark.slow

GOLDEN_ROWS = {
    "LPI CS 1": (64.56, "requires-attention", "improving", "getting-worse"),
    "LPI CS 3": (63.73, "caution", "improving", "improving"),
    "NI 157a": (82.61, "good", "getting-worse", "improving"),
}
WRONG = "Code,Numerator,Denominator,Period\nNI 157a,seven,9,Dec-09\n"


class Upload:
    """The bucket as the senders' own programs use it, and the queue that it rings."""

    def __init__(self, aws: str, name: str) -> None:
        self.aws, self.name = aws, name
        self.s3: Any = open_client("s3", aws, "eu-west-2")
        self.sqs: Any = open_client("sqs", aws, "eu-west-2")
        self.queue: str = self.sqs.create_queue(QueueName=uuid.uuid4().hex)["QueueUrl"]
        answer = self.sqs.get_queue_attributes(QueueUrl=self.queue, AttributeNames=["QueueArn"])
        ring = {
            "QueueArn": answer["Attributes"]["QueueArn"],
            "Events": ["s3:ObjectCreated:*"],
            "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "inbox/"}]}},
        }
        self.s3.put_bucket_notification_configuration(
            Bucket=name, NotificationConfiguration={"QueueConfigurations": [ring]}
        )

    def url(self, prefix: str) -> str:
        """A prefix of the bucket as a setting."""
        return f"s3://{self.name}/{prefix}?endpoint={self.aws}&region=eu-west-2"

    def put(self, sender: str, file: str, text: str) -> None:
        """Upload a return."""
        self.s3.put_object(Bucket=self.name, Key=f"inbox/{sender}/{file}", Body=text.encode())

    def ring(self, key: str) -> None:
        """Tell the queue of a key, whether anything was put there or not."""
        told = {"Records": [{"eventName": "ObjectCreated:Put", "s3": {"object": {"key": quote_plus(key)}}}]}
        self.sqs.send_message(QueueUrl=self.queue, MessageBody=json.dumps(told))

    def fall_silent(self) -> None:
        """Tell nothing any more of what is put."""
        self.s3.put_bucket_notification_configuration(Bucket=self.name, NotificationConfiguration={})

    def names(self, prefix: str) -> list[str]:
        """What whoever looks there sees."""
        listed = self.s3.list_objects_v2(Bucket=self.name, Prefix=prefix).get("Contents", [])
        return [each["Key"] for each in listed if not each["Key"].endswith("/") and "/." not in each["Key"]]


@pytest.fixture
def upload(aws: str, bucket_name: str) -> Upload:
    """The council's bucket."""
    return Upload(aws, bucket_name)


@pytest.fixture
def house(tmp_path: Path, warehouse_url: str, upload: Upload) -> House:
    """The tiny council, its inbox and its lake in one bucket."""
    settings: Settings = make_council(tmp_path, warehouse_url).settings
    places = {"inbox": upload.url("inbox"), "lake": upload.url("lake"), "inbox_events": upload.queue}
    made = House(tmp_path, settings.model_copy(update=places))
    apply_register(made)
    return made


def test_the_golden_figures_come_out_of_a_bucket(house: House, upload: Upload) -> None:
    for sender, text in GOLDEN.items():
        upload.put(sender, "Q3 £ + 100%.csv", text)

    outcomes = take_in(house)

    assert {(outcome.file.sender, outcome.verdict) for outcome in outcomes} == {
        ("cs", Verdict.ACCEPTED),
        ("dev", Verdict.ACCEPTED),
    }
    report = json.loads(as_json(make_document(house, "scrutiny", "2009-10 Q3", None)))
    rows = {row["code"]: row for section in report["sections"] for row in section["rows"]}
    assert {
        code: (row["value"], row["status"], row["previous"]["trend"], row["previous_year"]["trend"])
        for code, row in rows.items()
        if code in GOLDEN_ROWS
    } == GOLDEN_ROWS
    assert upload.names("inbox/") == []
    assert all(part.sound for part in examine(house)), examine(house)


def test_the_same_bytes_again_change_nothing_and_the_warehouse_is_made_again_from_the_bucket(
    house: House, upload: Upload
) -> None:
    upload.put("dev", "return.csv", GOLDEN["dev"])
    [first] = take_in(house)
    upload.put("dev", "return again.csv", GOLDEN["dev"])
    [second] = take_in(house)

    assert (first.verdict, second.verdict) == (Verdict.ACCEPTED, Verdict.DUPLICATE)
    before = make_document(house, "scrutiny", "2009-10 Q3", None)
    assert rebuild(house.engine, house.lake) == len(list(house.lake.entries()))
    assert as_json(make_document(house, "scrutiny", "2009-10 Q3", before.as_at)) == as_json(before)


def test_the_answer_stands_beside_the_senders_files_and_mended_there_it_is_the_next_return(
    house: House, upload: Upload
) -> None:
    upload.put("dev", "Dec 09.csv", WRONG)
    take_in(house)
    assert answer(house) == []

    assert upload.names("inbox/") == [
        "inbox/dev/Answers/Dec 09 - answer.html",
        "inbox/dev/Answers/Dec 09 - to mend.xlsx",
    ]
    assert list(house.inbox.arrivals()) == []

    upload.put("dev", "Answers/Dec 09 - to mend.xlsx", WRONG.replace("seven", "7"))
    [mended] = take_in(house)
    assert (mended.verdict, mended.counts.accepted) == (Verdict.ACCEPTED, 1)


def test_the_queue_wakes_whoever_waits_and_what_it_never_told_is_found_by_looking(house: House, upload: Upload) -> None:
    assert house.events is not None
    assert house.events.wait(0).keys == (), "the folders made for senders are no files"
    upload.put("cs", "return.csv", GOLDEN["cs"])
    woken = house.events.wait(5)
    assert woken.keys == ("inbox/cs/return.csv",)
    assert len(take_in(house)) == 1
    house.events.done(woken)

    upload.put("dev", "return.csv", GOLDEN["dev"])
    house.events.done(house.events.wait(5))
    assert [outcome.file.sender for outcome in take_in(house)] == ["dev"]


def test_what_a_worker_had_kept_when_it_died_is_taken_in_by_the_next(house: House, upload: Upload) -> None:
    upload.put("dev", "return.csv", GOLDEN["dev"])
    with ThreadPoolExecutor(1) as pool:
        pool.submit(keep_bytes, house, list(house.inbox.arrivals())).result()
        worker = pool.submit(this_worker).result()
    wait_for_end(worker)

    assert [outcome.verdict for outcome in take_in(house)] == [Verdict.ACCEPTED]
    assert upload.names("inbox/") == []


def test_the_command_takes_in_what_lies_in_a_bucket_and_holds_no_claim_afterwards(
    tmp_path: Path, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("inbox", "lake"):
        monkeypatch.setenv(f"MORTAR_{name.upper()}", upload.url(name))
    monkeypatch.setenv("MORTAR_INBOX_SETTLE_SECONDS", "2")
    workspace = make_council(tmp_path).workspace
    assert mortar(workspace, "register", "apply").code == 0
    upload.put("dev", "return.csv", GOLDEN["dev"])

    ran = mortar(workspace, "ingest", "--format", "json")

    assert [(taken["verdict"], taken["figures"]["accepted"]) for taken in ran.facts] == [("accepted", 5)], ran.err
    assert upload.names("inbox/") == ["inbox/dev/Answers/return - answer.html"]
    with House(workspace, Settings()).engine.connect() as connection:
        assert list(connection.execute(claims.select())) == []
    assert "testing" not in ran.out + ran.err
