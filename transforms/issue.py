"""An issue: a report on a period as it goes out, and the day by which it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from transforms.complete import Expected
from transforms.due import working_day
from transforms.period import Period
from transforms.register import Register
from transforms.register_history import RegisterHistory, closes
from transforms.report_plan import LAST_DAY, Edition

FIRST_VERSION = 1
"""What is issued again counts on from here."""


class Why(StrEnum):
    """What made a report go out: nothing was awaited any more, its day had come, or what it printed is otherwise now."""

    COMPLETE = "complete"
    CALENDAR = "calendar"
    REVISED = "revised"

    @property
    def words(self) -> str:
        """The reason as a sentence ends with it."""
        return _WORDS[self]


_WORDS = {
    Why.COMPLETE: "nothing is awaited any more",
    Why.CALENDAR: "its day has come",
    Why.REVISED: "what it prints came late, was corrected or is judged anew",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """A report as it went out, made as at an instant; `files` are the SHA-256 of its files by their names, `recipients`
    the addresses to which it is mailed.

    `version` counts from 1 for each report and period.
    """

    report: str
    period: Period
    version: int
    why: Why
    as_at: datetime
    files: Mapping[str, str]
    recipients: tuple[str, ...] = ()

    @property
    def version_words(self) -> str:
        """What is said after a report's name of a version that is not the first."""
        return f", version {self.version}" if self.version > FIRST_VERSION else ""

    def file_of(self, ending: str) -> str:
        """The name of its file of a format: `html`, `json`."""
        return next(name for name in self.files if self._ending(name) == ending)

    def has(self, ending: str) -> bool:
        """Whether it went out in a format."""
        return any(self._ending(name) == ending for name in self.files)

    def _ending(self, name: str) -> str:
        return name.removeprefix(f"{self.report}-{self.period}.")

    def name_aside(self, name: str) -> str:
        """The name of one of its files once a later version has taken its place.

        >>> first = Issue("scrutiny", Period.quarter(2009, 3), 1, Why.CALENDAR, datetime(2010, 1, 29), {})
        >>> first.name_aside("scrutiny-2009-10 Q3.html"), first.name_aside("scrutiny-2009-10 Q3.csv-metadata.json")
        ('scrutiny-2009-10 Q3 version 1.html', 'scrutiny-2009-10 Q3 version 1.csv-metadata.json')
        """
        return f"{self._stem} version {self.version}{name.removeprefix(self._stem)}"

    @property
    def _stem(self) -> str:
        """What the names of all its files begin with."""
        return f"{self.report}-{self.period}"


def printed_periods(period: Period) -> tuple[Period, Period, Period]:
    """The periods whose figures a report on a period prints: itself, the one before and the same of last year."""
    return period, period.previous(), period.year_before()


def newest(issues: Iterable[Issue], report: str, period: Period) -> Issue | None:
    """The highest version of a report on a period; `None` where none went out."""
    versions = (issue for issue in issues if (issue.report, issue.period) == (report, period))
    return max(versions, key=lambda issue: issue.version, default=None)


def newest_of_all(issues: Iterable[Issue]) -> list[Issue]:
    """The highest version of each report on each period, in the order in which they went out."""
    highest: dict[tuple[str, Period], Issue] = {}
    for issue in issues:
        before = highest.get((issue.report, issue.period))
        if before is None or before.version < issue.version:
            highest[issue.report, issue.period] = issue
    return list(highest.values())


def release_day(period: Period, latest: int = LAST_DAY) -> date:
    """The day on which a report on a period goes out though figures are awaited: `latest`, a day of the month after, or the
    working day before it; by default the last one. Where that lies within the period itself, the first working day after.

    The case study: spreadsheets come in by the 15th of that month, "some data is sometimes late", and the committees
    get their report each quarter. With the end of that month a period closes and no setting changes how it is judged
    any more (docs/decisions/0005): a report later than that would gain nothing but what is late anyway, one earlier
    would lose the two weeks in which reminders are answered and held figures decided.

    >>> release_day(Period.quarter(2009, 3)), release_day(Period.month(2009, 12), 20)
    (datetime.date(2010, 1, 29), datetime.date(2010, 1, 20))
    """
    closing = closes(period)
    latest_day = closing.replace(day=min(latest, closing.day))
    before = working_day(latest_day, "previous")
    return before if before > period.end else working_day(latest_day)


@dataclass(frozen=True)
class Promise:
    """A report on a period: what it expects, and the day on which it goes out at the latest."""

    edition: Edition
    period: Period
    expected: Expected
    day: date

    def why_now(self, today: date) -> Why | None:
        """What makes it go out; `None` where it waits, or nothing is measured that it could print."""
        if self.expected.is_complete:
            return Why.COMPLETE
        return Why.CALENDAR if self.expected.indicators and today >= self.day else None

    def came_round(self, register: RegisterHistory, today: date) -> bool:
        """Whether its day has come.

        A day that passed before the council declared the report is left: nothing was promised for it, and what was asked of
        nobody is not in.
        """
        since = register.declared_since(self.edition.plan.report)
        return bool(self.expected.indicators) and since is not None and since <= self.day <= today


def promise_of(edition: Edition, period: Period, expected: Expected, register: Register) -> Promise:
    """The report of an edition on a period, of which all that is expected is known."""
    mine = expected.among(lambda indicator: edition.takes(indicator, register))
    return Promise(edition, period, mine, release_day(period, edition.plan.release))


def latest_due(promises: Sequence[Promise], register: RegisterHistory, today: date) -> Promise | None:
    """The latest of the promises of one edition, the latest period first, that is due by now, whether it was kept or not.

    Older periods are left: a council that starts with years of history wants no flood of old reports.
    """
    came_round = next((promise for promise in promises if promise.came_round(register, today)), None)
    return promises[0] if promises[0].expected.is_complete else came_round
