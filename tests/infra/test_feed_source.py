"""What comes from the servers of external bodies, as they are."""

from __future__ import annotations

import io
import logging
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from infra.feed_question import Question
from infra.feed_source import Brought, fetch
from tests.outside import (
    Outside,
    Play,
    cuts_off,
    gives,
    gives_in_chunks,
    gives_without_length,
    hangs,
    is_slow,
    outside_running,
    says,
)
from transforms.errors import FeedError, FeedNotData, FeedRefused, FeedUnanswered
from transforms.reading_limits import FILE_BYTES

FILE = "Code,Value,Period\n" + "NI 192,33.1%,Q3 2009/10\n" * 40
SECRET = {"Authorization": "Basic c2VjcmV0OnNlY3JldA=="}
PATIENCE_SECONDS = 150.0
"""For an answer that comes, on a machine that does other things too."""


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    """A server of an external body."""
    with outside_running() as running:
        yield running


def ask(outside: Outside, *plays: Play, seconds: float = PATIENCE_SECONDS, **headers: str) -> Brought | None:
    """What an address gives that plays these."""
    return fetch(Question(outside.play("/file", *plays), headers, SECRET), seconds)


def error(outside: Outside, *plays: Play, seconds: float = PATIENCE_SECONDS) -> FeedError:
    """Why an address that plays these gives nothing."""
    with pytest.raises(FeedError) as raised:
        ask(outside, *plays, seconds=seconds)
    assert raised.value.message
    assert raised.value.remedy
    return raised.value


def content(brought: Brought | None) -> str:
    """The text that came."""
    assert brought is not None
    return brought.content.decode()


def test_a_file_comes_byte_for_byte_with_what_the_server_says_of_it(outside: Outside) -> None:
    brought = ask(
        outside, gives(FILE, "text/csv; charset=utf-8", etag='"v1"', last_modified="Tue, 05 Jan 2010 09:00:00 GMT")
    )

    assert brought == Brought(
        FILE.encode(), "text/csv; charset=utf-8", '"v1"', "Tue, 05 Jan 2010 09:00:00 GMT", has_length=True
    )


def test_a_file_in_chunks_and_a_slow_one_come_whole(outside: Outside) -> None:
    assert content(ask(outside, gives_in_chunks(FILE))) == FILE
    assert content(ask(outside, is_slow(0.3, FILE))) == FILE


def test_nothing_comes_where_the_server_says_that_nothing_is_new(outside: Outside) -> None:
    assert ask(outside, gives(FILE, etag='"v1"'), **{"If-None-Match": '"v1"'}) is None


@pytest.mark.parametrize(
    "play",
    [
        cuts_off(FILE),
        cuts_off(FILE, chunked=True),
        says(302, location="http://x:port/"),
        says(500),
        says(503),
        says(429),
        says(408),
        hangs(),
        hangs(FILE[:100].encode()),
    ],
    ids=[
        "cut off",
        "chunks cut off",
        "sends on to nonsense",
        "500",
        "503",
        "429",
        "408",
        "hangs",
        "hangs in the middle",
    ],
)
def test_what_may_be_better_the_next_time_is_told_so(outside: Outside, play: Play) -> None:
    assert isinstance(error(outside, play, seconds=0.5), FeedUnanswered)


def test_a_server_that_nobody_runs_may_be_there_the_next_time() -> None:
    with outside_running() as gone:
        url = gone.play("/file", gives(FILE))

    with pytest.raises(FeedUnanswered, match="127.0.0.1 cannot be reached"):
        fetch(Question(url, {}), PATIENCE_SECONDS)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422])
def test_what_asking_again_will_not_change_is_told_so(outside: Outside, status: int) -> None:
    assert isinstance(refused := error(outside, says(status)), FeedRefused)
    assert f"({status})" in refused.message


def test_a_file_that_drips_is_not_waited_for_beyond_the_time_for_all_of_it(outside: Outside) -> None:
    began = time.monotonic()

    assert isinstance(error(outside, is_slow(2 * PATIENCE_SECONDS, FILE, pieces=1000), seconds=0.6), FeedUnanswered)

    assert time.monotonic() - began < PATIENCE_SECONDS


def test_a_server_is_left_alone_for_as_long_as_it_asks(outside: Outside) -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    waits = [error(outside, says(429, retry_after=said)) for said in ("120", in_an_hour, "soon", "-5")]

    seconds = [each.wait for each in waits if isinstance(each, FeedUnanswered)]
    assert seconds[0] == 120
    assert 3500 < seconds[1] <= 3600
    assert seconds[2:] == [0, 0]


def test_more_than_is_read_is_not_even_fetched(outside: Outside) -> None:
    promised = gives_without_length(FILE, **{"Content-Length": str(FILE_BYTES + 1)})
    endless = gives_without_length(b"x" * (FILE_BYTES + 1))

    for play in (promised, endless):
        assert isinstance(error(outside, play), FeedNotData)


def test_a_file_that_is_packed_though_asked_not_to_is_not_unpacked(outside: Outside) -> None:
    assert isinstance(error(outside, gives(FILE, **{"Content-Encoding": "gzip"})), FeedNotData)
    assert outside.asked("/file")[-1].headers.get("accept-encoding") is not None


def test_that_a_server_does_not_say_how_long_a_file_is_is_told(outside: Outside) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("content.xml", "x")

    brought = ask(outside, gives_without_length(packed.getvalue(), "application/zip"))

    assert brought is not None
    assert not brought.has_length


def test_a_file_that_has_moved_is_found_and_keys_stay_with_the_host_they_are_for(outside: Outside) -> None:
    with outside_running() as elsewhere:
        there = elsewhere.play("/there", gives(FILE))
        here = outside.play("/here", says(302, location="/file"))
        outside.play("/file", says(301, location=there))

        brought = fetch(Question(here, {"Accept": "*/*"}, SECRET), PATIENCE_SECONDS)

        assert content(brought) == FILE
        assert [outside.asked(path)[-1].headers.get("authorization") for path in ("/here", "/file")] == [
            *SECRET.values()
        ] * 2
        assert "authorization" not in elsewhere.asked("/there")[-1].headers


@pytest.mark.parametrize("location", ["/file", "ftp://files.example/x.csv", ""])
def test_a_server_that_sends_on_for_ever_or_to_nowhere_is_not_followed(outside: Outside, location: str) -> None:
    assert isinstance(error(outside, says(302, location=location)), FeedRefused)
    assert len(outside.asked("/file")) < 50


def test_a_query_is_not_sent_on_with_its_key(outside: Outside) -> None:
    url = outside.play("/table", says(307, location="/file"))

    with pytest.raises(FeedRefused, match="sends a query on"):
        fetch(Question(url, {}, {"APIKey": "secret"}, b"{}"), PATIENCE_SECONDS)


def test_no_key_and_no_address_of_a_redirect_stands_in_any_log(
    outside: Outside, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        outside.play("/file", says(302, location="/there?token=hush"))
        outside.play("/there?token=hush", says(500))
        with pytest.raises(FeedUnanswered) as raised:
            fetch(
                Question(outside.play("/file", says(302, location="/there?token=hush")), {}, SECRET), PATIENCE_SECONDS
            )

    assert "hush" not in str(raised.value)
    for secret in ("hush", *SECRET.values()):
        assert secret not in caplog.text
    assert "c2Vj" not in repr(Question("http://127.0.0.1/", {}, SECRET))
