"""An issue: a report on a period as it goes out, and the day by which it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from transforms.complete import is_complete
from transforms.due import working_day
from transforms.judged import Judge
from transforms.period import Length, Period
from transforms.register_history import closes

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
    Why.REVISED: "figures that it prints came late or were corrected",
}


@dataclass(frozen=True, slots=True)
class Regular:
    """A report that goes out on every period of a length, in months."""

    report: str
    length: Length


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
        return next(name for name in self.files if name.removeprefix(f"{self.report}-{self.period}.") == ending)

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


def release_day(period: Period) -> date:
    """The day on which a report on a period goes out though figures are awaited: the last working day of the month after.

    The case study: spreadsheets come in by the 15th of that month, "some data is sometimes late", and the committees
    get their report each quarter. With the end of that month a period closes and no setting changes how it is judged
    any more (docs/decisions/0005): a report later than that would gain nothing but what is late anyway, one earlier
    would lose the two weeks in which reminders are answered and held figures decided.

    >>> release_day(Period.quarter(2009, 3)), release_day(Period.month(2009, 12))
    (datetime.date(2010, 1, 29), datetime.date(2010, 1, 29))
    """
    return working_day(closes(period), "previous")


def why_now(judge: Judge, period: Period) -> Why | None:
    """What makes a report on a period go out now; `None` where it waits."""
    if is_complete(judge, period):
        return Why.COMPLETE
    return Why.CALENDAR if judge.today >= release_day(period) else None


def latest_due(judge: Judge, length: Length, year_start: int) -> Period | None:
    """The latest period of a length on which a report is due by now, whether it went out or not.

    Older periods are left: a council that starts with years of history wants no flood of old reports. So is a day
    that passed before there was a register: nothing was promised for it, and what was asked of nobody is not in.
    """
    ended = Period.last_ended(judge.today, length, year_start)
    if is_complete(judge, ended) or _came_round(judge, ended):
        return ended
    return ended.previous() if _came_round(judge, ended.previous()) else None


def _came_round(judge: Judge, period: Period) -> bool:
    """Whether the day of a period's report has come since there is a register."""
    versions = judge.register.versions
    return bool(versions) and versions[0].since <= release_day(period) <= judge.today
