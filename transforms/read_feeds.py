"""Reads the feeds of the register: the rows of `feeds.csv`, and the queries to Stat-Xplore in `queries/`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

from transforms import register_cell as cell
from transforms.errors import RegisterFault
from transforms.feed import Feed, FeedKind, Span, SpanUnit
from transforms.find_periods import find_periods
from transforms.indicator import Frequency, Indicator
from transforms.register_cell import Wrong
from transforms.register_table import QUERIES, Cells, Table

EARLY_DAYS, GRACE_DAYS = 3, 30
"""From how long before its day a feed is asked, and until how long after it, where its row does not say."""

MOST_DAYS = 366
ASKING = ("url", "early_days", "revised_for")
SPAN = re.compile(r"(?P<number>\d{1,3}) (?P<unit>month|day|working day)s?")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
SECRETS = re.compile(r"(?:^|[-_.])(?:api)?(?:key|token|secret|password|passwd|pwd|sig|signature)$", re.IGNORECASE)
"""How what is secret is called in an address."""

QUERY_PARTS = {"database": str, "measures": list, "dimensions": list}
"""What a query to Stat-Xplore must have: DWP, Stat-Xplore online help, Table Endpoint."""

LONGEST_QUERY = 30_000
"""A cell of a workbook holds little more."""

Indicators = Mapping[str, tuple[Indicator, ...]]


def read_feeds(
    table: Table, queries: Mapping[str, str], senders: Table, indicators: Indicators | None
) -> dict[str, Feed]:
    """The feeds by their names; what is wrong with rows is noted in the table. `indicators` is `None` where it is not
    known which there are.
    """
    sender = cell.known(senders.names("sender"), "senders")
    found: dict[str, Feed] = {}
    variables: set[str] = set()
    for line, row in table.rows:
        cells = Cells(table, line, row)
        feed = _feed(cells, sender, queries)
        faults = [*_useless(cells, feed), *_contradictions(feed, indicators, queries)] if cells.sound else []
        for column, message in faults:
            cells.fault(column, message)
        if cells.sound and feed.variable in variables:
            cells.fault("feed", f"'{feed.feed}' stands in the file twice, or is another's name but for its signs.")
        if cells.sound:
            found[feed.feed] = feed
            variables.add(feed.variable)
    return found


def query_faults(queries: Mapping[str, str], feeds: Table) -> Iterator[RegisterFault]:
    """What is wrong with the queries: text that is none, and queries of no feed."""
    names = feeds.names("feed")
    for name, text in queries.items():
        file = f"{QUERIES}/{name}.json"
        if name not in names:
            yield RegisterFault(file, 1, "", f"'{name}' is not in feeds.csv.")
        elif fault := _query_fault(file, text):
            yield fault


def _query_fault(file: str, text: str) -> RegisterFault | None:
    if len(text) > LONGEST_QUERY:
        return RegisterFault(file, 1, "", f"is longer than {LONGEST_QUERY:,} letters; ask for fewer things.")
    try:
        query = json.loads(text)
    except json.JSONDecodeError as error:
        return RegisterFault(file, error.lineno, "", f"is not JSON: {error.msg}.")
    except RecursionError:
        return RegisterFault(file, 1, "", "is not JSON of a sensible depth.")
    for part, kind in QUERY_PARTS.items():
        if not isinstance(query, dict) or not isinstance(query.get(part), kind):
            return RegisterFault(file, 1, part, "is missing; download the query from Stat-Xplore once more.")
    return None


def _feed(cells: Cells, sender: Callable[[str], str], queries: Mapping[str, str]) -> Feed:
    return Feed(
        feed=cells.get("feed", _name),
        sender=cells.get("sender", sender),
        kind=cells.get("kind", cell.choice(FeedKind)),
        url=cells.get("url", _url, ""),
        cycle=cells.get("cycle", cell.choice(Frequency)),
        expected_after=cells.get("expected_after", _span),
        early_days=cells.get("early_days", cell.whole(0, MOST_DAYS), EARLY_DAYS),
        grace_days=cells.get("grace_days", cell.whole(0, MOST_DAYS), GRACE_DAYS),
        revised_for=_span(text) if (text := cells.get("revised_for", _span_text, "")) else None,
        contact=cells.get("contact", cell.text),
        contact_email=cells.get("contact_email", cell.address, ""),
        query=queries.get(cells.row.get("feed", ""), ""),
    )


def _name(text: str) -> str:
    """A name that may also name a file, and does not name a period: it would be read as that of its figures."""
    if told := find_periods(cell.name(text)):
        raise Wrong(f"'{text}' names {told[0].label}, and would be read as the period of what the feed brings.")
    return text


def _span(text: str) -> Span:
    match = SPAN.fullmatch(" ".join(text.split()).casefold())
    if match is None:
        raise Wrong(f"'{text[:40]}' is no stretch of time; write it as 3 months, 45 days or 10 working days.")
    return Span(int(match["number"]), SpanUnit(f"{match['unit']}s"))


def _span_text(text: str) -> str:
    return str(_span(text))


def _url(text: str) -> str:
    """An address of the web that others may see."""
    try:
        parts = urlsplit(text)
        is_one = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_one = False
    if not is_one or not text.isascii() or not text.isprintable() or " " in text or parts.fragment:
        raise Wrong(f"'{text.partition('?')[0][:60]}' is no address of the web; copy it from the browser.")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise Wrong("does not begin with https://, by which alone figures are fetched.")
    if "@" in parts.netloc or any(SECRETS.search(name) for name, _ in parse_qsl(parts.query, keep_blank_values=True)):
        raise Wrong("holds a key or a password; give it as a variable of the environment (docs/feeds.md).")
    return text


def _useless(cells: Cells, feed: Feed) -> Iterator[tuple[str, str]]:
    """Cells that say how a feed is asked, of one that nobody asks."""
    for column in ASKING if not feed.is_asked else ():
        if cells.row.get(column):
            yield column, f"has no meaning for kind {feed.kind}: its sender puts the file into the inbox."


def _contradictions(feed: Feed, indicators: Indicators | None, queries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if feed.is_asked and not feed.url:
        yield "url", f"is blank, and a feed of kind {feed.kind} is fetched from somewhere."
    if feed.kind == FeedKind.STATXPLORE and not feed.query:
        yield "kind", f"needs a query: put it into {QUERIES}/{feed.feed}.json."
    if feed.kind != FeedKind.STATXPLORE and feed.feed in queries:
        yield "kind", f"is {feed.kind}, but there is a query {QUERIES}/{feed.feed}.json."
    if indicators is not None and not any(_gives(feed, row) for rows in indicators.values() for row in rows):
        yield "sender", f"'{feed.sender}' sends no indicator that could be had {feed.cycle.adverb}."


def _gives(feed: Feed, indicator: Indicator) -> bool:
    return indicator.sender == feed.sender and indicator.frequency.length <= feed.cycle.length
