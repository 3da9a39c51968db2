"""Notes for the Policy Team as Markdown: what came in a round, what waits for a person, and who has sent and who owes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from reports.markdown import link, rendered
from transforms.finding import Counts, Verdict
from transforms.owed import DueState, Owed
from transforms.period import Period
from transforms.words import joined, long_date, many

LISTED = 100
"""Lines of a table that a person is asked to read; of the rest their number is said."""

NAMED = 12
"""Codes named of those that a sender owes."""

VERDICTS = {
    Verdict.REFUSED: "Refused",
    Verdict.PARTLY: "Taken in part",
    Verdict.HELD: "With held figures",
    Verdict.ACCEPTED: "Accepted",
    Verdict.DUPLICATE: "Came before",
}
"""What became of a file, what needs a person first."""

FAULT = "Not read"
"""Of a file that met a fault of ours and stays where it lies."""

STATES = {
    DueState.LATE: "▲ late since {due}",
    DueState.AWAITED: "○ due on {due}",
    DueState.IN: "✔ in",
    DueState.NOT_DUE: "– not due before {due}",
}
"""Where a return stands, with a sign that is seen from afar; what needs a person first."""


class Note(NamedTuple):
    """A note as Markdown, and what it says in a sentence."""

    sentence: str
    text: str


@dataclass(frozen=True, slots=True)
class CameIn:
    """A file as it was taken in; `verdict` is `None` where it met a fault of ours, which `first` then tells."""

    sender: str
    file: str
    address: str
    verdict: Verdict | None
    counts: Counts
    first: str


@dataclass(frozen=True, slots=True)
class Waits:
    """A held figure and the page on which it is decided."""

    code: str
    period: str
    figure: str
    reason: str
    sender: str
    since: date
    page: str


def round_note(files: Sequence[CameIn]) -> Note:
    """The files of one round, those that need a person first."""
    order = [None, *VERDICTS]
    ranked = sorted(files, key=lambda came: order.index(came.verdict))
    rows = [(came, _verdict(came), _figures(came.counts), link("Open", came.address)) for came in ranked[:LISTED]]
    return Note(_came(files), rendered("what_came.md.j2", rows=rows, more=_more(len(files), "file")))


def waiting_note(waiting: Sequence[Waits]) -> Note:
    """The figures that wait for a checker, those that wait longest first."""
    ranked = sorted(waiting, key=lambda waits: waits.since)
    rows = [(waits, long_date(waits.since), link("Decide", waits.page)) for waits in ranked[:LISTED]]
    return Note(_wait(ranked), rendered("waiting.md.j2", rows=rows, more=_more(len(waiting), "figure")))


def tracker_note(month: Period, now: Sequence[Owed], before: Sequence[Owed]) -> Note:
    """Who has sent and who owes, senders by their names: for a month and what ended with it, and still from before."""
    tracked = [(month.label, _by_sender(now)), ("Owed from before", _by_sender(before))]
    parts = [(title, [_tracked(entries, month) for entries in senders]) for title, senders in tracked if senders]
    return Note(f"{_tally(tracked[0][1])} for {month.label}.", rendered("tracker.md.j2", parts=parts))


def _came(files: Sequence[CameIn]) -> str:
    counted = Counter(_verdict(came) for came in files)
    told = [f"{counted[verdict]} {verdict.casefold()}" for verdict in (FAULT, *VERDICTS.values()) if counted[verdict]]
    return f"{joined(told)}: {many(len(files), 'file')} from {many(len({came.sender for came in files}), 'sender')}."


def _figures(counts: Counts) -> str:
    told = {
        "accepted": counts.accepted,
        "held": counts.held,
        "sent back": counts.refused,
        "unchanged": counts.unchanged,
    }
    return ", ".join(f"{number} {words}" for words, number in told.items() if number)


def _wait(ranked: Sequence[Waits]) -> str:
    if not ranked:
        return "No figure waits for a decision."
    since = long_date(ranked[0].since)
    if len(ranked) == 1:
        return f"1 figure waits for a decision since {since}."
    return f"{len(ranked)} figures wait for a decision, the first since {since}."


def _verdict(came: CameIn) -> str:
    return VERDICTS[came.verdict] if came.verdict else FAULT


def _more(number: int, noun: str) -> str:
    return f"The first {LISTED} of {many(number, noun)} are listed." if number > LISTED else ""


def _by_sender(entries: Sequence[Owed]) -> list[list[Owed]]:
    """The entries of each sender, gravest first, in the order in which a person has to do with them."""
    order = list(STATES)
    ranked = sorted(entries, key=lambda entry: (order.index(entry.state), entry.due, entry.sender))
    senders = {entry.sender: [each for each in ranked if each.sender == entry.sender] for entry in ranked}
    return list(senders.values())


def _tally(senders: Sequence[Sequence[Owed]]) -> str:
    """How many senders are late, are awaited and have sent all."""
    counted = Counter(entries[0].state for entries in senders)
    said = {DueState.LATE: "late", DueState.AWAITED: "awaited", DueState.IN: "in", DueState.NOT_DUE: "not due yet"}
    told = [f"{counted[state]} {words}" for state, words in said.items() if counted[state]]
    return f"{joined(told)} of {many(len(senders), 'sender')}" if told else "Nothing is expected"


def _tracked(entries: Sequence[Owed], month: Period) -> tuple[str, str, str]:
    """A sender, where its gravest entry stands, and what is missing, of the month itself first."""
    missing = sorted((entry for entry in entries if entry.codes), key=lambda entry: (entry.period != month, entry.due))
    named = [f"{'' if each.period == month else f'{each.period.label}: '}{_named(each.codes)}" for each in missing]
    return entries[0].sender, STATES[entries[0].state].format(due=long_date(entries[0].due)), "; ".join(named)


def _named(codes: Sequence[str]) -> str:
    rest = len(codes) - NAMED
    return ", ".join(codes) if rest <= 0 else f"{', '.join(codes[:NAMED])} and {rest} more"
