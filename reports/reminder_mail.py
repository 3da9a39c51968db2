"""The reminder to one person: what is to be sent, what is to be explained, and what others owe whom that person looks to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports import letters
from reports.drawn_series import ShownFigure, bars
from reports.reminder_words import asked_in, due_words, explain_words
from transforms.digest import AskedCommentary, AskedReturn, Digest
from transforms.judged import Compared, JudgedRow
from transforms.reminded import Occasion
from transforms.trend import Trend
from transforms.words import joined, long_date, many

TEXT_BAR, PAGE_BAR = 30, 56
"""The longest bar: in signs of a text, and in pixels of a page."""

STATUS_KINDS = {"caution": "hold", "requires-attention": "error"}
"""The colours of a letter in which a status is told."""


@dataclass(frozen=True, slots=True)
class DueReturn:
    """A return as a reminder shows it: `figures` are those missing, in full; of an older one their codes alone."""

    title: str
    kind: str
    sender: str
    when: str
    figures: Sequence[tuple[str, str, str]]
    codes: str


@dataclass(frozen=True, slots=True)
class LateReturn:
    """A return that somebody else owes: for when, when it was due, how many working days ago, and how many figures."""

    title: str
    due: str
    days_late: int
    missing: int


@dataclass(frozen=True, slots=True)
class LateSender:
    """Who owes returns, as a manager or the Policy Team is shown it, with the addresses in the register."""

    name: str
    email: str
    manager_email: str
    returns: Sequence[LateReturn]


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of a series as it is drawn; `kind` is `target`, `now` or nothing."""

    figure: ShownFigure
    length: int
    kind: str


@dataclass(frozen=True, slots=True)
class ToExplain:
    """A figure that is to be explained, with its past; `bars` end with the target where there is one."""

    row: JudgedRow
    kind: str
    earlier: Sequence[str]
    bars: Sequence[Bar]


class Reminder:
    """The mail in which a digest is told; `attached` are the names of the workbooks that go with it."""

    def __init__(self, digest: Digest, council: str, attached: Sequence[str] = ()) -> None:
        self._digest, self._council, self._attached = digest, council, attached

    @property
    def subject(self) -> str:
        """What is asked and by when."""
        first, *others = asked_in(self._digest)
        return "; ".join([first, *(f"{words[:1].lower()}{words[1:]}" for words in others)])

    def as_text(self) -> str:
        """The reminder as plain text."""
        return letters.as_text("reminder.txt.j2", **self._facts(TEXT_BAR))

    def as_page(self) -> str:
        """The reminder as a page."""
        return letters.as_page("reminder.html.j2", **self._facts(PAGE_BAR))

    def _facts(self, longest: int) -> Mapping[str, object]:
        digest = self._digest
        explained = digest.commentaries
        return {
            "subject": self.subject,
            "asked": asked_in(digest),
            "council": self._council,
            "returns": _due_returns(digest),
            "owners": _by_owner(explained, longest),
            "explain": explain_words(explained[0], digest.day) if explained else "",
            "quarter": explained[0].row.period.label if explained else "",
            "to_explain": many(len(explained), "figure"),
            "pass_on": joined(list(dict.fromkeys(asked.sender.name for asked in explained if asked.is_passed_on))),
            "staff": _late_senders(digest.of(Occasion.MANAGER)),
            "senders": _late_senders(digest.of(Occasion.POLICY_TEAM)),
            "attached": joined([f"“{name}”" for name in self._attached]),
            "several": len(self._attached) > 1,
        }


def _due_returns(digest: Digest) -> list[DueReturn]:
    """The person's own returns: what is due next in full, what is late from before by its codes."""
    grouped = _by_return(digest.of(Occasion.RETURN))
    last = max((of_return[0].owed.due for of_return in grouped), default=digest.day)
    return [_due_return(of_return, digest, in_full=of_return[0].owed.due == last) for of_return in grouped]


def _due_return(of_return: Sequence[AskedReturn], digest: Digest, *, in_full: bool) -> DueReturn:
    first = of_return[0]
    month = first.owed.period.last_month
    kind = "error" if first.days_late else "hold" if first.owed.due == digest.day else "warning"
    missing = [(row, asked.owed.period) for asked in of_return for row in asked.missing]
    figures = [(row.code, row.name, "" if period == month else period.label) for row, period in missing]
    codes = joined([code for code, _, _ in figures])
    return DueReturn(
        month.label, kind, first.sender.name, due_words(first, digest.day), figures if in_full else [], codes
    )


def _late_senders(returns: Sequence[AskedReturn]) -> list[LateSender]:
    """Those who are late, who is so for longest first."""
    senders: dict[str, list[list[AskedReturn]]] = {}
    for of_return in _by_return(returns):
        senders.setdefault(of_return[0].sender.sender, []).append(of_return)
    late = ((of_sender[0][0].sender, of_sender) for of_sender in senders.values())
    return [LateSender(who.name, who.email, who.manager_email, [_late(each) for each in owed]) for who, owed in late]


def _late(of_return: Sequence[AskedReturn]) -> LateReturn:
    owed, missing = of_return[0].owed, sum(len(asked.missing) for asked in of_return)
    return LateReturn(owed.period.last_month.label, long_date(owed.due), of_return[0].days_late, missing)


def _by_return(returns: Sequence[AskedReturn]) -> list[list[AskedReturn]]:
    """The month's return of each sender with what ends with that month, the oldest first."""

    def of_return(asked: AskedReturn) -> tuple[object, ...]:
        return asked.owed.due, asked.sender.name, asked.sender.sender, asked.owed.period.end

    ranked = sorted(returns, key=lambda asked: (of_return(asked), asked.owed.period.months))
    return [list(group) for _, group in groupby(ranked, key=of_return)]


def _by_owner(commentaries: Sequence[AskedCommentary], longest: int) -> Mapping[str, list[ToExplain]]:
    """The figures to explain by who owns them, owners in the order of the register."""
    owners: dict[str, list[ToExplain]] = {}
    for asked in commentaries:
        owners.setdefault(asked.row.indicator.owner, []).append(_to_explain(asked.row, longest))
    return owners


def _to_explain(row: JudgedRow, longest: int) -> ToExplain:
    known = [place for place, (_, value) in enumerate(row.history) if value is not None]
    series = [
        ShownFigure(str(period), "none" if value is None else row.indicator.text(value), "", value)
        for period, value in row.history[known[0] if known else -1 :]
    ]
    target = row.target if row.target and not row.target.is_range else None
    shown = [*series, *([ShownFigure("Target", row.target_text, "", target.low)] if target else [])]
    kinds = [*("" for _ in series[1:]), "now", *(["target"] if target else [])]
    drawn = [Bar(*bar) for bar in zip(shown, bars(shown, longest), kinds, strict=True)]
    earlier = [said for said in map(_earlier_words, (row.previous, row.previous_year)) if said]
    return ToExplain(row, STATUS_KINDS.get(row.status.value, ""), earlier, drawn)


def _earlier_words(earlier: Compared) -> str:
    if earlier.value is None:
        return ""
    trend = "" if earlier.trend in {Trend.NONE, Trend.NOT_COMPARABLE} else f": {earlier.trend.label}"
    return f"{earlier.period.label} was {earlier.value_text}{trend}"
