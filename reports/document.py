"""A report as a document: its sections of judged rows, its summary and what changed; every format prints this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from reports.reissued import Differing
from transforms.action import Action
from transforms.change import Change
from transforms.code import code_key
from transforms.comparison import Comparison
from transforms.figure_address import folder_as_at, page_name
from transforms.gap import Gap
from transforms.housekeeping import Upkeep
from transforms.judged import JudgedRow
from transforms.judged_signal import JudgedSignal
from transforms.observation import Key
from transforms.period import Length, Period
from transforms.restated import Restated
from transforms.words import wall_time
from transforms.year_so_far import YearSoFar

KEY = "key"
WITH_ICONS = frozenset({"indicators", "form", "costs", "quality", "years"})
"""The block that explains symbols, and those with tables of lights, beside which icons stand."""


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
    three years, the targets of the coming period, the year so far, of what has no figure in the period the row of the last that has one,
    whether a figure is signal or noise (that of the row, or of the last that has one), where figures lead to the pages
    on which they are followed back, the word by which an indicator's pages are named; and what speaks for and against
    collecting it.
    `restated` are the settings of printed periods that were changed on purpose since the report before.
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
    layout: tuple[str, ...] = ("replaced", "restated", "summary", "key", "indicators", "changes")
    grouped_by: str = "service"
    actions: Mapping[str, Sequence[Action]] = field(default_factory=dict)
    comparisons: Mapping[str, Comparison] = field(default_factory=dict)
    long_history: Mapping[str, Sequence[tuple[Period, Decimal | None]]] = field(default_factory=dict)
    last_rows: Mapping[str, JudgedRow] = field(default_factory=dict)
    next_targets: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[str, YearSoFar] = field(default_factory=dict)
    focus: str = ""
    signals: Mapping[str, JudgedSignal] = field(default_factory=dict)
    figure_words: Mapping[str, str] = field(default_factory=dict)
    upkeep: Mapping[str, Upkeep] = field(default_factory=dict)
    restated: Sequence[Restated] = ()

    @property
    def rows(self) -> list[JudgedRow]:
        """All rows, as they are printed."""
        return [row for section in self.sections for row in section.rows]

    def latest(self, row: JudgedRow) -> JudgedRow:
        """The row itself; where it has no figure and the report looks back, the last one that has."""
        return self.last_rows.get(code_key(row.indicator.code), row)

    def signal_of(self, row: JudgedRow) -> JudgedSignal | None:
        """Whether the figure of a row is signal or noise; `None` where it has none, or cannot be judged so."""
        return self.signals.get(code_key(row.indicator.code)) if row.value is not None else None

    @property
    def has_icons(self) -> bool:
        """Whether any figure has an icon beside its light."""
        return any(signal.chart.variation.has_icon for signal in self.signals.values())

    @cached_property
    def figure_pages(self) -> Mapping[Key, str]:
        """The address, from beside the report, of the page on which a figure is followed back: of each in the table, and of
        each that is printed large.
        """
        if not self.figure_words:
            return {}
        drawn = [self.latest(row) for row in self.rows if code_key(row.indicator.code) in self.long_history]
        listed = self.rows if "indicators" in self.layout else []
        told = [(row.indicator, each) for row in listed for each in (row, row.previous, row.previous_year)]
        told += [(row.indicator, row) for row in drawn]
        keys = ((code_key(indicator.code), each.period) for indicator, each in told if each.value is not None)
        return {(key, on): f"{self.figures_folder}/{page_name(self.figure_words[key], on)}" for key, on in keys}

    def figure_page(self, code: str, period: Period) -> str:
        """The address of the page on which a figure is followed back; empty where it has none."""
        return self.figure_pages.get((code_key(code), period), "")

    @property
    def figures_folder(self) -> str:
        """The folder, beside the report, of the pages of its figures."""
        return folder_as_at(self.as_at)

    @property
    def explains_icons_apart(self) -> bool:
        """Whether tables have icons, and no key of symbols tells what they mean."""
        return self.has_icons and KEY not in self.layout and not WITH_ICONS.isdisjoint(self.layout)

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
