"""What may happen to a tiny council, step by step in any order: each step is small, so that a history that fails says why."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st

from flows.decide import decide, holds_of
from flows.record_action import Typed, record_action
from flows.restate import Asked, restate
from tests.flows.issue_due import issue_due
from tests.flows.random_register import CHANGES, CODES, SENT_BY, WHAT_CHANGES
from tests.flows.random_town import Town
from transforms.errors import UsageError
from transforms.observation import Decided
from transforms.read_period import named_period

FIGURES = ("64.56%", "62.93%", "6.456%", "97%", "0%")
PARTS = ((5, 6), (7, 8), (7, 9), (0, 0), (70, 9), (600, 500))
COUNTS = ("1204", "1188", "12040", "0")
PERIODS = ("Oct-09", "Nov-09", "Dec-09", "Q3 2009/10", "Q2 2009/10", "Q3 2008/09", "Jan-10")
WORDS = ("", "Staff shortages.", "Severe weather; a second clerk starts in March.")


@dataclass(frozen=True)
class Step:
    """One thing that happens, some time after the one before; clocks are also set back."""

    what: str
    said: tuple[str, ...]
    after: timedelta

    def happen(self, town: Town) -> None:
        """Let it happen. What the council refuses is refused, and leaves all as it was."""
        town.now += self.after
        written = deepcopy(town.tables)
        try:
            HAPPENS[self.what](town, *self.said)
        except UsageError:
            town.tables = written

    def __repr__(self) -> str:
        return f"{self.after} later: {self.what} {', '.join(self.said)}"


def figure(town: Town, code: str, period: str, said: str, provisional: str, words: str) -> None:
    parts = "/" in said
    header, cells = ("Numerator,Denominator", said.replace("/", ",")) if parts else ("Value", said)
    text = f'Code,{header},Period,Provisional,Commentary\n{code},{cells},{period},{provisional},"{words}"\n'
    town.send(SENT_BY[code], text)


def sent_again(town: Town, which: str) -> None:
    if town.sent:
        town.send(*town.sent[int(which) % len(town.sent)])


def other_council(town: Town, code: str, value: str) -> None:
    town.send("kcc", f"Code,Authority,Value,Period,Group\n{code},Dover,{value},Q3 2009/10,Kent districts\n")


def decision(town: Town, which: str, made: str) -> None:
    if holds := holds_of(town.open):
        decide(town.open, holds[int(which) % len(holds)].short_id, Decided(made), "Jo Lane", "Asked the service.")


def action(town: Town, code: str, what: str, done: str) -> None:
    day = f"{town.now - timedelta(days=2):%Y-%m-%d}" if done else ""
    record_action(town.open, Typed(code, what, "The clerk", "Head of service", "31/03/2010", day))


def council(town: Town, name: str, value: str) -> None:
    town.set(name, int(value) if value.isdigit() else value)


def restated(town: Town, code: str, first: str, last: str) -> None:
    periods = (named_period(each, town.house.settings.year_start_month) for each in (first, last))
    restate(town.open, Asked(code, *periods, "Jo Lane", "It was wrong from the start"))


def reports_go_out(town: Town) -> None:
    issue_due(town.open)


HAPPENS: dict[str, Callable[..., None]] = {
    "figure": figure,
    "sent again": sent_again,
    "other council": other_council,
    "decision": decision,
    "action": action,
    "council": council,
    "restated": restated,
    "reports go out": reports_go_out,
    **CHANGES,
}

Said = st.SearchStrategy[tuple[str, ...]]
PERCENTAGES = st.sampled_from([code for code in SENT_BY if code != "LPI CS 7"])
PERIODS_NAMED, MARKS, COMMENTS = st.sampled_from(PERIODS), st.sampled_from(["", "yes"]), st.sampled_from(WORDS)
PARTS_SENT = st.sampled_from(PARTS).map(lambda parts: f"{parts[0]}/{parts[1]}")
COUNCIL = st.sampled_from(
    [
        ("council", "Tonbridge and Malling"),
        ("timezone", "Asia/Tokyo"),
        ("due_rolls_to", "previous"),
        ("year_start_month", "1"),
        ("year_start_month", "4"),
    ]
)
WHICH = st.sampled_from("0123")

KINDS: dict[str, Said] = {
    "figure": st.one_of(
        st.tuples(PERCENTAGES, PERIODS_NAMED, st.sampled_from(FIGURES) | PARTS_SENT, MARKS, COMMENTS),
        st.tuples(st.just("LPI CS 7"), PERIODS_NAMED, st.sampled_from(COUNTS), MARKS, COMMENTS),
    ),
    "sent again": st.tuples(WHICH),
    "other council": st.tuples(st.sampled_from(["NI 157a"]), st.sampled_from(["79.1%", "81%"])),
    "decision": st.tuples(WHICH, st.sampled_from([each.value for each in Decided])),
    "action": st.tuples(CODES, st.sampled_from(["Recruit two officers", "Train them"]), MARKS),
    "council": COUNCIL,
    "restated": st.tuples(
        CODES, st.sampled_from(["Oct-09", "Q3 2009/10", "Dec-09"]), st.sampled_from(["Dec-09", "Q3 2009/10"])
    ),
    "reports go out": st.just(()),
    **WHAT_CHANGES,
}
OFTEN = ("figure", "figure", "figure", "figure", "decision", "target", "setting of indicator", "restated", "worked out")
"""What a council's year is mostly made of."""

TIMES = [
    timedelta(),
    timedelta(seconds=1),
    timedelta(days=1),
    timedelta(days=11),
    timedelta(days=45),
    timedelta(days=-3),
]
STEPS = st.sampled_from([*KINDS, *OFTEN]).flatmap(
    lambda what: st.builds(Step, st.just(what), KINDS[what], st.sampled_from(TIMES))
)
"""A step of any kind."""
