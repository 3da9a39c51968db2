"""Two workers at one inbox: each file is taken in once, and nothing is answered twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.ingest_steps import clear_inbox, keep_bytes
from infra.warehouse.tables import claims
from infra.wiring import House
from infra.worker import this_worker
from tests.council import GOLDEN, drop
from tests.flows.take_in import take_in
from tests.infra.workers import wait_for_end
from transforms.finding import Verdict

WORKERS = 4


def claimed(house: House) -> list[str]:
    """The files that somebody takes in."""
    with house.engine.connect() as connection:
        return sorted(row.key for row in connection.execute(claims.select()))


def test_what_was_taken_in_is_nobodys_any_more(house: House) -> None:
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    assert claimed(house) == ["dev/return.csv"]

    clear_inbox(house, batch)
    assert claimed(house) == []


def test_what_another_worker_takes_in_is_left_to_it(house: House) -> None:
    drop(house, "cs", "return.csv", GOLDEN["cs"])
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    arrivals = list(house.inbox.arrivals())
    with ThreadPoolExecutor(1) as other:
        other.submit(keep_bytes, house, arrivals[:1]).result()
        worker = other.submit(this_worker).result()

        assert [arrival.key for arrival in keep_bytes(house, arrivals).arrivals] == [arrivals[1].key]
    wait_for_end(worker)
    assert len(keep_bytes(house, arrivals).arrivals) == 2, "the other has ended, and its claim with it"


def test_what_cannot_be_read_now_is_nobodys(house: House) -> None:
    path = drop(house, "dev", "return.csv", GOLDEN["dev"])
    arrivals = list(house.inbox.arrivals())
    path.unlink()

    assert keep_bytes(house, arrivals).arrivals == []
    assert claimed(house) == []


@pytest.mark.slow
def test_workers_that_start_together_take_each_file_once(house: House) -> None:
    for number in range(40):
        drop(house, "cs", f"{number}.csv", f"Code,Value,Period\nLPI CS 7,{1000 + number},Dec-09\n")
    start = threading.Barrier(WORKERS)
    houses = [House(house.workspace, house.settings) for _ in range(WORKERS)]

    def work(own: House) -> list[Verdict]:
        start.wait()
        return [outcome.verdict for outcome in take_in(own)]

    with ThreadPoolExecutor(WORKERS) as pool:
        verdicts = [verdict for found in pool.map(work, houses) for verdict in found]

    assert len(verdicts) == 40
    assert Verdict.DUPLICATE not in verdicts
    assert list(house.inbox.arrivals()) == []
    assert claimed(house) == []


def test_a_file_with_a_name_in_an_old_encoding_is_taken_in(house: House, tmp_path: Path) -> None:
    with open(str(tmp_path / "inbox" / "dev" / "\udca3 return.csv"), "w") as file:
        file.write(GOLDEN["dev"])

    assert len(take_in(house)) == 1
