"""The words a message may name: what stands in a row, its past and the register, as a person reads it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from transforms.figure import Unit, plain, print_figure, round_half_up
from transforms.indicator import Indicator
from transforms.read_period import named_period
from transforms.register import Register
from transforms.stated_row import StatedRow
from transforms.words import joined, long_date
from transforms.written_figure import Assumption

FIGURES = frozenset({"value", "usual", "last", "so_far"})
"""Columns that hold a figure in the indicator's unit."""

SLIPS = (
    (30.0, "ten times", "a tenth"),
    (300.0, "100 times", "a hundredth"),
    (math.inf, "1,000 times", "a thousandth"),
)
"""How a slip of the point is told, by the times up to which it is."""


class Words(dict[str, str]):
    """Words by name, each found when a message asks for it."""

    def __init__(self, row: StatedRow, checked: Mapping[str, Any], register: Register, today: date) -> None:
        super().__init__()
        self.row = row
        self.checked = checked
        self.register = register
        self.today = today
        self.indicator = register.indicator(row.code)
        self.assumed = next(iter(row.assumed), None)

    def of_assumption(self, assumed: Assumption) -> Words:
        """The words of the same row that speak of one thing assumed of it."""
        words = Words(self.row, self.checked, self.register, self.today)
        words.assumed = assumed
        return words

    def __missing__(self, name: str) -> str:
        if name in FIGURES:
            return self._figure(name)
        found: Callable[[], str] = getattr(self, f"_{name}")
        return found()

    def _figure(self, column: str) -> str:
        return self._printed(Decimal(repr(float(self.checked[column]))))

    def _printed(self, number: Decimal) -> str:
        return self.indicator.text(number) if self.indicator else plain(number)

    def _written(self) -> str:
        return self.assumed.written if self.assumed else ""

    def _taken(self) -> str:
        return self.assumed.taken if self.assumed else ""

    def _why(self) -> str:
        return self.assumed.why if self.assumed else ""

    def _code(self) -> str:
        return self.row.code

    def _period(self) -> str:
        return self.row.period.label if self.row.period else "an unknown period"

    def _period_text(self) -> str:
        return self.row.period_text

    def _measured(self) -> str:
        return self.indicator.frequency.adverb if self.indicator else ""

    def _period_fault(self) -> str:
        return self.row.period_fault

    def _period_end(self) -> str:
        return long_date(self.row.period.end) if self.row.period else ""

    def _today(self) -> str:
        return long_date(self.today)

    def _number_fault(self) -> str:
        return self.row.number_fault

    def _numerator(self) -> str:
        return plain(self.row.numerator) if self.row.numerator is not None else "nothing"

    def _denominator(self) -> str:
        return plain(self.row.denominator) if self.row.denominator is not None else "nothing"

    def _stated(self) -> str:
        unit = self.indicator.unit if self.indicator else Unit.NUMBER
        return print_figure(self.row.value, unit) if self.row.value is not None else ""

    def _as_percent(self) -> str:
        return self._printed(self.row.value * 100) if self.row.value is not None else ""

    def _given_part(self) -> str:
        return "numerator" if self.row.numerator is not None else "denominator"

    def _missing_part(self) -> str:
        return "denominator" if self.row.numerator is not None else "numerator"

    def _points(self) -> str:
        return str(self.checked["points"])

    def _slip(self) -> str:
        ratio = float(self.checked["value"] / self.checked["usual"])
        size = max(ratio, 1 / ratio)
        times, share = next(words for most, *words in SLIPS if size < most)
        return times if ratio > 1 else f"{share} of"

    def _lower(self) -> str:
        return self._printed(self._bound("lower"))

    def _upper(self) -> str:
        return self._printed(self._bound("upper"))

    def _part_lower(self) -> str:
        return print_figure(round_half_up(self._bound("part_lower"), 0), Unit.NUMBER)

    def _part_upper(self) -> str:
        return print_figure(round_half_up(self._bound("part_upper"), 0), Unit.NUMBER)

    def _bound(self, column: str) -> Decimal:
        """An end of a range as it is told: a count is not said to be below zero, nor a share above the whole."""
        bound = max(Decimal(repr(float(self.checked[column]))), Decimal(0))
        is_share = column == "upper" and self.indicator is not None and self.indicator.is_part_of_whole
        return min(bound, Decimal(100)) if is_share else bound

    def _for_the_season(self) -> str:
        seasonal = self.indicator is not None and (self.indicator.is_seasonal or self.indicator.is_cumulative)
        return " at this time of year" if seasonal else ""

    def _odd_part(self) -> str:
        return str(self.checked["odd_part"])

    def _odd_number(self) -> str:
        return self._numerator() if self._odd_part() == "numerator" else self._denominator()

    def _figure_in_full(self) -> str:
        parts = f"{self._numerator()} out of {self._denominator()}"
        return parts if self.row.numerator is not None else self._figure("value")

    def _like_code(self) -> str:
        return str(self.checked["like_code"])

    def _like_name(self) -> str:
        like = self.register.indicator(self._like_code())
        return like.name if like else ""

    def _same_as(self) -> str:
        return named_period(str(self.checked["same_as"])).label

    def _feeders(self) -> str:
        return joined(self.indicator.made_of.codes) if self.indicator and self.indicator.made_of else ""

    def _registered_sender(self) -> str:
        name = self.indicator.sender if self.indicator else ""
        sender = self.register.senders.get(name)
        return sender.name if sender else name

    def _did_you_mean(self) -> str:
        codes = [rows[-1].code for rows in self.register.indicators.values() if self._may_send(rows[-1])]
        near = get_close_matches(self.row.code, codes, n=1, cutoff=0.75)
        return f"Did you mean {near[0]}? " if near else ""

    def _may_send(self, indicator: Indicator) -> bool:
        return indicator.sender == self.row.source.sender
