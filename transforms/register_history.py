"""The register over time: what stood when a period was reported, so that last year stays last year.

A period is judged by the register that stood when it was reported, that is by the last one applied by
the end of the month after the period. What that register did not state may be stated later; what it
did state stands, whatever is applied afterwards; unless somebody restated it (transforms/restated.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from transforms.code import code_key
from transforms.feed import Feed
from transforms.indicator import Indicator
from transforms.period import Period
from transforms.rebasing import Rebasing
from transforms.register import Register, Sender
from transforms.target import Target


@dataclass(frozen=True, slots=True)
class Applied:
    """A register and the day, by the council's clock, from which it was the council's."""

    since: date
    register: Register


@dataclass(frozen=True, slots=True)
class JudgedAnew:
    """That periods of an indicator, from the first day to the last, are judged by a register that was applied later.

    `version` counts the registers applied, from 0.
    """

    first: date
    last: date
    version: int


@dataclass(frozen=True)
class RegisterHistory:
    """Every register applied so far, in order of time, and by `code_key` which periods were restated."""

    versions: Sequence[Applied]
    restated: Mapping[str, Sequence[JudgedAnew]] = field(default_factory=dict, kw_only=True)

    @property
    def latest(self) -> Register:
        """The register as it stands; an empty one where none was ever applied."""
        return self.versions[-1].register if self.versions else Register({}, {}, {}, {})

    def indicator(self, code: str, period: Period) -> Indicator | None:
        """What stood for a code when the period was reported."""
        row = self._row(code, period)
        return replace(row, made_of=None) if row and self.feeds_itself(row, period) else row

    def feeds_itself(self, indicator: Indicator, period: Period) -> bool:
        """Whether an indicator would be worked out from itself, by what one register says of it and another, which stands for
        the same period, of what feeds it. Each register alone is free of that.
        """
        if not indicator.made_of or len(self.versions) == 1:
            return False
        seen: dict[str, None] = {}
        ahead = list(indicator.made_of.codes)
        while ahead:
            feeder = self._row(ahead.pop(), period)
            made_of = feeder.made_of if feeder else None
            new = [code for code in (made_of.codes if made_of else ()) if code_key(code) not in seen]
            seen |= dict.fromkeys(map(code_key, new))
            ahead += new
        return code_key(indicator.code) in seen

    def feeding(self, code: str) -> list[str]:
        """The keys of all indicators from which a code's figures of any period are worked out, by however many steps."""
        return self._reached(code, lambda register, key: register.feeding(key))

    def fed_by(self, code: str) -> list[str]:
        """The keys of all indicators whose figures of any period are worked out from a code's, by however many steps."""
        return self._reached(code, lambda register, key: map(code_key, (row.code for row in register.fed_by(key))))

    def _reached(self, code: str, step: Callable[[Register, str], Iterable[str]]) -> list[str]:
        """What is reached from a code by all registers together, as each stands for other periods."""
        reached: dict[str, None] = {}
        ahead = [code_key(code)]
        while ahead:
            key = ahead.pop()
            new = [each for version in self.versions for each in step(version.register, key) if each not in reached]
            reached |= dict.fromkeys(new)
            ahead += new
        return list(reached)

    def _row(self, code: str, period: Period) -> Indicator | None:
        found = (version.register.indicator(code, period) for version in self._in_order(period, code))
        return next((row for row in found if row), None)

    def target(self, indicator: Indicator, period: Period) -> Target | None:
        """The target that stood for a period when it was reported."""
        found = (version.register.target(indicator, period) for version in self._in_order(period, indicator.code))
        return next((target for target in found if target), None)

    def sender(self, sender: str, period: Period) -> Sender | None:
        """What stood of a sender when the period was reported."""
        found = (version.register.senders.get(sender) for version in self._in_order(period))
        return next((row for row in found if row), None)

    def feeds(self, sender: str, period: Period) -> list[Feed]:
        """The feeds of a sender that stood when the period was reported; where none did, the first that were registered."""
        found = (version.register.feeds.values() for version in self._in_order(period))
        of_sender = ([feed for feed in feeds if feed.sender == sender] for feeds in found)
        return next((feeds for feeds in of_sender if feeds), [])

    def rebased(self, code: str, period: Period) -> Sequence[Rebasing]:
        """From which days the range of an indicator is set anew, as it stood when the period was reported."""
        found = (version.register.rebased.get(code_key(code), ()) for version in self._in_order(period, code))
        return next((rebasings for rebasings in found if rebasings), ())

    def standing(self, period: Period) -> list[Indicator]:
        """The indicators of a period in the order of the register, those registered later at the end."""
        seen: dict[str, Indicator] = {}
        for version in self._in_order(period):
            for row in version.register.standing(period):
                seen.setdefault(code_key(row.code), row)
        return [self._restated_row(code, period, row) for code, row in seen.items()]

    def declared_since(self, report: str) -> date | None:
        """The day from which a report was declared without a break until now; `None` where it is not."""
        since = None
        for version in reversed(self.versions):
            if report not in version.register.reports:
                break
            since = version.since
        return since

    def _restated_row(self, code: str, period: Period, row: Indicator) -> Indicator:
        return self.indicator(row.code, period) or row if row.made_of or code in self.restated else row

    def _in_order(self, period: Period, code: str = "") -> Sequence[Applied]:
        """The version that stood for the period, or was restated to for the code, and then each later one."""
        standing = bisect_right(self.versions, closes(period), key=lambda version: version.since) - 1
        return self.versions[max(0, standing, self._restated_to(code, period)) :]

    def _restated_to(self, code: str, period: Period) -> int:
        """The latest version by which the period is to be judged; one that says nothing of it changes nothing."""
        anew = self.restated.get(code_key(code), ()) if self.restated else ()
        about = (each.version for each in anew if each.first <= period.start and period.end <= each.last)
        return max((at for at in about if self.versions[at].register.indicator(code, period)), default=0)


def closes(period: Period) -> date:
    """The day after which no setting changes how the period is judged: the end of the next month."""
    return period.last_month.shifted(1).end
