"""Each file of the inbox is taken by one worker at a time, and a worker that dies keeps none."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from infra.warehouse.claims import LEASE, claim, release
from infra.warehouse.tables import claims
from infra.worker import is_dead, this_worker
from tests.council import utc
from tests.infra.workers import wait_for_end

NOW = utc("2010-01-18T09:00:00")
ANN, BOB = "elsewhere 1 1 1", "elsewhere 2 2 2"
"""Workers on another machine, of which nothing is seen."""

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows which workers are dead")
THREADS = 16


def take(engine: sa.Engine, *keys: str, by: str = ANN, version: str = "1", now: datetime = NOW) -> set[str]:
    """Claim files in a version."""
    return claim(engine, dict.fromkeys(keys, version), by, now)


def test_a_file_that_is_claimed_is_nobody_elses(engine: sa.Engine) -> None:
    assert take(engine, "cs/a", "cs/b") == {"cs/a", "cs/b"}
    assert take(engine, "cs/b", "cs/c", by=BOB) == {"cs/c"}


def test_nothing_is_claimed_by_claiming_nothing(engine: sa.Engine) -> None:
    assert take(engine) == set()
    release(engine, [], ANN)


def test_a_newer_version_of_a_claimed_file_waits_until_the_one_before_is_done(engine: sa.Engine) -> None:
    take(engine, "cs/a", version="1")

    assert take(engine, "cs/a", version="2", by=BOB) == set()
    release(engine, ["cs/a"], ANN)
    assert take(engine, "cs/a", version="2", by=BOB) == {"cs/a"}


def test_who_holds_a_claim_may_claim_again(engine: sa.Engine) -> None:
    take(engine, "cs/a")

    assert take(engine, "cs/a", version="2", now=NOW + timedelta(minutes=1)) == {"cs/a"}
    with engine.connect() as connection:
        [row] = connection.execute(claims.select())
    assert (row.version, row.by, row.claimed_at) == ("2", ANN, "2010-01-18T09:01:00.000000Z")


def test_nobody_gives_up_the_claim_of_another(engine: sa.Engine) -> None:
    take(engine, "cs/a")
    release(engine, ["cs/a"], BOB)

    assert take(engine, "cs/a", by=BOB) == set()


def test_a_claim_of_which_nothing_more_is_heard_lapses_with_its_lease(engine: sa.Engine) -> None:
    take(engine, "cs/a")

    assert take(engine, "cs/a", by=BOB, now=NOW + LEASE) == set()
    assert take(engine, "cs/a", by=BOB, now=NOW + LEASE + timedelta(seconds=1)) == {"cs/a"}


@LINUX
def test_a_claim_of_a_worker_that_was_killed_here_is_void_at_once(engine: sa.Engine) -> None:
    program = "import infra.worker; print(infra.worker.this_worker(), flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        worker = running.stdout.readline().strip()
        take(engine, "cs/a", by=worker)
        assert take(engine, "cs/a", by=BOB) == set()
        running.kill()

        wait_for_end(worker)
        assert running.returncode is None, "it is dead already when nobody has asked for its end"
        assert take(engine, "cs/a", by=BOB) == {"cs/a"}


@LINUX
def test_a_thread_is_a_worker_and_a_number_given_out_again_is_another(engine: sa.Engine) -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(this_worker()))
    thread.start()
    thread.join()

    assert found[0] != this_worker()
    wait_for_end(found[0])
    assert not is_dead(this_worker())
    assert is_dead(f"{this_worker()}0")


def test_of_other_machines_nobody_is_seen_to_be_dead() -> None:
    assert not is_dead(ANN)


@pytest.mark.parametrize(
    "key", ["cs/\udca3 return.csv", "cs/NUL\0.csv", "cs/'; DROP TABLE claims; --", "cs/" + "£" * 500]
)
def test_whatever_a_file_is_called_it_can_be_claimed(engine: sa.Engine, key: str) -> None:
    assert take(engine, key) == {key}
    assert take(engine, key, by=BOB) == set()
    release(engine, [key], ANN)
    assert take(engine, key, by=BOB) == {key}


def test_of_many_who_reach_for_the_same_files_each_file_has_one(engine: sa.Engine) -> None:
    keys = [f"cs/{number}" for number in range(50)]
    start = threading.Barrier(THREADS)

    def reach(number: int) -> set[str]:
        start.wait()
        in_this_order = keys if number % 2 else keys[::-1]
        return take(engine, *in_this_order, by=f"elsewhere {number} 1 1")

    with ThreadPoolExecutor(THREADS) as pool:
        taken = Counter(key for got in pool.map(reach, range(THREADS)) for key in got)

    assert taken == Counter(keys)
