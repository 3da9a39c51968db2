"""Judged rows: each indicator's figure for a period with its light, its trends and its commentary.

Every audience's report is made of these rows, so that the same figure is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from transforms.code import code_key
from transforms.due import Roll, due_date, next_due_date
from transforms.figure import print_figure, round_half_up
from transforms.gap import PROVISIONAL_MARK, REVISED_MARK, Gap
from transforms.indicator import Indicator, Polarity
from transforms.observation import Key, Stated
from transforms.period import Length, Period
from transforms.register import Sender, SenderKind
from transforms.register_history import RegisterHistory
from transforms.rollup import Figure, figure_for
from transforms.status import Status, judge
from transforms.target import Target
from transforms.trend import Trend, trend

HISTORY = 9
"""Periods drawn beside a figure: two years of quarters and this one."""

NOT_REQUIRED = "Commentary not required"
"""The case study's own words for a figure that is Good."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An earlier figure beside the current one, and how the current one stands to it."""

    period: Period
    value: Decimal | None
    value_text: str
    trend: Trend


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One indicator in one period. Values are at printed precision, in the indicator's unit.

    `missing` says why there is no value; `marks` are `[p]`, `[r]` and "2 of 3 months"; `history` runs up
    to the period itself.
    """

    indicator: Indicator
    period: Period
    value: Decimal | None
    value_text: str
    target: Target | None
    status: Status
    status_label: str
    previous: Compared
    previous_year: Compared
    missing: Gap | None
    marks: Sequence[str]
    commentary: str
    commentary_given: bool
    history: Sequence[tuple[Period, Decimal | None]]

    @property
    def commentary_awaited(self) -> bool:
        """Whether an explanation is owed and has not come."""
        return self.status.needs_commentary and not self.commentary_given

    @property
    def target_text(self) -> str:
        """The target with the decimals it was given."""
        return self.target.text(self.indicator.unit) if self.target else "No target"


@dataclass(frozen=True)
class Judge:
    """What rows are judged from: the register over time, the figures and commentaries known, the day.

    `waiting` are the figures that came and are held for a check.
    """

    register: RegisterHistory
    figures: Mapping[str, Mapping[Period, Stated]]
    commentaries: Mapping[str, Mapping[Period, str]]
    today: date
    roll: Roll = "next"
    waiting: frozenset[Key] = frozenset()

    def rows(self, period: Period) -> list[JudgedRow]:
        """A row for every indicator that stands for the period, in the order of the register."""
        return [self.row(indicator, period) for indicator in self.register.standing(period)]

    def row(self, indicator: Indicator, period: Period) -> JudgedRow:
        """The row of one indicator."""
        figure = self.figure(indicator, period)
        target = self.register.target(indicator, period) if indicator.polarity != Polarity.NONE else None
        value = _printed(figure.value, indicator)
        missing = None if value is not None else self._gap(indicator, figure)
        status = _status(value, figure, target, indicator)
        commentary, given = self._commentary(indicator, period, status)
        return JudgedRow(
            indicator,
            period,
            value,
            self._value_text(indicator, figure, value, missing),
            target,
            status,
            _status_label(status, figure),
            self._compared(indicator, period.previous(), figure, target),
            self._compared(indicator, period.year_before(), figure, target),
            missing,
            _marks(figure),
            commentary,
            given,
            self._history(indicator, period),
        )

    def figure(self, indicator: Indicator, period: Period) -> Figure:
        """The figure of a period, rolled up by what stood for it."""
        return figure_for(indicator, period, self.figures.get(code_key(indicator.code), {}))

    def is_waiting(self, code: str, period: Period) -> bool:
        """Whether a figure of the period, or of one of its months, is held for a check."""
        return any(held == code_key(code) and period.contains(waits) for held, waits in self.waiting)

    def _gap(self, indicator: Indicator, figure: Figure) -> Gap:
        if figure.gap not in {None, Gap.AWAITING}:
            return Gap(figure.gap)
        sender = self._sender(indicator)
        if sender is None or figure.needs_parts:
            return Gap.AWAITING
        if self.today <= due_date(figure.period, sender.due_day, self.roll):
            return Gap.NOT_DUE
        return Gap.LATE_EXTERNAL if sender.kind == SenderKind.FEED else Gap.AWAITING

    def _value_text(self, indicator: Indicator, figure: Figure, value: Decimal | None, gap: Gap | None) -> str:
        if value is not None:
            return print_figure(value, indicator.unit)
        assert gap is not None, "without a value there is a reason"
        return f"{self._gap_words(indicator, figure, gap)} {gap.shorthand}"

    def _gap_words(self, indicator: Indicator, figure: Figure, gap: Gap) -> str:
        sender = self._sender(indicator)
        name = sender.name if sender else indicator.sender
        due_day = sender.due_day if sender else 1
        match gap:
            case Gap.AWAITING | Gap.LATE_EXTERNAL if self.is_waiting(indicator.code, figure.period):
                return f"Held for a check; {name} sent it"
            case Gap.AWAITING if figure.needs_parts:
                return f"Awaiting numerators and denominators from {name}"
            case Gap.AWAITING:
                return f"Awaited from {name}"
            case Gap.LATE_EXTERNAL:
                return f"Late from {name}, expected by {_short(next_due_date(self.today, due_day, self.roll))}"
            case Gap.NOT_DUE:
                return f"Not due until {_short(due_date(figure.period, due_day, self.roll))}"
            case Gap.NOT_MEASURED:
                return f"Measured {indicator.frequency.adverb}" if _is_longer(indicator, figure) else "Not measured"
            case Gap.NO_CASES:
                return "No cases"
            case Gap.WITHHELD:
                return "Withheld"

    def _sender(self, indicator: Indicator) -> Sender | None:
        return self.register.latest.senders.get(indicator.sender)

    def _compared(self, indicator: Indicator, period: Period, now: Figure, target: Target | None) -> Compared:
        before_row = self.register.indicator(indicator.code, period) or indicator
        before = self.figure(before_row, period)
        value = None if before.is_partial else _printed(before.value, before_row)
        current = None if now.is_partial else now.value
        moved = trend(current, value, indicator, indicator_before=before_row, target=target)
        if indicator.is_cumulative and period.first_year == now.period.first_year:
            moved = Trend.NOT_COMPARABLE  # what counts up from April is more than last quarter's, well or badly
        text = print_figure(value, before_row.unit) if value is not None else _no_earlier(before)
        return Compared(period, value, text, moved)

    def _commentary(self, indicator: Indicator, period: Period, status: Status) -> tuple[str, bool]:
        """The commentary of the period or of its last month that has one, and whether there is any."""
        given = self.commentaries.get(code_key(indicator.code), {})
        for said in (period, *reversed(list(period.parts(Length.MONTH)))):
            if said in given:
                return given[said], True
        if status.needs_commentary:
            return f"Commentary awaited from {indicator.owner}", False
        return NOT_REQUIRED if status != Status.NOT_JUDGED else "Commentary follows with the figure", False

    def _history(self, indicator: Indicator, period: Period) -> Sequence[tuple[Period, Decimal | None]]:
        periods = [period.shifted(-period.months * back) for back in reversed(range(HISTORY))]
        figures = [self.figure(indicator, earlier) for earlier in periods]
        return [(f.period, None if f.is_partial else _printed(f.value, indicator)) for f in figures]


def _printed(value: Decimal | None, indicator: Indicator) -> Decimal | None:
    return None if value is None else round_half_up(value, indicator.decimals)


def _status(value: Decimal | None, figure: Figure, target: Target | None, indicator: Indicator) -> Status:
    if value is None or figure.is_partial:
        return Status.NOT_JUDGED
    return judge(value, target, indicator)


def _status_label(status: Status, figure: Figure) -> str:
    return f"{status.label} ({_parts(figure)})" if figure.is_partial else status.label


def _marks(figure: Figure) -> Sequence[str]:
    if figure.value is None:
        return ()
    marks = (
        (figure.provisional, PROVISIONAL_MARK),
        (figure.revised, REVISED_MARK),
        (figure.is_partial, _parts(figure)),
    )
    return tuple(mark for holds, mark in marks if holds)


def _parts(figure: Figure) -> str:
    noun = "months" if figure.period.months // figure.parts_of == Length.MONTH else "quarters"
    return f"{figure.parts_in} of {figure.parts_of} {noun}"


def _no_earlier(figure: Figure) -> str:
    if figure.is_partial:
        return f"Only {_parts(figure)}"
    return {Gap.NO_CASES: "No cases [z]", Gap.WITHHELD: "Withheld [c]"}.get(figure.gap or Gap.AWAITING, "No figure [x]")


def _is_longer(indicator: Indicator, figure: Figure) -> bool:
    return indicator.frequency.length > figure.period.months


def _short(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
