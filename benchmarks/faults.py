"""The ways in which people spoil a return: each changes true lines as a slip of the hand would, and says which it spoiled.

The Value column is taken for a formula: where numerator or denominator is wrong, the value agrees with them. That is the
hard case; a value that contradicts its parts is refused for that alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import NamedTuple

from flows.demo.lines import Line
from transforms.figure import Unit, decimals_of, round_half_up
from transforms.indicator import Indicator
from transforms.observation import Stated, value_of
from transforms.period import Period

HOURS_IN = (Decimal(24), Decimal("7.4"))
"""Hours in a day, and in a working day of local government."""

JUMPS = (Decimal("1.5"), Decimal("0.6"))


class Spoiled(NamedTuple):
    """The lines as they are sent, and the codes of those whose figure is wrong."""

    lines: Sequence[Line]
    codes: Sequence[str]


Past = Callable[[Indicator, Period], Stated | None]
"""The true figure of any period; `None` where there is none."""


class Slip(NamedTuple):
    """What a slip goes by: chance, and the figures that were sent before."""

    chance: Random
    past: Past


Fault = Callable[[Sequence[Line], int, Slip], Spoiled | None]
"""Spoils the line at a place, and maybe others; `None` where that cannot be or changes nothing."""

OnFigure = Callable[[Line, Slip], Stated | None]


def of_parts(indicator: Indicator, said: Stated, numerator: Decimal, denominator: Decimal) -> Stated:
    """A statement with other parts, and the value that follows from them."""
    value = value_of(numerator, denominator, indicator.scale) if denominator else None
    return said._replace(value=value, numerator=numerator, denominator=denominator, gap=None)


def _with(line: Line, part: str, number: Decimal) -> Stated:
    said = line.stated
    if part == "value" or said.numerator is None or said.denominator is None:
        return said._replace(value=number)
    numerator = number if part == "numerator" else said.numerator
    return of_parts(line.indicator, said, numerator, number if part == "denominator" else said.denominator)


def _figure(line: Line) -> str:
    """The cell that says how much: the numerator, or the value where there are no parts."""
    return "numerator" if line.stated.has_parts else "value"


def _any_cell(line: Line, slip: Slip) -> str:
    return slip.chance.choice(["numerator", "denominator"]) if line.stated.has_parts else "value"


def _number(line: Line, part: str) -> Decimal:
    number: Decimal | None = getattr(line.stated, part)
    assert number is not None
    return line.indicator.printed(number) if part == "value" else number


def alone(on_figure: OnFigure) -> Fault:
    """A fault of one line."""

    def fault(lines: Sequence[Line], at: int, slip: Slip) -> Spoiled | None:
        said = on_figure(lines[at], slip)
        if said is None or not differs(lines[at], said):
            return None
        return Spoiled(_put(lines, {at: said}), [lines[at].indicator.code])

    return fault


def differs(line: Line, said: Stated) -> bool:
    """Whether what is sent is another figure than the true one."""
    true = line.stated
    return (true.numerator, true.denominator) != (said.numerator, said.denominator) or true.value != said.value


def _put(lines: Sequence[Line], said: Mapping[int, Stated]) -> Sequence[Line]:
    return [replace(line, stated=said[at]) if at in said else line for at, line in enumerate(lines)]


def _jump(line: Line, slip: Slip) -> Stated:
    number = _number(line, _figure(line))
    return _with(line, _figure(line), round_half_up(number * slip.chance.choice(JUMPS), decimals_of(number)))


def _times(factor: Decimal) -> OnFigure:
    def moved(line: Line, slip: Slip) -> Stated:
        part = _any_cell(line, slip)
        return _with(line, part, _number(line, part) * factor)

    return moved


def _stale(line: Line, slip: Slip) -> Stated | None:
    return _of_periods_ago(line, slip, 1)


def _other_month(line: Line, slip: Slip) -> Stated | None:
    periods = max(2, 12 // line.stated.period.months)
    return _of_periods_ago(line, slip, slip.chance.randint(2, periods))


def _of_periods_ago(line: Line, slip: Slip, periods: int) -> Stated | None:
    earlier = slip.past(line.indicator, line.stated.period.shifted(-periods * line.stated.period.months))
    return earlier._replace(period=line.stated.period) if earlier else None


def _month_alone(line: Line, slip: Slip) -> Stated | None:
    """Of what counts up from April, what came in the last period only."""
    said, before = line.stated, _of_periods_ago(line, slip, 1)
    is_first = said.period.start.month == said.period.year_start
    if not line.indicator.is_cumulative or before is None or is_first:
        return None
    part = _figure(line)
    return _with(line, part, _number(line, part) - _number(replace(line, stated=before), part))


def _parts_swapped(line: Line, _: Slip) -> Stated | None:
    said = line.stated
    if said.numerator is None or said.denominator is None or not said.numerator:
        return None
    return of_parts(line.indicator, said, said.denominator, said.numerator)


def _digit_dropped(line: Line, slip: Slip) -> Stated | None:
    part = _any_cell(line, slip)
    text = f"{_number(line, part):f}"
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    if len(places) < 2:
        return None
    at = slip.chance.choice(places)
    return _with(line, part, Decimal((text[:at] + text[at + 1 :]).rstrip(".") or "0"))


def _digits_transposed(line: Line, slip: Slip) -> Stated | None:
    part = _any_cell(line, slip)
    text = f"{_number(line, part):f}"
    pairs = [at for at in range(len(text) - 1) if text[at : at + 2].isdigit() and text[at] != text[at + 1]]
    if not pairs:
        return None
    at = slip.chance.choice(pairs)
    return _with(line, part, Decimal(text[:at] + text[at + 1] + text[at] + text[at + 2 :]))


def _minus(line: Line, _: Slip) -> Stated:
    return _with(line, _figure(line), -_number(line, _figure(line)))


def _fraction(line: Line, _: Slip) -> Stated | None:
    """A percentage typed as a fraction of 1, without its parts."""
    if line.indicator.unit != Unit.PERCENT or line.stated.value is None:
        return None
    value = line.indicator.printed(line.stated.value) / 100
    return Stated(line.stated.period, value)


def _hours(line: Line, slip: Slip) -> Stated | None:
    if line.indicator.unit != Unit.DAYS:
        return None
    return _with(line, _figure(line), _number(line, _figure(line)) * slip.chance.choice(HOURS_IN))


def _thousands(line: Line, _: Slip) -> Stated | None:
    number = _number(line, _figure(line))
    return _with(line, _figure(line), round_half_up(number / 1000, 1)) if number >= 1000 else None


def _neighbour(lines: Sequence[Line], at: int) -> int | None:
    """The row below on the same page."""
    same = (other for other in range(at + 1, len(lines)) if _same_page(lines[at], lines[other]))
    return next(same, None)


def _same_page(line: Line, other: Line) -> bool:
    return line.indicator.frequency == other.indicator.frequency and other.stated.value is not None


def _as_sent_for(line: Line, other: Line) -> Stated:
    """The figures of another row in this one's cells."""
    said = other.stated
    if said.numerator is not None and said.denominator is not None:
        return of_parts(line.indicator, line.stated, said.numerator, said.denominator)
    return line.stated._replace(value=_number(other, "value"), numerator=None, denominator=None, gap=None)


