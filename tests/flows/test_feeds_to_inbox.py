"""Outside bodies as they are, each seen in Prefect's states: what is tried again, what is not, and what delays no other."""

from __future__ import annotations

import argparse
import json
import logging
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows import feed_steps
from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands import feed as feed_command
from flows.feed_steps import Asked, Came
from flows.orchestration import prefect_running
from flows.register_steps import apply_register
from infra.feed_question import Question
from infra.feed_source import Brought
from infra.wiring import House
from tests.council import at, make_council
from tests.flows.announced import Told, listening
from tests.flows.outbox import body, mails
from tests.living import contents
from tests.outside import Outside, Play, cuts_off, gives, gives_whom, hangs, is_slow, outside_running, says
from transforms.errors import FeedNotData, FeedRefused, FeedUnanswered, UnknownItem

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HEADER = "feed,sender,kind,url,cycle,expected_after,early_days,grace_days,revised_for,contact,contact_email\n"
EXPECTED, LATE = "2010-03-31T07:00:00Z", "2010-05-04T07:00:00Z"
FEEDS = ("first", "second", "third")
ONCE = ["Pending", "Running", "Completed"]
TWICE = ["Pending", "Running", "AwaitingRetry", "Retrying", "Completed"]
FAILED = ["Pending", "Running", "Failed"]
RECORDED_SECONDS = 150.0
"""Within which Prefect has written down what became of a task, however busy the machine is."""
PATIENT, SHORT, SHORTEST = "120", "10", 3.0
"""For how many seconds a server is waited for: one that answers, however busy the machine is; one that hangs and then
answers; and one that only hangs."""


FIGURES = (f"{tenths / 10}" for tenths in range(100, 900))
"""Figures of which each is given once, so that no file's bytes are like another's."""


def a_file(figure: str) -> str:
    """The county's file with a figure."""
    return f"Code,Value,Period\nNI 192,{figure}%,Q3 2009/10\n"


