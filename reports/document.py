"""A report as a document: its sections of judged rows, its summary and what changed; every format prints this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from reports.reissued import Differing
from transforms.action import Action
from transforms.change import Change
from transforms.code import code_key
from transforms.comparison import Comparison
from transforms.gap import Gap
from transforms.judged import JudgedRow
from transforms.period import Length, Period
from transforms.register import Service
from transforms.words import wall_time


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one service."""

    service: str
    rows: Sequence[JudgedRow]

    @property
    def measured(self) -> list[JudgedRow]:
        """The rows of indicators that are measured in this period."""
        return [row for row in self.rows if row.missing != Gap.NOT_MEASURED]

    @property
    def not_measured(self) -> list[JudgedRow]:
        """The rows of indicators that are measured in other periods only, as an annual one is in a quarter."""
        return [row for row in self.rows if row.missing == Gap.NOT_MEASURED]


@dataclass(frozen=True, slots=True)
class Replaced:
    """The version of a report that was read before, and what is printed otherwise now."""

    version: int
    as_at: datetime
    differing: Sequence[Differing]


@dataclass(frozen=True)
class Document:
    """One report for one audience, as at one instant.

    `version` is that under which it goes out, `None` where somebody asked for it; `replaces` the version before, where
    one went out and prints something else. `layout` names the blocks in the order in which they are printed, `grouped_by`
    what its sections are, `focus` the one that is looked at closely. By `code_key` are actions, comparisons, the figures of
    three years, the targets of the coming period, and of what has no figure in the period the row of the last that has one.
    """

    report: str
    title: str
    audience: str
    council: str
    period: Period
    as_at: datetime
    zone: ZoneInfo
    sections: Sequence[Section]
    changes: Sequence[Change]
    version: int | None = None
    replaces: Replaced | None = None
    layout: tuple[str, ...] = ("replaced", "summary", "key", "indicators", "changes")
    grouped_by: str = "service"
    actions: Mapping[str, Sequence[Action]] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    long_history: Mapping[str, Sequence[tuple[Period, Decimal | None]]] = field(default_factory=dict)
    last_rows: Mapping[str, JudgedRow] = field(default_factory=dict)
    next_targets: Mapping[str, str] = field(default_factory=dict)
    focus: str = ""

    @property
    def rows(self) -> list[JudgedRow]:
        """All rows, as they are printed."""
        return [row for section in self.sections for row in section.rows]

    def latest(self, row: JudgedRow) -> JudgedRow:
        """The row itself; where it has no figure and the report looks back, the last one that has."""
        return self.last_rows.get(code_key(row.indicator.code), row)

    @property
    def has_news(self) -> bool:
        """Whether it prints a figure, a light or a trend otherwise than the version before."""
        return self.replaces is not None and any(differing.is_news for differing in self.replaces.differing)

    @property
    def today(self) -> date:
        """The day on the council's wall of the instant as at which it is made."""
        return self.as_at.astimezone(self.zone).date()

    @property
    def places(self) -> Mapping[str, str]:
        """The name of each row's place on a page, by the indicator's code: counted, since codes may differ by a dot."""
        return {row.indicator.code: f"pi-{number}" for number, row in enumerate(self.rows, start=1)}

    @property
    def has_short_term(self) -> bool:
        """Whether the previous period is another than the previous year: of a year it is the same, and printed once."""
        return self.period.months != Length.YEAR

    @property
    def subtitle(self) -> str:
        """For whom it is and of when, each unless the title says it: `Cabinet and Council · Performance monitoring, 2008-09`."""
        if self.period.label in self.title and not self.title.startswith(self.audience):
            return self.audience
        what = f"Performance monitoring, {self.period.label}"
        return what if self.title.startswith(self.audience) else f"{self.audience} \N{MIDDLE DOT} {what}"

    @property
    def as_at_words(self) -> str:
        """`20 January 2010 at 9:05am`, by the clock on the council's wall."""
        return self.instant_words(self.as_at)

    def instant_words(self, instant: datetime) -> str:
        """An instant by the clock on the council's wall."""
        return wall_time(instant.astimezone(self.zone))


def period_words(period: Period) -> str:
    """A period as a column's head names it: `Q2 2009-10`, `December 2009`, `2009-10`."""
    if period.months == Length.QUARTER:
        return f"Q{period.quarter_number} {period.year_name}"
    return period.label


def by_service(rows: Sequence[JudgedRow], services: Mapping[str, Service]) -> list[Section]:
    """The rows grouped by service, services in the order of the register."""
    groups: dict[str, list[JudgedRow]] = {name: [] for name in services}
    for row in rows:
        groups.setdefault(row.indicator.service, []).append(row)
    return [
        Section(services[name].name if name in services else name, group) for name, group in groups.items() if group
    ]