def _spoil(lines: Sequence[Line], said: Mapping[int, Stated]) -> Spoiled | None:
    wrong = {at: stated for at, stated in said.items() if differs(lines[at], stated)}
    return Spoiled(_put(lines, wrong), [lines[at].indicator.code for at in wrong]) if wrong else None


def _neighbours_denominator(lines: Sequence[Line], at: int, _: Slip) -> Spoiled | None:
    below = _neighbour(lines, at)
    if below is None or not (lines[at].stated.has_parts and lines[below].stated.has_parts):
        return None
    denominator = lines[below].stated.denominator
    return _spoil(lines, {at: _with(lines[at], "denominator", denominator)}) if denominator else None


def _rows_swapped(lines: Sequence[Line], at: int, _: Slip) -> Spoiled | None:
    below = _neighbour(lines, at)
    if below is None:
        return None
    return _spoil(lines, {at: _as_sent_for(lines[at], lines[below]), below: _as_sent_for(lines[below], lines[at])})


def _rows_shifted(lines: Sequence[Line], at: int, _: Slip) -> Spoiled | None:
    """From a row on, each has the figures of the row above."""
    page = [other for other in range(at, len(lines)) if _same_page(lines[at], lines[other])]
    moved = {now: _as_sent_for(lines[now], lines[above]) for above, now in pairwise(page)}
    return _spoil(lines, moved) if moved else None


FAULTS: Mapping[str, Fault] = {
    "a jump to 1.5 or 0.6 times": alone(_jump),
    "ten times": alone(_times(Decimal(10))),
    "a tenth": alone(_times(Decimal("0.1"))),
    "a hundred times": alone(_times(Decimal(100))),
    "a hundredth": alone(_times(Decimal("0.01"))),
    "a digit dropped": alone(_digit_dropped),
    "two digits transposed": alone(_digits_transposed),
    "a minus sign": alone(_minus),
    "a fraction for a percentage": alone(_fraction),
    "hours for days": alone(_hours),
    "thousands for ones": alone(_thousands),
    "last period's row again": alone(_stale),
    "the figure of another month": alone(_other_month),
    "a month alone for the year so far": alone(_month_alone),
    "numerator and denominator swapped": alone(_parts_swapped),
    "the denominator of the row below": _neighbours_denominator,
    "two rows swapped": _rows_swapped,
    "rows shifted down by one": _rows_shifted,
}
"""The kinds of faults by name."""
