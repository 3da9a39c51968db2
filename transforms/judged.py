"""Judged rows: each indicator's figure for a period with its light, its trends and its commentary.

Every audience's report is made of these rows, so that the same figure is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from transforms.absence import Absence, absence_of, named_absence
from transforms.code import code_key
from transforms.commentary import latest_within
from transforms.due import Roll
from transforms.due_day import due_day
from transforms.feeder import absence_made, figure_made, target_that_stood
from transforms.gap import PROVISIONAL_MARK, REVISED_MARK, Gap
from transforms.indicator import Indicator, RollUp
from transforms.observation import Key, Stated
from transforms.period import Length, Period
from transforms.register import DEFAULT_DUE_DAY, Sender, SenderKind
from transforms.register_history import RegisterHistory
from transforms.rollup import LEFT_OUT, Figure, figure_for
from transforms.status import Status, judge
from transforms.target import Target
from transforms.trend import Trend, trend

HISTORY = 9
"""Periods drawn beside a figure: two years of quarters and this one."""

SAID_TO_BE_NONE = LEFT_OUT | {Gap.NO_CASES}
"""Gaps that no figure will fill."""

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

    `missing` says why there is no value, `note` what an incomplete one still lacks; `marks` are `[p]`, `[r]` and "2 of 3 months"; `history` runs up
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
    note: str
    marks: Sequence[str]
    commentary: str
    commentary_given: bool
    history: Sequence[tuple[Period, Decimal | None]]

    @property
    def is_whole(self) -> bool:
        """Whether its figure is there and complete."""
        return self.value is not None and self.status != Status.NOT_JUDGED

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
        target = target_that_stood(self, indicator, period)
        value = _printed(figure.value, indicator)
        absence = self.absence(indicator, figure)
        status = _status(value, figure, target, indicator)
        commentary, given = self._commentary(indicator, period, status, absence.gap if absence else None)
        return JudgedRow(
            indicator=indicator,
            period=period,
            value=value,
            value_text=indicator.text(value) if value is not None else absence.text if absence else "",
            target=target,
            status=status,
            status_label=_status_label(status, figure),
            previous=self._compared(indicator, period.previous(), figure, target),
            previous_year=self._compared(indicator, period.year_before(), figure, target),
            missing=absence.gap if absence and value is None else None,
            note=absence.text if absence and value is not None else "",
            marks=_marks(figure),
            commentary=commentary,
            commentary_given=given,
            history=self._history(indicator, period),
        )

    def figure(self, indicator: Indicator, period: Period) -> Figure:
        """The figure of a period, rolled up by what stood for it; not across a change of what is measured."""
        stated = {} if indicator.made_of else self.figures.get(code_key(indicator.code), {})
        if period not in stated and self._changes_within(indicator, period):
            return Figure(period, gap=Gap.NOT_MEASURED, parts_in=0)
        if indicator.made_of and period.months >= indicator.frequency.length:
            return figure_made(self, indicator.made_of, indicator, period)
        return figure_for(indicator, period, stated)

    def absence(self, indicator: Indicator, figure: Figure) -> Absence | None:
        """Why an indicator's figure is not there, or not whole; `None` where it is whole."""
        if figure.value is not None and not figure.is_partial:
            return None
        if figure.parts_are and indicator.made_of:
            return absence_made(self, indicator.made_of, figure)
        sender = self.sender_of(indicator)
        parts, said = self._missing_parts(indicator, figure.period)
        if figure.parts_of == 1 or all(part in said for part in parts):
            match figure.gap:
                case Gap.NO_CASES | Gap.WITHHELD:
                    return Absence(figure.gap, figure.gap.words)
                case Gap.NOT_MEASURED:
                    return Absence(Gap.NOT_MEASURED, self._why_not_measured(indicator, figure.period))
        if figure.needs_parts:
            return Absence(Gap.AWAITING, f"awaiting numerators and denominators from {sender.name}")
        asked = parts or self._parts(indicator, figure.period)
        due = partial(due_day, self.register, indicator, roll=self.roll)
        absence = absence_of(asked, said, self._waiting(indicator.code), sender, self.today, due)
        return named_absence(asked, absence) if figure.parts_in else absence

    def feeders(self, indicator: Indicator, period: Period) -> list[Indicator]:
        """The indicators that stand for the period of those that one is worked out from; none of one that is sent."""
        codes = indicator.made_of.codes if indicator.made_of else ()
        return [feeder for code in codes if (feeder := self.register.indicator(code, period))]

    def is_stated_for_longer(self, code: str, period: Period) -> bool:
        """Whether the figure was stated for a quarter or year around the period, so that its own is not asked for."""
        stated = self.figures.get(code_key(code), {})
        return any(
            period.within(length) in stated for length in (Length.QUARTER, Length.YEAR) if length > period.months
        )

    def is_waiting(self, code: str, period: Period) -> bool:
        """Whether a figure of the period, or of one of its months, is held for a check."""
        return any(period.contains(waits) for waits in self._waiting(code))

    def _waiting(self, code: str) -> list[Period]:
        return [waits for held, waits in self.waiting if held == code_key(code)]

    def _changes_within(self, indicator: Indicator, period: Period) -> bool:
        rows = (self.register.indicator(indicator.code, part) for part in period.parts(Length.MONTH))
        return any(row is not None and not row.rolls_up_with(indicator, period) for row in rows)

    def _why_not_measured(self, indicator: Indicator, period: Period) -> str:
        if period.months < indicator.frequency.length:
            return f"measured {indicator.frequency.adverb}"
        changed = period.months > indicator.frequency.length and self._changes_within(indicator, period)
        return "not rolled up, as its definition changed within the period" if changed else "not measured"

    def _missing_parts(self, indicator: Indicator, period: Period) -> tuple[list[Period], dict[Period, Gap]]:
        """The parts without a figure, and what their sender said of it; of a stock only the last counts."""
        stated = self.figures.get(code_key(indicator.code), {})
        parts = self._parts(indicator, period)
        said = {part: gap for part in parts if part in stated and (gap := stated[part].gap) in LEFT_OUT and gap}
        return [part for part in parts if part in said or not any(known.contains(part) for known in stated)], said

    def _parts(self, indicator: Indicator, period: Period) -> list[Period]:
        """The periods whose figures make up that of a longer one."""
        parts = list(period.parts(min(indicator.frequency.length, period.months)))
        return parts[-1:] if indicator.rollup == RollUp.LATEST else parts

    def sender_of(self, indicator: Indicator) -> Sender:
        """Whom to ask, as the register has it now."""
        known = self.register.latest.senders.get(indicator.sender)
        return known or Sender(indicator.sender, indicator.sender, SenderKind.DEPARTMENT, "", "", DEFAULT_DUE_DAY)

    def _compared(self, indicator: Indicator, period: Period, now: Figure, target: Target | None) -> Compared:
        before_row = self.register.indicator(indicator.code, period) or indicator
        before = self.figure(before_row, period)
        value = None if before.is_partial else _printed(before.value, before_row)
        current = None if now.is_partial else now.value
        moved = trend(current, value, indicator, indicator_before=before_row, target=target)
        if indicator.is_cumulative and now.period != period.shifted(Length.YEAR):
            moved = Trend.NOT_COMPARABLE  # what counts up from April is compared with the same period only
        text = before_row.text(value) if value is not None else _no_earlier(before)
        return Compared(period, value, text, moved)

    def _commentary(self, indicator: Indicator, period: Period, status: Status, gap: Gap | None) -> tuple[str, bool]:
        """The commentary of the period or of its last part that has one, and whether there is any."""
        given = latest_within(self.commentaries.get(code_key(indicator.code), {}), period)
        if given is not None:
            return given, True
        if status.needs_commentary:
            return f"Commentary awaited from {indicator.owner}", False
        awaited = status == Status.NOT_JUDGED and gap not in SAID_TO_BE_NONE
        return "Commentary follows with the figure" if awaited else NOT_REQUIRED, False

    def three_years(self, indicator: Indicator, period: Period) -> Sequence[tuple[Period, Decimal | None]]:
        """The figures of three years up to a period and with it, as far as they were measured alike."""
        return self.years(indicator, period, 3)

    def years(self, indicator: Indicator, period: Period, number: int) -> Sequence[tuple[Period, Decimal | None]]:
        """The figures of so many years up to a period and with it, as far as they were measured alike."""
        return self._history(indicator, period, number * Length.YEAR // period.months + 1)

    def last_row(self, indicator: Indicator, period: Period) -> JudgedRow | None:
        """The row of the last period up to this one's end, within three years, of which there is a figure.

        Of an annual indicator in a quarter's report it is that of the last year that had ended.
        """
        length = Length(max(indicator.frequency.length, period.months))
        last = Period.last_ended(period.end + timedelta(days=1), length, period.year_start)
        for back in range(3 * Length.YEAR // length + 1):
            earlier = last.shifted(-length * back)
            standing = self.register.indicator(indicator.code, earlier)
            if standing and self.figure(standing, earlier).value is not None:
                return self.row(standing, earlier)
        return None

    def _history(
        self, indicator: Indicator, period: Period, periods: int = HISTORY
    ) -> Sequence[tuple[Period, Decimal | None]]:
        earlier = [period.shifted(-period.months * back) for back in reversed(range(periods))]
        return [(each, self._comparable(indicator, each)) for each in earlier]

    def _comparable(self, indicator: Indicator, earlier: Period) -> Decimal | None:
        """The figure of an earlier period, if it was whole and measured alike."""
        row = self.register.indicator(indicator.code, earlier) or indicator
        figure = self.figure(row, earlier)
        return None if figure.is_partial or not row.same_measure(indicator) else _printed(figure.value, indicator)


def _printed(value: Decimal | None, indicator: Indicator) -> Decimal | None:
    return None if value is None else indicator.printed(value)


def _status(value: Decimal | None, figure: Figure, target: Target | None, indicator: Indicator) -> Status:
    if value is None or figure.is_partial:
        return Status.NOT_JUDGED
    return judge(value, target, indicator)


def _status_label(status: Status, figure: Figure) -> str:
    return f"{status.label} ({figure.parts})" if figure.is_partial else status.label


def _marks(figure: Figure) -> Sequence[str]:
    if figure.value is None:
        return ()
    marks = (
        (figure.provisional, PROVISIONAL_MARK),
        (figure.revised, REVISED_MARK),
        (figure.parts_in < figure.parts_of, figure.parts),
    )
    return tuple(mark for holds, mark in marks if holds)


def _no_earlier(figure: Figure) -> str:
    if figure.is_partial:
        return f"Only {figure.parts}"
    if figure.gap in SAID_TO_BE_NONE and figure.gap:
        return f"{figure.gap.label} {figure.gap.shorthand}"
    return "No figure [x]"
