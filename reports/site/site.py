"""What the public site shows, as at one instant: indicators with all that is known of them, reports, corrections, days to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from reports.release_calendar import Release
from transforms.address import address_word
from transforms.change import Change
from transforms.comparison import Comparison
from transforms.indicator import Indicator
from transforms.issue import Issue
from transforms.judged import JudgedRow
from transforms.judged_signal import JudgedSignal
from transforms.period import Period
from transforms.public import theme_shown
from transforms.rebasing import Rebasing
from transforms.words import long_date, wall_time


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that was corrected; `was_published` where a report on the site had printed it by then."""

    change: Change
    was_published: bool


@dataclass(frozen=True)
class Subject:
    """A public indicator as the site shows it.

    `row` is that of the reported quarter, or of the last period with a figure; `None` where there never was one. `measured`
    are the rows of the periods in which it is measured and `reported` those of quarters where these are longer, `said` its
    commentaries, all with the latest first; `rebased` are the dates from which its range is set anew, the first one first, and
    `signal` says whether the figure of `row` is signal or noise. One that is `dropped` is measured no more.
    """

    indicator: Indicator
    words: Sequence[str]
    source: str
    dropped: bool
    row: JudgedRow | None
    measured: Sequence[JudgedRow]
    reported: Sequence[JudgedRow]
    said: Sequence[tuple[Period, str]]
    corrections: Sequence[Correction]
    comparisons: Sequence[Comparison]
    rebased: Sequence[Rebasing] = ()
    signal: JudgedSignal | None = None

    @property
    def word(self) -> str:
        """What it is called in addresses now; the last of all that it ever was."""
        return self.words[-1]

    @property
    def address(self) -> str:
        """Where its page is, from the site's start."""
        return f"indicators/{self.word}/"

    @property
    def rows(self) -> Sequence[JudgedRow]:
        """Its rows in all periods."""
        return [*self.reported, *self.measured]


@dataclass(frozen=True)
class Published:
    """A version of a report that went out, by the facts it was made of; without files where it may be shown no more."""

    issue: Issue
    facts: Mapping[str, Any]
    files: Mapping[str, bytes]

    @property
    def address(self) -> str:
        """Where the page of this report on this period is, from the site's start; the same for all its versions."""
        return f"reports/{address_word(self.issue.report)}/{address_word(str(self.issue.period))}/"

    @property
    def folder(self) -> str:
        """Where the files of this version are."""
        return f"{self.address}version-{self.issue.version}/"


@dataclass(frozen=True, slots=True)
class Named:
    """A service or a theme: all words it had in addresses, the latest last, and how it is called."""

    key: str
    name: str
    words: Sequence[str]


@dataclass(frozen=True)
class Site:
    """All of one edition. `quarter` is the latest that is shown; `base` the site's address, empty where none is set."""

    council: str
    zone: ZoneInfo
    as_at: datetime
    quarter: Period
    base: str
    contact: str
    subjects: Sequence[Subject]
    services: Sequence[Named]
    themes: Sequence[Named]
    published: Sequence[Published]
    releases: Sequence[Release]

    @property
    def as_at_words(self) -> str:
        """The instant by the clock on the council's wall."""
        return wall_time(self.as_at.astimezone(self.zone))

    def day_words(self, instant: datetime) -> str:
        """The day of an instant by the council's calendar."""
        return long_date(instant.astimezone(self.zone))

    @property
    def current(self) -> Sequence[Subject]:
        """The indicators that are measured still."""
        return [subject for subject in self.subjects if not subject.dropped]

    @property
    def rows(self) -> Sequence[JudgedRow]:
        """The rows of the reported quarter, as the public's report has them."""
        return [subject.row for subject in self.current if subject.row and subject.row.period == self.quarter]

    @cached_property
    def by_row(self) -> Mapping[str, Subject]:
        """The indicators by their codes."""
        return {subject.indicator.code: subject for subject in self.subjects}

    @cached_property
    def corrections(self) -> Sequence[tuple[Subject, Correction]]:
        """Every corrected figure, the latest correction first."""
        every = [(subject, each) for subject in self.subjects for each in subject.corrections]
        return sorted(every, key=lambda pair: pair[1].change.changed_at, reverse=True)

    @property
    def newest(self) -> Sequence[Published]:
        """The highest version of each report on each period, the latest first."""
        highest = {(each.issue.report, each.issue.period): each for each in self.published}
        return sorted(highest.values(), key=lambda each: (each.issue.as_at, each.issue.report), reverse=True)

    def versions(self, of: Published) -> Sequence[Published]:
        """Every version of a report on its period, the latest first."""
        about = of.issue.report, of.issue.period
        return [each for each in reversed(self.published) if (each.issue.report, each.issue.period) == about]

    def of_service(self, service: str) -> Sequence[Subject]:
        """The indicators of a service that are measured still."""
        return [subject for subject in self.current if subject.indicator.service == service]

    def of_theme(self, theme: str) -> Sequence[Subject]:
        """The indicators of a theme that are measured still."""
        return [
            subject for subject in self.current if theme in {theme_shown(each) for each in subject.indicator.themes}
        ]