@dataclass
class Running:
    """The tiny council, where flows can run, and the servers that its feeds come from."""

    house: House
    outside: Outside
    run: Any = None

    def play(self, name: str, *plays: Play) -> None:
        """Let the server of a feed play these."""
        self.outside.play(f"/{name}", *plays)

    def ask(self, feed: str = "", now: str = EXPECTED) -> tuple[Any, list[Asked]]:
        """Run the flow: the state it ends in, and what came of each feed."""
        from flows.feeds_to_inbox import feeds_to_inbox

        state: Any = feeds_to_inbox(str(self.house.workspace), feed, now, return_state=True)
        self.run = state.state_details.flow_run_id
        return state, state.result(raise_on_failure=False)

    def states(self, name: str) -> list[str]:
        """The states that a task of the last run went through, as Prefect's server tells them."""
        from prefect.client.orchestration import get_client
        from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

        deadline = time.monotonic() + RECORDED_SECONDS
        with get_client(sync_client=True) as client:
            while time.monotonic() < deadline:
                runs = client.read_task_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[self.run])))
                run = next((run for run in runs if run.name == name), None)
                states = [state.name for state in client.read_task_run_states(run.id)] if run else []
                if states and states[-1] in {"Completed", "Failed"}:
                    return [str(state) for state in states]
                time.sleep(0.2)
        raise AssertionError(f"{name} did not end within {RECORDED_SECONDS} s")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Three feeds of the county, that wait seconds where in earnest they wait minutes."""
    house = make_council(tmp_path_factory.mktemp("council"))
    with pytest.MonkeyPatch.context() as environment, outside_running() as outside:
        environment.setenv("MORTAR_FEED_TIMEOUT_SECONDS", PATIENT)
        environment.setenv("MORTAR_FEED_RETRY_SECONDS", "0.1")
        rows = [
            f"{name},kcc,file,{outside.play(f'/{name}', says(404))},quarterly,3 months,5,30,6 months,County,waste@kent.example\n"
            for name in FEEDS
        ]
        (house.register_folder / "feeds.csv").write_text(HEADER + "".join(rows))
        apply_register(at(house, "2010-02-01"))
        with prefect_running(house.workspace):
            yield Running(house, outside)


@pytest.fixture
def told(running: Running) -> Iterator[Told]:
    """What was announced."""
    with listening() as announced:
        yield announced


def see_that_it_is_asked_twice(running: Running, trouble: Play) -> None:
    """Fail where a server that has trouble once is not asked once more."""
    running.play("first", trouble, gives(a_file(next(FIGURES))))

    state, [asked] = running.ask("first")

    assert (state.name, asked.came) == ("Completed", Came.NEW)
    assert running.states("Ask first") == TWICE


@pytest.mark.parametrize(
    "trouble",
    [
        says(500),
        says(503),
        cuts_off(a_file("33.1")),
        cuts_off(a_file("33.1"), chunked=True),
        gives(b"PK\x03\x04 and no end", "application/octet-stream"),
    ],
    ids=["500", "503", "cut off", "chunks cut off", "half a workbook"],
)
def test_trouble_that_passes_is_tried_again_until_it_is_over(running: Running, trouble: Play) -> None:
    see_that_it_is_asked_twice(running, trouble)


@pytest.mark.parametrize("trouble", [hangs(), hangs(b"Code,Value")], ids=["at once", "in the middle"])
def test_a_server_that_hangs_is_given_up_and_asked_again(
    running: Running, trouble: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_FEED_TIMEOUT_SECONDS", SHORT)

    see_that_it_is_asked_twice(running, trouble)


def test_a_slow_server_is_waited_for(running: Running) -> None:
    running.play("first", is_slow(0.8, a_file(next(FIGURES))))

    state, [asked] = running.ask("first")

    assert (state.name, asked.came) == ("Completed", Came.NEW)
    assert running.states("Ask first") == ONCE


def test_a_server_that_asks_for_a_pause_gets_it(running: Running) -> None:
    running.play("first", says(429, retry_after="2"), gives(a_file(next(FIGURES))))

    state, [asked] = running.ask("first")

    turned_away, served = running.outside.asked("/first")[-2:]
    assert (state.name, asked.came) == ("Completed", Came.NEW)
    assert served.at - turned_away.at >= 2
    assert running.states("Ask first") == TWICE


def test_a_pause_of_an_hour_is_left_to_another_morning(running: Running) -> None:
    running.play("first", says(429, retry_after="3600"))

    state, [asked] = running.ask("first")

    assert (state.name, type(asked.error)) == ("Failed", FeedUnanswered)
    assert running.states("Ask first") == FAILED


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (says(401), FeedRefused),
        (says(403), FeedRefused),
        (says(404), FeedRefused),
        (gives("<!DOCTYPE html><p>Sorry, something went wrong</p>"), FeedNotData),
        (gives("Please sign in", "text/html"), FeedNotData),
        (gives('{"error": "unknown"}', "application/json"), FeedNotData),
    ],
    ids=["401", "403", "404", "a page", "words", "other json"],
)
def test_what_waiting_will_not_mend_is_asked_once(running: Running, trouble: Play, error: type[Exception]) -> None:
    running.play("first", trouble)
    before = len(running.outside.asked("/first"))

    state, [asked] = running.ask("first")

    assert (state.name, type(asked.error)) == ("Failed", error)
    assert state.message == asked.words
    assert len(running.outside.asked("/first")) == before + 1
    assert running.states("Ask first") == FAILED


def test_trouble_that_stays_ends_in_a_failed_run_and_nothing_in_the_inbox(running: Running) -> None:
    running.play("second", cuts_off(a_file(next(FIGURES))))

    state, [asked] = running.ask("second")

    assert (state.name, asked.came, type(asked.error)) == ("Failed", Came.FAILED, FeedUnanswered)
    assert running.states("Ask second") == [*ONCE[:2], *["AwaitingRetry", "Retrying"] * 4, "Failed"]
    assert not list((running.house.inbox.root / "kcc").glob("second*"))


def test_a_feed_that_hangs_delays_no_other(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    running.play("first", hangs())
    running.play("second", gives(a_file(next(FIGURES))))
    running.play("third", gives(a_file(next(FIGURES))))
    fetch = feed_steps.fetch

    def soon_tired_of_the_first(question: Question, seconds: float) -> Brought | None:
        return fetch(question, SHORTEST if question.url.endswith("/first") else seconds)

    monkeypatch.setattr(feed_steps, "fetch", soon_tired_of_the_first)
    state, asked = running.ask()

    came = {each.feed: each.came for each in asked}
    slowest = max(running.outside.asked(f"/{name}")[-1].at for name in ("second", "third"))
    last_try = running.outside.asked("/first")[-1].at
    assert (state.name, came) == ("Failed", {"first": Came.FAILED, "second": Came.NEW, "third": Came.NEW})
    assert state.message == "first: 127.0.0.1 did not answer in time."
    assert slowest < last_try
    assert running.states("Ask second") == ONCE


def test_what_is_unchanged_is_said_to_be_so_and_a_changed_schema_is_not_tried_again(running: Running) -> None:
    running.play("third", gives("Measure;Worth\nNI 192;1\n", etag='"v1"'))

    first, [new] = running.ask("third")
    again, [same] = running.ask("third")

    assert (first.name, new.came, again.name, same.came) == ("Completed", Came.NEW, "Completed", Came.UNCHANGED)
    assert running.states("Ask third") == ONCE


def test_a_feed_beyond_its_grace_is_told_once_with_whom_to_ask(running: Running, told: Told) -> None:
    state, asked = running.ask(now=LATE)
    again, _ = running.ask(now="2010-05-05T07:00:00Z")

    facts = {
        "sender": "kcc",
        "period": "2009-10 Q3",
        "expected": "2010-03-31",
        "contact": "County",
        "contact_email": "waste@kent.example",
    }
    assert (state.name, asked, again.name) == ("Completed", [], "Completed")
    assert told() == [("mortar.feed.late", f"mortar.feed.{name}.2009-10 Q3", {"feed": name, **facts}) for name in FEEDS]
    [message] = [mail for mail in mails(running.house) if "late" in str(mail["Subject"])]
    assert all(f"{name}, October to December 2009: expected on 31 March 2010." in body(message) for name in FEEDS)


def test_a_key_stands_in_no_log_no_state_no_event_and_no_file(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MORTAR_FEED_KEY_FIRST", "me:hush-hush")
    running.play(
        "first", says(500), gives_whom("Basic bWU6aHVzaC1odXNo", "Authorization", gives(a_file(next(FIGURES))))
    )

    with caplog.at_level(logging.DEBUG):
        state, [asked] = running.ask("first")
    running.states("Ask first")

    written = [content for _, content in contents(running.house.workspace)]
    assert (state.name, asked.came) == ("Completed", Came.NEW)
    for secret in ("hush-hush", "bWU6aHVzaC1odXNo"):
        assert secret not in caplog.text
        assert not [content for content in written if secret.encode() in content]


def test_the_command_tells_what_came_and_what_to_do_next(
    running: Running, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MORTAR_TODAY", "2010-02-01")

    def mortar_feed(name: str, how: str) -> tuple[int, str, str]:
        asked = argparse.Namespace(workspace=str(running.house.workspace), name=name, format=how)
        return feed_command.run(asked), *capsys.readouterr()

    running.play("first", gives(a_file(next(FIGURES))), says(401))
    code, out, _ = mortar_feed("first", "text")
    assert code == DONE
    assert re.match(r"first: first 2010-02-01 \d{6}\.csv lies in the inbox\.\nNext: `mortar ingest`", out)

    code, out, err = mortar_feed("first", "json")
    [facts] = json.loads(out)
    assert (code, facts["feed"], facts["came"], facts["file"]) == (NEEDS_A_PERSON, "first", "failed", "")
    assert "(401)" in facts["message"]
    assert "MORTAR_FEED_KEY_FIRST" in err

    with pytest.raises(UnknownItem, match="There is no feed 'frst'"):
        mortar_feed("frst", "text")


def test_no_file_of_a_council_is_left_half(running: Running) -> None:
    assert not list(Path(running.house.inbox.root).rglob("*.part"))
