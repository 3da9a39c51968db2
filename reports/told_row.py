"""A row as a sentence tells it to anybody: where it stands, how it moved within a year, what was aimed at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reports.plain_name import counted_in, plain_name
from transforms.figure import Unit
from transforms.fraction import in_plain_words
from transforms.gap import PROVISIONAL_MARK
from transforms.indicator import Indicator, Polarity, RollUp
from transforms.judged import JudgedRow
from transforms.period import Length, Period
from transforms.trend import Trend

COUNTED_OUT = ("percentage of", "proportion of", "share of", "people who")
"""How the name of a percentage begins that is so many of so many."""

SURVEYED = "perception"
"""How a theme begins of what people say of themselves: so many of those asked."""

AT_THE_TARGET = {Polarity.ON_TARGET, Polarity.RANGE}


@dataclass(frozen=True)
class Teller:
    """Tells rows in a report on a period; of what is of another time it says of when. `proper` words keep their capital."""

    period: Period
    proper: Collection[str] = ()

    def name(self, row: JudgedRow) -> str:
        """What the row is about, within a sentence."""
        return plain_name(row.indicator.name, self.proper)

    def stands(self, row: JudgedRow) -> str:
        """`about 1 in 3 (33.1%)`, `4.6 weeks in the year to March 2009`."""
        words = share_words(row)
        brackets = [_figure(row)] if words else []
        return f"{words or _figure(row)}{_in_brackets(brackets, row)}{self._when(row)}"

    def moved(self, row: JudgedRow) -> str:
        """`household waste sent for reuse rose to about 1 in 3 (33.1%, from 30.2%)`, of what has a figure of a year before."""
        words = share_words(row)
        brackets = [*([_figure(row)] if words else []), f"from {row.previous_year.value_text}"]
        return f"{self.name(row)} {_way(row)} to {words or _figure(row)}{_in_brackets(brackets, row)}{self._when(row)}"

    def _when(self, row: JudgedRow) -> str:
        if row.period == self.period:
            return ""
        if row.period.months == Length.YEAR:
            return f" in the year to {row.period.last_month.label}"
        return f" in {row.period.label}"


def share_words(row: JudgedRow) -> str:
    """The figure in plain words, where it is so many of so many and words are near enough."""
    if row.value is None or not _is_share(row.indicator):
        return ""
    return in_plain_words(row.value, row.indicator.polarity)


def _is_share(indicator: Indicator) -> bool:
    named = indicator.name.casefold().startswith(COUNTED_OUT)
    surveyed = any(theme.startswith(SURVEYED) for theme in indicator.themes)
    return indicator.unit == Unit.PERCENT and (indicator.rollup == RollUp.RATIO or named or surveyed)


def _figure(row: JudgedRow) -> str:
    """The figure, with what its name says that it is counted in."""
    return " ".join(filter(None, [row.value_text, counted_in(row.indicator.name)]))


def _in_brackets(parts: list[str], row: JudgedRow) -> str:
    told = [*parts, *(["not final yet"] if PROVISIONAL_MARK in row.marks else [])]
    return f" ({', '.join(told)})" if told else ""


def _way(row: JudgedRow) -> str:
    """Which way the figure went. What should be at a target is better nearer to it, and neither high nor low."""
    if row.indicator.polarity in AT_THE_TARGET:
        way = "nearer to" if row.previous_year.trend == Trend.IMPROVING else "further from"
        return f"moved {way} its target,"
    if row.indicator.unit == Unit.YES_NO:
        return "changed"
    before = row.previous_year.value
    rose = row.value is not None and before is not None and row.value > before
    return "rose" if rose else "fell"


def aimed_at(row: JudgedRow) -> str:
    """The target as it was meant: `at least 80%`, `no more than 40`."""
    if row.indicator.unit == Unit.YES_NO or row.indicator.polarity in AT_THE_TARGET:
        return row.target_text
    return f"{'no more than' if row.indicator.lower_is_better else 'at least'} {row.target_text}"
