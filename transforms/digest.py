"""Digests: everything that one person is written to about on a day, in one mail."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from transforms.due import working_day, working_days_since
from transforms.due_day import due_day
from transforms.feed import FeedKind
from transforms.indicator import Indicator
from transforms.issue import release_day
from transforms.judged import Judge, JudgedRow
from transforms.owed import Owed, first_day, to_ask_for
from transforms.period import Length, Period
from transforms.register import Sender, SenderKind
from transforms.remind import begins, explain_by, is_soon, is_time, is_time_to_explain
from transforms.reminded import Matter, Occasion, Told, address_key

TO_WHOM = (Occasion.RETURN, Occasion.MANAGER, Occasion.POLICY_TEAM)
"""In which order people are written to about a return; who is several of these hears of it as the first."""


@dataclass(frozen=True, slots=True)
class AskedReturn:
    """A return as one person is written to about it; `is_first` where that person never was before.

    It is written about from the day on which it `begins`; `days_late` are working days, nought until it is late.
    """

    to: str
    occasion: Occasion
    sender: Sender
    owed: Owed
    missing: Sequence[Indicator]
    begins: date
    days_late: int
    is_first: bool

    @property
    def matter(self) -> Matter:
        """By what it is remembered."""
        return Matter(self.occasion, self.owed.sender, str(self.owed.period))


@dataclass(frozen=True, slots=True)
class AskedCommentary:
    """A figure that is to be explained, `by` a day unless that of the report has passed.

    `is_passed_on` where it is asked of the Policy Team, as the register gives nobody else to ask.
    """

    to: str
    sender: Sender
    row: JudgedRow
    by: date | None
    is_first: bool
    is_passed_on: bool

    @property
    def matter(self) -> Matter:
        """By what it is remembered."""
        return Matter(Occasion.COMMENTARY, self.sender.sender, str(self.row.period), self.row.indicator.code)


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that one person is written to about on a day.

    `key` is by what the person is known, `thread` the identity of the first mail about the same, where there was one.
    """

    to: str
    key: str
    day: date
    returns: Sequence[AskedReturn]
    commentaries: Sequence[AskedCommentary]
    thread: str = ""

    def of(self, occasion: Occasion) -> list[AskedReturn]:
        """The returns about which the person is written to as one of those three."""
        return [asked for asked in self.returns if asked.occasion == occasion]

    @property
    def matters(self) -> list[Matter]:
        """Everything it is about, each matter once: of one period figures may be due on two days."""
        matters = [*(asked.matter for asked in self.returns), *(asked.matter for asked in self.commentaries)]
        return list(dict.fromkeys(matters))


def digests(judge: Judge, year_start: int, policy_team: str, told: Told, untaken: Collection[str] = ()) -> list[Digest]:
    """The mails of the judge's day, by address; none on a day off, and none to who has that day's already.

    Nothing is asked of the senders of `untaken`, whose files have come and were not looked into yet.
    """
    if working_day(judge.today) != judge.today:
        return []
    asking = _Asking(judge, policy_team, told, untaken)
    returns = list(asking.returns(to_ask_for(judge, Period.last_ended(judge.today, Length.MONTH, year_start))))
    commentaries = asking.commentaries(Period.last_ended(judge.today, Length.QUARTER, year_start), returns)
    asked: list[AskedReturn | AskedCommentary] = [*returns, *commentaries]
    people: dict[str, list[AskedReturn | AskedCommentary]] = {}
    for each in asked:
        people.setdefault(address_key(each.to), []).append(each)
    written = (asking.digest(key, of_person) for key, of_person in sorted(people.items()))
    return [digest for digest in written if digest.matters and not told.has_mail_of(digest.key, digest.day)]


