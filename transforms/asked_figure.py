"""What a return asks of its sender: a row for each of its indicators, with what is known of it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from transforms.code import code_key
from transforms.figure import Unit
from transforms.indicator import Indicator, RollUp
from transforms.judged import Judge, JudgedRow
from transforms.observation import Key, Observation, Said, Stated, figure_of, last_said, open_holds
from transforms.period import Period
from transforms.rollup import Figure

PARTS = ("numerator", "denominator")
VALUE = ("value",)


@dataclass(frozen=True, slots=True)
class AskedFigure:
    """One row of a return before it is filled in.

    `fields` are those a figure is given in, none where it follows from months that were sent and only a
    commentary is asked for. `said` is what its sender said last, `held_because` why that waits for a checker.
    """

    row: JudgedRow
    fields: tuple[str, ...]
    said: Said
    held_because: str
    previous: Figure
    previous_year: Figure

    @property
    def indicator(self) -> Indicator:
        """What is measured, as it stands for the period."""
        return self.row.indicator

    @property
    def period(self) -> Period:
        """The period asked about."""
        return self.row.period

    @property
    def stated(self) -> Stated | None:
        """The figure that was sent before, or `None`."""
        stated = self.said.stated
        return stated if self.fields and stated and stated.says_figure else None

    @property
    def figure(self) -> Decimal | None:
        """The figure as it stands, waiting or not, at printed precision; of months not asked for, rolled up."""
        if not self.fields:
            return self.row.value
        value = figure_of(self.stated, self.indicator) if self.stated else None
        return None if value is None else self.indicator.printed(value)

    @property
    def commentary(self) -> str:
        """The commentary that was sent before; for a quarter also one of its months'."""
        return self.said.commentary or (self.row.commentary if self.row.commentary_given else "")

    @property
    def is_owed(self) -> bool:
        """Whether a figure is asked for that never came."""
        return bool(self.fields) and self.stated is None


def asked_figures(judge: Judge, observations: Sequence[Observation], sender: str, period: Period) -> list[AskedFigure]:
    """The rows of a sender's return for a period: its indicators measured in it, and in longer periods that end with it.

    Of one measured in shorter periods the figure follows from those; a part that never came is asked for beside it.
    A month's rows are in the order of the register; of a longer period what is owed comes first, then what must
    be explained.
    """
    asking = _Asking(judge, last_said(observations), {_key(o): o.reason for o in open_holds(observations)})
    rows = [row for indicator in judge.register.standing(period) if indicator.sender == sender
            for row in asking.rows(indicator, period)]  # fmt: skip
    return rows if period.months == 1 else sorted(rows, key=_urgency)


def _urgency(asked: AskedFigure) -> int:
    if asked.is_owed:
        return 0
    return 1 if asked.row.status.needs_commentary else 2


def _key(observation: Observation) -> Key:
    return code_key(observation.code), observation.said.period


@dataclass(frozen=True)
class _Asking:
    judge: Judge
    said: dict[Key, Said]
    held: dict[Key, str]

    def rows(self, indicator: Indicator, period: Period) -> Iterator[AskedFigure]:
        """The rows of one indicator: none where its own period does not end with the one asked about.

        Of one that is worked out only a commentary is asked for.
        """
        frequency = indicator.frequency.length
        if not indicator.is_sent:
            if frequency <= period.months:
                yield self._row(indicator, period, ())
            return
        if frequency >= period.months:
            own = period.within(frequency) if frequency > period.months else period
            if own.end == period.end:
                yield self._row(indicator, own, _fields(indicator, self._latest(indicator, own)))
            return
        for part in period.parts(frequency):
            asked = self._row(indicator, part, _fields(indicator, self._latest(indicator, part)))
            if asked.is_owed and part.end < self.judge.today and not self._is_covered(indicator, part):
                yield asked
        supplied = indicator.rollup == RollUp.SUPPLIED
        yield self._row(indicator, period, _fields(indicator, self._latest(indicator, period)) if supplied else ())

    def _is_covered(self, indicator: Indicator, part: Period) -> bool:
        """Whether a figure of a longer period makes that of one of its parts needless."""
        known = self.judge.figures.get(code_key(indicator.code), {})
        return any(longer.contains(part) for longer in known if longer.months > part.months)

    def _row(self, indicator: Indicator, period: Period, fields: tuple[str, ...]) -> AskedFigure:
        key = code_key(indicator.code), period
        return AskedFigure(
            self.judge.row(indicator, period),
            fields,
            self.said.get(key, Said()),
            self.held.get(key, ""),
            self._figure(indicator, period.previous()),
            self._figure(indicator, period.year_before()),
        )

    def _figure(self, indicator: Indicator, period: Period) -> Figure:
        return self.judge.figure(self.judge.register.indicator(indicator.code, period) or indicator, period)

    def _latest(self, indicator: Indicator, period: Period) -> Stated | None:
        """What was said for the period, else the last figure known: it shows how the indicator is sent."""
        said = self.said.get((code_key(indicator.code), period), Said()).stated
        if said and said.says_figure:
            return said
        known = self.judge.figures.get(code_key(indicator.code), {})
        return known[max(known, key=lambda period: (period.end, -period.months))] if known else None


def _fields(indicator: Indicator, latest: Stated | None) -> tuple[str, ...]:
    """The fields to fill in: a ratio is asked for in its parts, and as a value too where it was only sent as one."""
    if indicator.unit == Unit.YES_NO:
        return VALUE
    has_parts = latest is not None and latest.has_parts
    if indicator.rollup != RollUp.RATIO:
        return PARTS if has_parts else VALUE
    return PARTS if latest is None or has_parts or latest.value is None else PARTS + VALUE


def parts_text(figure: Figure, indicator: Indicator) -> str:
    """What a figure was worked out from: `7 of 9`, `8,310 ÷ 30`; nothing where its parts are not known."""
    if figure.numerator is None or figure.denominator is None or figure.is_partial:
        return ""
    sign = "of" if indicator.is_part_of_whole else "÷"
    return f"{_digits(figure.numerator)} {sign} {_digits(figure.denominator)}"


def _digits(number: Decimal) -> str:
    return f"{number.normalize():,f}"
