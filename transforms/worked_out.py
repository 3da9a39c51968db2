"""Figures that nobody sends: worked out from those of other indicators by a formula, or scored from a group's lights.

What feeds a formula is the feeders' own figures for the same period, rolled up: numerators and denominators are added up,
and no mean is made of percentages. Of feeders that are missing a plain sum leaves them out and says so; any other formula
has no figure without them. Neither is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from transforms.absence import GRAVEST, Absence
from transforms.code import code_key
from transforms.figure import LARGEST
from transforms.formula import Expression, Formula, Part, Reference, evaluate
from transforms.gap import Gap
from transforms.group import Group, Member
from transforms.observation import value_of
from transforms.period import Period
from transforms.rollup import Figure
from transforms.status import Status

POINTS = {Status.GOOD: Decimal(100), Status.CAUTION: Decimal(50), Status.REQUIRES_ATTENTION: Decimal(0)}
"""What a member's light counts, in per cent of what it could have: Caution lies half way (docs/formulas-and-forecasts.md)."""

FULL_POINTS = POINTS[Status.GOOD]
FEEDERS, MEASURED = "feeders", "measured"
TOO_LARGE = "what it comes to is larger than any figure"
TO_COME = {Gap.AWAITING, Gap.LATE_EXTERNAL, Gap.NOT_DUE}
"""Gaps that a figure will fill."""


class Judged(NamedTuple):
    """A member's figure and its light; `has_target` where there is something by which it can have one."""

    figure: Figure
    status: Status
    has_target: bool = True


def is_whole(figure: Figure) -> bool:
    """Whether nothing of a figure is lacking; that there were no cases is known too."""
    return not figure.is_partial and (figure.value is not None or figure.gap == Gap.NO_CASES)


def lacks_parts(formula: Formula, code: str, figure: Figure) -> bool:
    """Whether a feeder's figure came without the numerator or denominator that the formula takes."""
    taken = [reference for reference in formula.references if reference.key == code_key(code)]
    return figure.value is not None and any(_part(reference, figure) is None for reference in taken)


def formula_figure(formula: Formula, scale: Decimal, period: Period, figure_of: Callable[[str], Figure]) -> Figure:
    """The figure of a formula for a period, from its feeders' figures; `scale` is that of the indicator it is for."""
    figures = {code: figure_of(code) for code in formula.codes}
    lacking = [f for code, f in figures.items() if not is_whole(f) or lacks_parts(formula, code, f)]
    known = Figure(
        period,
        provisional=any(figure.provisional for figure in figures.values()),
        revised=any(figure.revised for figure in figures.values()),
        parts_in=len(figures) - len(lacking),
        parts_of=len(figures),
        parts_are=FEEDERS,
    )
    gap = gravest([Gap.AWAITING if figure.value is not None else figure.gap for figure in lacking])
    if gap and not (formula.is_plain_sum and gap in TO_COME and known.parts_in):
        return known._replace(gap=gap)
    return _worked_out(formula, scale, {code_key(code): figure for code, figure in figures.items()}, known)


def gravest(gaps: Sequence[Gap | None]) -> Gap | None:
    """Which of several reasons for lacking a figure stands for all; `None` where nothing is lacking."""
    if not gaps:
        return None
    return next((gap for gap in GRAVEST if gap in gaps), Gap.AWAITING)


def _worked_out(formula: Formula, scale: Decimal, figures: dict[str, Figure], known: Figure) -> Figure:
    if all(_part(reference, figures[reference.key]) is None for reference in formula.references):
        return known._replace(gap=Gap.NO_CASES)
    lookup = partial(_term, figures, formula.is_plain_sum)
    try:
        if formula.value is not None:
            return _with_value(known, _decimal(evaluate(formula.value, lookup)))
        numerator, denominator = (_of(each, lookup) for each in (formula.numerator, formula.denominator))
    except ZeroDivisionError:
        return known._replace(gap=Gap.NO_CASES)
    value = value_of(numerator, denominator, scale)
    return _with_value(known._replace(numerator=numerator, denominator=denominator), value)


def _with_value(known: Figure, value: Decimal | None) -> Figure:
    """The figure with what it comes to. What is larger than any figure that may be sent is none."""
    if value is None:
        return known._replace(gap=Gap.NO_CASES)
    return known._replace(value=value) if abs(value) <= LARGEST else known._replace(gap=Gap.NOT_MEASURED)


def _of(expression: Expression | None, lookup: Callable[[Reference], Fraction | None]) -> Decimal:
    return _decimal(evaluate(expression, lookup)) if expression is not None else Decimal(0)


def _term(figures: dict[str, Figure], may_leave_out: bool, reference: Reference) -> Fraction | None:
    part = _part(reference, figures[reference.key])
    if part is None and not may_leave_out:
        raise ZeroDivisionError  # a feeder without cases has no value to reckon with
    return None if part is None else Fraction(part)


def _part(reference: Reference, figure: Figure) -> Decimal | None:
    match reference.part:
        case Part.NUMERATOR:
            return figure.numerator
        case Part.DENOMINATOR:
            return figure.denominator
        case _:
            return figure.value


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def group_figure(group: Group, scale: Decimal, period: Period, judged: Callable[[str], Judged]) -> Figure:
    """The score of a group for a period: the points of its members' lights as a share of those they could have.

    A member whose figure is to come makes it partial; one that has no light to come, as there were no cases or there is
    no target, is left out, and the score says of how many it is.
    """
    found = [(member, judged(member.code)) for member in group.members]
    lit = [(member, each) for member, each in found if each.status in POINTS]
    to_come = sum(each.has_target and _is_to_come(each.figure) for _, each in found)
    numerator = sum((points_of(member, each.status) for member, each in lit), Decimal(0)).normalize()
    denominator = sum((member.weight for member, _ in lit), Decimal(0))
    value = value_of(numerator, denominator, scale)
    return Figure(
        period,
        value,
        numerator,
        denominator,
        None if lit else Gap.AWAITING if to_come else Gap.NO_CASES,
        provisional=any(each.figure.provisional for _, each in lit),
        revised=any(each.figure.revised for _, each in lit),
        parts_in=len(lit),
        parts_of=len(found),
        left_out=len(found) - len(lit) - to_come,
        parts_are=MEASURED,
    )


def points_of(member: Member, status: Status) -> Decimal:
    """What a member's light counts in the score, of its weight: nothing where it has none.

    >>> points_of(Member("LPI CS 1", Decimal(2)), Status.CAUTION)
    Decimal('1')
    """
    return (member.weight * POINTS.get(status, Decimal(0)) / FULL_POINTS).normalize()


def _is_to_come(figure: Figure) -> bool:
    return figure.is_partial or figure.value is None and figure.gap in TO_COME


class Lacking(NamedTuple):
    """A feeder or member without its whole figure, and why."""

    code: str
    absence: Absence


def absence_of_parts(figure: Figure, lacking: Iterator[Lacking]) -> Absence:
    """Why a figure that is worked out is not there, or not whole: of how many it is, and which of them are lacking."""
    named = list(lacking)
    gap = figure.gap or gravest([each.absence.gap for each in named]) or Gap.NOT_MEASURED
    reasons = "; ".join(f"{each.code}: {each.absence.words}" for each in named)
    if figure.gap == Gap.NOT_MEASURED and not named:
        reasons = TOO_LARGE
    counted = f"{figure.parts_in} of {figure.parts_of} {figure.parts_are}"
    return Absence(gap, f"{counted}; {reasons}" if reasons else counted)