@dataclass(frozen=True)
class _Asking:
    judge: Judge
    policy_team: str
    told: Told
    untaken: Collection[str]

    def returns(self, entries: Sequence[Owed]) -> Iterator[AskedReturn]:
        """What is owed, once for each person who is or will be written to about it."""
        for owed in entries:
            sender = self.judge.register.latest.senders.get(owed.sender)
            missing = self._missing(owed)
            if sender and sender.kind != SenderKind.FEED and sender.sender not in self.untaken and missing:
                for to, occasion in self._people(sender):
                    yield self._return(to, occasion, sender, owed, missing)

    def _missing(self, owed: Owed) -> list[Indicator]:
        """What is owed but for what a feed fetches, whoever its sender is: of that nobody has to send anything."""
        register = self.judge.register
        rows = [row for code in owed.codes if (row := register.indicator(code, owed.period))]
        feeds = (due_day(register, row, owed.period, self.judge.roll).feed for row in rows)
        return [row for row, feed in zip(rows, feeds, strict=True) if feed is None or feed.kind == FeedKind.DROP]

    def _people(self, sender: Sender) -> Iterator[tuple[str, Occasion]]:
        seen: set[str] = set()
        for to, occasion in zip((sender.email, sender.manager_email, self.policy_team), TO_WHOM, strict=True):
            if to and address_key(to) not in seen:
                yield to, occasion
            seen.add(address_key(to))

    def _return(
        self, to: str, occasion: Occasion, sender: Sender, owed: Owed, missing: Sequence[Indicator]
    ) -> AskedReturn:
        late = working_days_since(owed.due, self.judge.today)
        told = self.told.days(address_key(to), Matter(occasion, owed.sender, str(owed.period)))
        begin = begins(occasion, owed.due)
        return AskedReturn(to, occasion, sender, owed, missing, begin, late, not told)

    def commentaries(self, quarter: Period, returns: Sequence[AskedReturn]) -> Iterator[AskedCommentary]:
        """The figures of a quarter that are to be explained and not held, unless their sender still has time for a return
        that the report will print.

        Where the register gives no address of who sends the figure, or a feed brings it, the Policy Team is asked.
        """
        if release_day(quarter) < first_day(self.judge):
            return
        on_time = [asked.owed for asked in returns if self.judge.today <= asked.owed.due < release_day(quarter)]
        may_come = {*self.untaken, *(owed.sender for owed in on_time if owed.period.end == quarter.end)}
        for row in self.judge.rows(quarter):
            sender = self.judge.register.latest.senders.get(row.indicator.sender)
            is_held = self.judge.is_waiting(row.indicator.code, quarter)
            if sender and row.commentary_awaited and not is_held and sender.sender not in may_come:
                yield self._commentary(sender, row)

    def _commentary(self, sender: Sender, row: JudgedRow) -> AskedCommentary:
        is_passed_on = sender.kind == SenderKind.FEED or not sender.email
        to = self.policy_team if is_passed_on else sender.email
        matter = Matter(Occasion.COMMENTARY, sender.sender, str(row.period), row.indicator.code)
        is_first = not self.told.days(address_key(to), matter)
        return AskedCommentary(to, sender, row, explain_by(row.period, self.judge.today), is_first, is_passed_on)

    def digest(self, key: str, asked: Sequence[AskedReturn | AskedCommentary]) -> Digest:
        """What a person is written to about today, of all that may be asked."""
        returns = [each for each in asked if isinstance(each, AskedReturn)]
        mine = list(chain.from_iterable(self._timely(key, returns, occasion) for occasion in TO_WHOM))
        today = self.judge.today
        commentaries = [
            each
            for each in asked
            if isinstance(each, AskedCommentary)
            and is_time_to_explain(each.row.period, today, self.told.days(key, each.matter))
        ]
        digest = Digest(asked[0].to, key, today, mine, commentaries)
        return replace(digest, thread=self.told.thread(key, digest.matters))

    def _timely(self, key: str, returns: Sequence[AskedReturn], occasion: Occasion) -> list[AskedReturn]:
        """The returns it is time for; where there is one, what else is late is told with it, and not on another day."""
        today = self.judge.today
        of_occasion = [each for each in returns if each.occasion == occasion]
        begun = [each for each in of_occasion if each.begins <= today]
        timely = [each for each in begun if is_time(each.owed.due, today, self.told.days(key, each.matter))]
        if any(is_soon(each.begins, today) for each in of_occasion):
            timely = [each for each in timely if not self._is_repeated(key, each)]
        return [each for each in begun if each in timely or (timely and each.days_late)]

    def _is_repeated(self, key: str, asked: AskedReturn) -> bool:
        return any(day > asked.owed.due for day in self.told.days(key, asked.matter))
