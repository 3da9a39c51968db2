"""What the world may mend is tried again by Prefect, and what it cannot is not; nothing is doubled either way."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from flows.ingest_steps import check_returns, keep_bytes, read_returns, record
from flows.micro_batch import TakenIn
from infra.store import FolderStore
from infra.warehouse.tables import claims
from infra.wiring import House
from tests.council import GOLDEN, drop
from tests.flows.take_in import take_in as take_in_plainly
from tests.infra.test_mail import Choosy, Server, read
from transforms.errors import MailNotSent
from transforms.finding import Verdict

prefect = [
    pytest.mark.slow,
    pytest.mark.usefixtures("prefect_here"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
NOW = "2010-01-18T09:00:00Z"
GONE = OSError(errno.ETIMEDOUT, "Connection timed out")
FULL = OSError(errno.ENOSPC, "No space left on device")
PATIENCE_SECONDS = 300
"""After which a run that goes on waiting hangs; Prefect's server says when to ask again, and on a busy machine all is slow."""


class Failing:
    """Does what another does, and fails as often as it is told to."""

    def __init__(self, does: Callable[..., Any], error: Exception, times: int) -> None:
        self.does, self.error, self.times = does, error, times
        self.tries = 0

    def __get__(self, owner: object, _: type) -> Callable[..., Any]:
        return lambda *given: self(owner, *given)

    def __call__(self, *given: Any) -> Any:
        """Fail, or do it."""
        self.tries += 1
        if self.tries <= self.times:
            raise self.error
        return self.does(*given)


class AfterTheJournal(Failing):
    """Fails where an entry stands in the lake already: the line broke after the server had done it."""

    def __call__(self, *given: Any) -> Any:
        """Do it, and fail once."""
        self.does(*given)
        if given[1].startswith("journal/") and "-returns-" in given[1] or "-answers-" in given[1]:
            self.tries += 1
            if self.tries <= self.times:
                raise self.error


@pytest.fixture
def house(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The tiny council with its returns in the inbox, whose pauses are short."""
    monkeypatch.setenv("MORTAR_RETRY_SECONDS", "0.01")
    monkeypatch.setenv("MORTAR_WAREHOUSE", house.settings.warehouse)
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    return house


def take_in(house: House) -> TakenIn:
    """Take in all that lies in the inbox, as a run of Prefect."""
    from flows.inbox_to_lake import inbox_to_lake

    return inbox_to_lake(str(house.workspace), NOW)


def figures(house: House) -> int:
    """How many statements the warehouse knows."""
    with house.knowledge() as known:
        return len(known.observations())


def claimed(house: House) -> int:
    """How many files somebody is taking in."""
    with house.engine.connect() as connection:
        return len(connection.execute(claims.select()).all())


def entries(house: House, kind: str) -> int:
    """How often something of a kind became known."""
    return sum(f"-{kind}-" in name for name in house.lake.entries())


class TestByPrefect:
    """Runs on Prefect's own server."""

    pytestmark = prefect

    @pytest.mark.parametrize("method", ["put", "flush"])
    def test_a_store_that_fails_twice_and_mends_is_gone_through(
        self, house: House, method: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = Failing(getattr(FolderStore, method), GONE, times=2)
        monkeypatch.setattr(FolderStore, method, store)

        taken = take_in(house)

        assert store.tries > 2
        assert {outcome.verdict for outcome in taken.outcomes} == {Verdict.ACCEPTED}
        assert (figures(house), entries(house, "returns"), taken.faults) == (11, 1, [])

    def test_what_stood_in_the_lake_when_the_line_broke_is_recorded_once_and_is_no_duplicate(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = AfterTheJournal(FolderStore.put, GONE, times=1)
        monkeypatch.setattr(FolderStore, "put", store)

        taken = take_in(house)

        assert store.tries == 1
        assert {outcome.verdict for outcome in taken.outcomes} == {Verdict.ACCEPTED}
        assert (figures(house), entries(house, "returns")) == (11, 1)
        assert list(house.inbox.arrivals()) == []

    @pytest.mark.parametrize(("error", "tries"), [(FULL, 1), (GONE, 4)], ids=["a full disk", "a drive that is gone"])
    def test_what_does_not_mend_ends_the_run_and_leaves_the_files_to_the_next(
        self, house: House, error: OSError, tries: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = Failing(FolderStore.put, error, times=99)
        with monkeypatch.context() as broken:
            broken.setattr(FolderStore, "put", store)
            with pytest.raises(OSError, match=error.strerror):
                take_in(house)

        assert store.tries == tries
        assert claimed(house) == 0
        assert len(take_in(house).outcomes) == 2

    def test_a_mail_server_that_mends_gets_each_letter_once(
        self, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from flows.lake_to_mail import lake_to_mail

        class Closing(Choosy):
            """Says twice that it shuts down."""

            async def handle_RCPT(self, *given: Any) -> str:
                """What is said to a recipient."""
                self.asked = getattr(self, "asked", 0) + 1
                return "421 4.3.2 shutting down" if self.asked in {2, 3} else await super().handle_RCPT(*given)

        take_in(house)
        with Server(tmp_path / "mail", handler=Closing(tmp_path / "mail", {})) as address:
            monkeypatch.setenv("MORTAR_MAIL", f"smtp://{address}")
            assert lake_to_mail(str(house.workspace)) == []

        assert sorted(message["To"] for message in read(tmp_path / "mail")) == [
            "cs@council.example",
            "dev@council.example",
        ]
        assert entries(house, "answers") == 1

    def test_a_mail_server_that_stays_down_is_told_and_the_letters_wait(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from flows.lake_to_mail import lake_to_mail

        take_in(house)
        with monkeypatch.context() as down:
            down.setenv("MORTAR_MAIL", "smtp://127.0.0.1:9")
            [outage] = lake_to_mail(str(house.workspace))

        assert isinstance(outage, MailNotSent)
        assert lake_to_mail(str(house.workspace)) == []
        assert len(list((house.workspace / "outbox").glob("*.eml"))) == 2

    def test_where_the_server_limits_writing_the_next_waits_until_the_place_is_free(self, house: House) -> None:
        from prefect.client.orchestration import get_client
        from prefect.concurrency.sync import concurrency

        from flows.up.upkeep import WRITING, limit_writing

        with get_client(sync_client=True) as client:
            limit_writing(client)
        time.sleep(6)  # for five seconds Prefect remembers that there was none
        with ThreadPoolExecutor(1) as pool:
            with concurrency(WRITING):
                waiting = pool.submit(take_in, house)
                with pytest.raises(TimeoutError):
                    waiting.result(timeout=4)
                assert entries(house, "returns") == 0

            assert len(waiting.result(timeout=PATIENCE_SECONDS).outcomes) == 2
        with get_client(sync_client=True) as client:
            assert client.read_global_concurrency_limit_by_name(WRITING).active_slots == 0


def test_reading_and_recording_done_again_double_nothing(house: House) -> None:
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    for _ in range(2):
        read_returns(house, batch)
        check_returns(house, batch)

    outcomes = [record(house, batch) for _ in range(2)]

    assert outcomes[0] == outcomes[1]
    assert {outcome.verdict for outcome in outcomes[1]} == {Verdict.ACCEPTED}
    assert (figures(house), entries(house, "returns")) == (11, 1)


def test_a_batch_that_comes_to_nothing_is_nobodys_at_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(FolderStore, "put", Failing(FolderStore.put, FULL, times=1))
        with pytest.raises(OSError, match="No space left"):
            keep_bytes(house, list(house.inbox.arrivals()))

    assert claimed(house) == 0
    assert len(take_in_plainly(house)) == 2
