"""The steps by which feeds are asked, each a plain function; the flow `feeds_to_inbox` runs them as tasks.

A feed's bytes are kept in the lake before anything else is done with them, then put into the inbox, where they are taken
in as any return is, and then remembered. Killed in between, the next run asks again: bytes that were taken in already are
known by their checksum, and those that still lie in the inbox are found there.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from flows.knowing import judged_by
from infra.feed_memory import Answered, last_answer, note_told, remember, was_told
from infra.feed_question import question_of
from infra.feed_source import Brought, fetch
from infra.inbox import Arrival
from infra.wiring import House
from transforms.errors import FeedUnanswered, UnknownItem, UsageError
from transforms.feed import Feed
from transforms.feed_answer import ending_of
from transforms.feed_calendar import MOST_PERIODS, Late, Wanted, late_of, wanted_of
from transforms.period import Length, Period
from transforms.settle import Seen, is_duplicate

LONGEST_WAIT = 600.0
"""For as many seconds a server may ask to be left alone within a run. Who asks for more is asked again another morning."""


class Came(StrEnum):
    """What came of asking a feed."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking a feed: the file that lies in the inbox now, or the error; and the same in words."""

    feed: str
    came: Came
    words: str
    file: str = ""
    sha256: str = ""
    error: Exception | None = None


class Turn:
    """One feed's turn in a run; it is asked no sooner than its server wished when it was asked before.

    A plain class, so that Prefect hands on the very same one to each attempt.
    """

    def __init__(self, wanted: Wanted, register_entry: str) -> None:
        self.wanted = wanted
        self.register_entry = register_entry
        self._not_before = time.monotonic()

    def __str__(self) -> str:
        return self.wanted.feed.feed

    def wait(self) -> None:
        """Wait until the server may be asked."""
        time.sleep(max(0.0, self._not_before - time.monotonic()))

    def put_off(self, seconds: float) -> None:
        """Ask no sooner than in so many seconds."""
        self._not_before = time.monotonic() + seconds


@dataclass(frozen=True)
class Plan:
    """What is to be asked now, in turns, and which feeds are late and were not said to be so."""

    turns: list[Turn]
    late: list[Late]


def plan_feeds(house: House, named: str = "") -> Plan:
    """What the calendar asks for today; a feed that is named is asked whatever the calendar says.

    Raises `UnknownItem` where no feed has the name, and `UsageError` where it cannot be asked.
    """
    with house.glimpse() as knowledge:
        year_start, entry = knowledge.council.year_start, knowledge.register_entry()
        first = _first_day(house.clock.today(), year_start)
        judge = judged_by(knowledge, knowledge.observations(first=first)).judge
    feeds = judge.register.latest.feeds
    chosen = [_feed_named(feeds.values(), named)] if named else list(feeds.values())
    wanted = [wanted_of(judge, feed, year_start) for feed in chosen if feed.is_asked]
    turns = [Turn(each, entry) for each in wanted if named or each.awaited or each.may_differ]
    late = [each for feed in chosen for each in late_of(judge, feed, year_start)]
    return Plan(turns, [each for each in late if not was_told(house.engine, each.feed.feed, str(each.period))])


def _first_day(today: date, year_start: int) -> date:
    """The first day of what is looked at: whole years, for what was stated of a year holds for its months."""
    return Period.last_ended(today, Length.YEAR, year_start).shifted(-MOST_PERIODS).start


def _feed_named(feeds: Iterable[Feed], named: str) -> Feed:
    known = {feed.feed: feed for feed in feeds}
    if named not in known:
        near = get_close_matches(named, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"The feeds are {', '.join(known) or 'none as yet'}."
        raise UnknownItem(f"There is no feed '{named}'.", hint)
    if not known[named].is_asked:
        remedy = f"Ask {known[named].contact} for it."
        raise UsageError(f"'{named}' is dropped into the inbox by its sender, and cannot be fetched.", remedy)
    return known[named]


def ask_feed(house: House, turn: Turn) -> Asked:
    """Ask one feed once; what is new lies in the inbox afterwards. Raises `FeedError`, or `SettingsError` for its key."""
    feed = turn.wanted.feed
    turn.wait()
    before = _taken_in_before(house, turn)
    try:
        brought = fetch(question_of(feed, before), house.settings.feed_timeout_seconds)
        if brought is None:
            return Asked(feed.feed, Came.UNCHANGED, f"{feed.feed}: nothing new, as its server says.")
        ending = ending_of(feed, brought.content, brought.content_type, has_length=brought.has_length)
    except FeedUnanswered as error:
        turn.put_off(error.wait)
        raise
    return _land(house, turn, brought, ending, before)


def _taken_in_before(house: House, turn: Turn) -> Answered | None:
    """What the feed answered last, if that was taken in by the register in force; else it is wanted once more."""
    answered = last_answer(house.engine, turn.wanted.feed.feed)
    if answered is None or answered.register_entry != turn.register_entry:
        return None
    return answered if _seen(house, turn, answered.sha256) else None


def _land(house: House, turn: Turn, brought: Brought, ending: str, before: Answered | None) -> Asked:
    """Keep what came, put it into the inbox if it is new, and remember it."""
    feed, now = turn.wanted.feed, house.clock.now()
    sha256 = house.lake.keep(brought.content)
    is_new = not (before and before.sha256 == sha256) and _changes_something(house, turn, sha256)
    file = feed.file_name(f"{now.astimezone(house.council.zone):%Y-%m-%d %H%M%S}", ending)
    if is_new:
        house.inbox.bring(feed.sender, file, brought.content)
    answered = Answered(feed.url, brought.etag, brought.last_modified, sha256, turn.register_entry)
    remember(house.engine, feed.feed, answered, now)
    if not is_new:
        return Asked(feed.feed, Came.UNCHANGED, f"{feed.feed}: the same bytes as before.", sha256=sha256)
    return Asked(feed.feed, Came.NEW, f"{feed.feed}: {file} lies in the inbox.", file, sha256)


def _changes_something(house: House, turn: Turn, sha256: str) -> bool:
    """Whether to take these bytes in would change anything: they neither were, nor lie in the inbox to be."""
    if seen := _seen(house, turn, sha256):
        return not is_duplicate(seen, turn.register_entry)
    return not any(_is(house, arrival, turn.wanted.feed.sender, sha256) for arrival in house.inbox.arrivals())


def _seen(house: House, turn: Turn, sha256: str) -> Seen | None:
    """What became of these bytes when they were taken in."""
    with house.glimpse() as knowledge:
        return knowledge.seen([sha256]).get((turn.wanted.feed.sender, sha256))


def _is(house: House, arrival: Arrival, sender: str, sha256: str) -> bool:
    try:
        return arrival.sender == sender and hashlib.sha256(house.inbox.read(arrival)).hexdigest() == sha256
    except OSError:
        return False  # it is being taken in at this very moment; should it come twice, it is known the second time


def note_late(house: House, late: Late) -> None:
    """Remember that it was told."""
    note_told(house.engine, late.feed.feed, str(late.period), house.clock.now())
