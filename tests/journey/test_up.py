"""A file dropped while `mortar up` runs is answered without anybody's doing, whatever is killed meanwhile."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from flows.register_steps import apply_register
from infra.settings import Settings
from infra.wiring import House
from tests.council import GOLDEN, drop, make_council
from tests.flows.test_on_s3 import Upload
from tests.journey.mortar import mortar
from tests.journey.test_kill import known
from tests.journey.up import PARTS, PATIENCE_SECONDS, Up, until, up, workers

pytestmark = pytest.mark.slow

AT_WORK = {"state": {"type": {"any_": ["RUNNING", "PENDING"]}}}
GOLDEN_CODES = ("LPI CS 1", "LPI CS 3", "NI 157a")


@pytest.fixture
def council(tmp_path: Path) -> House:
    """The tiny council, its inbox empty."""
    house = make_council(tmp_path)
    apply_register(house)
    return house


def golden_rows(house: House) -> tuple[object, ...]:
    """The case study's figures as the committee's report prints them."""
    report = mortar(house.workspace, "report", "scrutiny", "--period", "2009-10 Q3", "--format", "json").facts
    rows = {row["code"]: row["value"] for section in report["sections"] for row in section["rows"]}
    return tuple(rows[code] for code in GOLDEN_CODES)


def expect_only_the_golden_rows(house: House) -> None:
    """Take all other indicators out of the register, so that the quarter can be complete."""
    indicators = house.register_folder / "indicators.csv"
    lines = indicators.read_text("utf-8").splitlines()
    indicators.write_text("\n".join([lines[0], *(line for line in lines if line.startswith(GOLDEN_CODES))]), "utf-8")
    targets = house.register_folder / "targets.csv"
    targets.write_text("\n".join(line for line in targets.read_text("utf-8").splitlines() if "RR" not in line), "utf-8")
    apply_register(house)


def is_answered(running: Up, *senders: str) -> bool:
    """Whether each sender has an answer in the outbox."""
    return {f"{sender}@council.example" for sender in senders} <= {letter["To"] for letter in running.letters}


def test_files_dropped_into_the_folder_are_answered_and_reported_and_nobody_touches_anything(council: House) -> None:
    expect_only_the_golden_rows(council)
    report = council.workspace / "reports" / "scrutiny-2009-10 Q3.html"
    with up(council.workspace) as running:
        for sender, text in GOLDEN.items():
            drop(council, sender, "return.csv", text)
        until(lambda: is_answered(running, "cs", "dev"), PATIENCE_SECONDS, "no answer came")
        until(report.is_file, PATIENCE_SECONDS, "no report came though the quarter is complete")
        assert golden_rows(council) == (64.56, 63.73, 82.61)
        assert httpx.get(f"{running.ui}/reports/{report.name}", timeout=PATIENCE_SECONDS).content == report.read_bytes()
        assert running.stop() == 0
    assert list(council.inbox.arrivals()) == []


def test_files_put_into_a_bucket_are_answered_whether_the_queue_tells_twice_wrongly_or_never(
    tmp_path: Path, aws: str, bucket_name: str
) -> None:
    upload = Upload(aws, bucket_name)
    on_s3 = {
        "MORTAR_INBOX": upload.url("inbox"),
        "MORTAR_LAKE": upload.url("lake"),
        "MORTAR_INBOX_EVENTS": upload.queue,
    }
    house = House(make_council(tmp_path).workspace, Settings(inbox=on_s3["MORTAR_INBOX"], lake=on_s3["MORTAR_LAKE"]))
    apply_register(house)
    with up(house.workspace, **on_s3) as running:
        upload.put("cs", "return.csv", GOLDEN["cs"])
        until(lambda: is_answered(running, "cs"), PATIENCE_SECONDS, "no answer came")
        for key in ("inbox/cs/return.csv", "inbox/cs/return.csv", "inbox/dev/never there.csv"):
            upload.ring(key)
        upload.fall_silent()
        upload.put("dev", "return.csv", GOLDEN["dev"])
        until(lambda: is_answered(running, "dev"), PATIENCE_SECONDS, "no answer came without the queue")
    assert len(running.answers) == 2
    assert len(known(house)) == 11


def test_each_part_killed_in_turn_is_started_again_and_nothing_is_lost_or_doubled(council: House) -> None:
    with up(council.workspace) as running:
        for number, part in enumerate(PARTS, start=1):
            drop(
                council, "cs", f"visitors {number}.csv", f"Code,Value,Period\nLPI CS 7,{number}00,2009-0{number + 3}\n"
            )
            running.kill(part)
            drop(council, "dev", f"bins {number}.csv", f"Code,Value,Period\nLPI RR 1,{number}0,2009-0{number + 3}\n")
            until(lambda n=number: len(running.answers) == 2 * n, PATIENCE_SECONDS, f"no answer without the {part}")
            until(lambda p=part: running.pid_of(p), PATIENCE_SECONDS, f"the {part} is gone")
        until(lambda: not running.runs(flow_runs=AT_WORK), PATIENCE_SECONDS, "a run is said to run that has died")
    figures = known(council)
    assert len(figures) == len(set(figures)) == 8
    assert list(council.inbox.arrivals()) == []


def test_killed_as_a_whole_it_goes_on_where_it_was(council: House) -> None:
    with up(council.workspace) as running:
        drop(council, "cs", "return.csv", GOLDEN["cs"])
        running.process.kill()
    drop(council, "dev", "return.csv", GOLDEN["dev"])
    with up(council.workspace) as again:
        until(lambda: is_answered(again, "cs", "dev"), PATIENCE_SECONDS, "no answer came")
        assert golden_rows(council) == (64.56, 63.73, 82.61)


def test_two_workers_of_a_pool_share_what_waits(council: House) -> None:
    with up(council.workspace, MORTAR_WORK_POOL="council") as running, workers(running, "council", 2):
        for number in range(1, 5):
            drop(
                council, "cs", f"visitors {number}.csv", f"Code,Value,Period\nLPI CS 7,{number}00,2009-0{number + 3}\n"
            )
            drop(council, "dev", f"bins {number}.csv", f"Code,Value,Period\nLPI RR 1,{number}0,2009-0{number + 3}\n")
        until(lambda: len(running.answers) == 8, 2 * PATIENCE_SECONDS, "the workers did not take in all")
    figures = known(council)
    assert len(figures) == len(set(figures)) == 8


def test_a_second_up_refuses_and_says_where_the_first_one_is(council: House) -> None:
    with up(council.workspace) as running:
        second = mortar(council.workspace, "up")
    assert second.code == 2
    assert f"{running.process.pid}, {running.ui}" in second.err
