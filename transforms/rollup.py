"""Roll-up: the figure of a quarter or year from those of its months, by the indicator's method.

A percentage is Σ numerator ÷ Σ denominator, never the mean of percentages: 5/6, 7/8 and 7/9 are
19/23 = 82.61% (the case study's NI 157a), where the mean of the three would be 82.87%.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from transforms.gap import Gap
from transforms.indicator import Indicator, RollUp
from transforms.observation import Stated, figure_of, value_of
from transforms.period import Length, Period

LEFT_OUT = frozenset({Gap.WITHHELD, Gap.NOT_MEASURED})
"""Parts of which it was said that there is no figure: what is made of the others is not whole."""


class Figure(NamedTuple):
    """What is known of an indicator for a period.

    `parts_in` of `parts_of` periods have come in; with fewer than all, the figure is partial and is
    not judged. `needs_parts` says that values came without the numerators a roll-up stands on.

    Of a figure that is worked out from other indicators the parts are those, and `parts_are` says what they are called;
    `left_out` of them have no figure to come, and are not missed.
    """

    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    gap: Gap | None = None
    provisional: bool = False
    revised: bool = False
    parts_in: int = 1
    parts_of: int = 1
    needs_parts: bool = False
    left_out: int = 0
    parts_are: str = ""

    @property
    def is_partial(self) -> bool:
        """Whether some of its parts are missing."""
        return self.value is not None and self.parts_in + self.left_out < self.parts_of

    @property
    def parts(self) -> str:
        """How many of its parts are in: "2 of 3 months"."""
        noun = "months" if self.period.months // self.parts_of == Length.MONTH else "quarters"
        return f"{self.parts_in} of {self.parts_of} {self.parts_are or noun}"


def figure_for(indicator: Indicator, period: Period, stated: Mapping[Period, Stated]) -> Figure:
    """The figure of a period: as stated for it, or else rolled up from what was stated for its parts.

    A period that is shorter than the indicator's frequency is not measured.
    """
    if period in stated:
        return _as_stated(indicator, stated[period])
    if period.months < indicator.frequency.length:
        return Figure(period, gap=Gap.NOT_MEASURED, parts_in=0)
    if indicator.rollup in {RollUp.SUPPLIED, RollUp.NONE}:
        measured = period.months == indicator.frequency.length or indicator.rollup == RollUp.SUPPLIED
        return Figure(period, gap=Gap.AWAITING if measured else Gap.NOT_MEASURED, parts_in=0)
    return _from_parts(indicator, period, stated)


def _from_parts(indicator: Indicator, period: Period, stated: Mapping[Period, Stated]) -> Figure:
    """From the parts that cover most of the period."""
    known, parts = _covering(indicator, period, stated)
    if not known:
        return Figure(period, gap=Gap.AWAITING, parts_in=0, parts_of=period.months // indicator.frequency.length)
    return _in_months(roll_up(indicator, period, known, parts), known, parts)


def parts_behind(
    indicator: Indicator, period: Period, stated: Mapping[Period, Stated]
) -> list[tuple[Period, Stated | None]]:
    """The parts that a figure is rolled up from, each with what is known of it; none where it was stated as a whole."""
    if period in stated or period.months <= indicator.frequency.length:
        return []
    known, parts = _covering(indicator, period, stated)
    by_period = {said.period: said for said in known}
    counting = parts[-1:] if indicator.rollup == RollUp.LATEST else parts
    return [(part, by_period.get(part)) for part in counting]


def _covering(
    indicator: Indicator, period: Period, stated: Mapping[Period, Stated]
) -> tuple[list[Stated], list[Period]]:
    """What covers most of the period: its quarters, each stated or whole, else its months; and all parts of that length."""
    best: tuple[list[Stated], list[Period]] = [], []
    covered = 0
    for length in (Length.QUARTER, Length.MONTH):
        parts = period.parts_and_rest(length) if length < period.months else []
        known = [said for part in parts if (said := _known_part(indicator, part, stated))]
        if (months := sum(said.period.months for said in known)) > covered:
            best, covered = (known, parts), months
    return best


def _in_months(figure: Figure, known: Sequence[Stated], parts: Sequence[Period]) -> Figure:
    """The figure of quarters and months together, its parts counted in months; any other as it is."""
    if len({part.months for part in parts}) == 1 or figure.parts_of == 1:
        return figure
    months = sum(said.period.months for said in known if said.gap not in LEFT_OUT)
    return figure._replace(parts_in=months, parts_of=figure.period.months)


def _known_part(indicator: Indicator, part: Period, stated: Mapping[Period, Stated]) -> Stated | None:
    """What is known of a month or quarter: what was stated for it, or all of its months together."""
    if part in stated or part.months == Length.MONTH:
        return stated.get(part)
    months = [stated[month] for month in part.parts(Length.MONTH) if month in stated]
    if len(months) < part.months:
        return None
    whole = roll_up(indicator, part, months, list(part.parts(Length.MONTH)))
    if whole.needs_parts or whole.parts_in < whole.parts_of:
        return None
    return Stated(
        part, whole.value, whole.numerator, whole.denominator, whole.gap, whole.provisional, whole.revised
    )  # fmt: skip


def _as_stated(indicator: Indicator, said: Stated) -> Figure:
    return Figure(
        said.period,
        figure_of(said, indicator),
        said.numerator,
        said.denominator,
        said.gap,
        said.provisional,
        said.revised,
    )


def roll_up(indicator: Indicator, period: Period, known: Sequence[Stated], parts: Sequence[Period]) -> Figure:
    """One figure from those of `known`, in order of time, of the `parts` that make up the period.

    The latest figure of a stock is that of the last part: no other can stand for it, and no other is needed.
    """
    if indicator.rollup == RollUp.LATEST:
        known, parts = [said for said in known if said.period == parts[-1]], parts[-1:]
        if not known:
            return Figure(period, gap=Gap.AWAITING, parts_in=0)
    usable = [part for part in known if part.gap not in LEFT_OUT]
    result = _METHODS[indicator.rollup](indicator, usable) if usable else _Sum(gap=known[-1].gap)
    return Figure(
        period,
        result.value,
        result.numerator,
        result.denominator,
        result.gap,
        provisional=any(part.provisional for part in usable),
        revised=any(part.revised for part in usable),
        parts_in=len(usable),
        parts_of=len(parts),
        needs_parts=result.needs_parts,
    )


@dataclass(frozen=True, slots=True)
class _Sum:
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    gap: Gap | None = None
    needs_parts: bool = False


def _ratio(indicator: Indicator, parts: Sequence[Stated]) -> _Sum:
    parts = [part for part in parts if part.has_parts or part.gap != Gap.NO_CASES]
    if not all(part.has_parts for part in parts):
        return _Sum(gap=Gap.AWAITING, needs_parts=True)
    numerator = sum((part.numerator for part in parts if part.numerator is not None), Decimal(0))
    denominator = sum((part.denominator for part in parts if part.denominator is not None), Decimal(0))
    value = value_of(numerator, denominator, indicator.scale)
    return _Sum(value, numerator, denominator, Gap.NO_CASES if value is None else None)


def _of_values(combine: Callable[[list[Decimal]], Decimal]) -> Callable[[Indicator, Sequence[Stated]], _Sum]:
    def method(indicator: Indicator, parts: Sequence[Stated]) -> _Sum:
        values = [value for part in parts if (value := figure_of(part, indicator)) is not None]
        return _Sum(combine(values)) if values else _Sum(gap=Gap.NO_CASES)

    return method


_METHODS: dict[RollUp, Callable[[Indicator, Sequence[Stated]], _Sum]] = {
    RollUp.RATIO: _ratio,
    RollUp.SUM: _of_values(lambda values: sum(values, Decimal(0))),
    RollUp.MEAN: _of_values(lambda values: sum(values, Decimal(0)) / len(values)),
    RollUp.LATEST: _of_values(lambda values: values[-1]),
    RollUp.MAX: _of_values(max),
    RollUp.MIN: _of_values(min),
}
