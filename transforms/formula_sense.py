"""Whether a formula makes sense: what may be added to what, and which indicators may feed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from transforms.figure import Unit
from transforms.formula import Expression, Number, Operation, Part, Reference
from transforms.indicator import Indicator, RollUp
from transforms.register_cell import Wrong

SHARES = {Unit.PERCENT, Unit.RATIO}
"""What is added up by its numerators and denominators only: no sum of percentages is one."""

WORDS_FOR_ANSWERS = {Unit.GRADE, Unit.YES_NO}
TIMES = {Unit.DAYS, Unit.HOURS}
UnitOf = Callable[[Reference], Unit]


def check_units(expression: Expression, unit_of: UnitOf, indicator: Indicator) -> None:
    """Raise `Wrong` where a value adds up what cannot be, or comes to another unit than the indicator's."""
    came_to, wanted = _unit(expression, unit_of), indicator.unit
    unlike = came_to in {Unit.POUNDS, *TIMES, *SHARES} and wanted != came_to and {came_to, wanted} != TIMES
    if unlike or came_to == Unit.NUMBER and wanted in SHARES:
        raise Wrong(f"comes to {came_to}, and '{indicator.code}' counts {wanted}.")


def check_sums(expression: Expression, unit_of: UnitOf) -> None:
    """Raise `Wrong` where a numerator or denominator adds up what cannot be."""
    _unit(expression, unit_of)


def _unit(expression: Expression, unit_of: UnitOf) -> Unit | None:
    """The unit of an expression; `None` of a plain number, which goes with anything."""
    if isinstance(expression, Number):
        return None
    if isinstance(expression, Reference):
        unit = unit_of(expression) if expression.part == Part.VALUE else Unit.NUMBER
        if unit in WORDS_FOR_ANSWERS:
            raise Wrong(
                f"takes '{expression.code}' at sign {expression.at}, a {unit}: there is no reckoning with that."
            )
        return unit
    left, right = _unit(expression.left, unit_of), _unit(expression.right, unit_of)
    match expression.sign:
        case "*":
            return _product(expression, left, right)
        case "/":
            return left if right is None else None
        case _:
            return _sum(expression, left, right)


def _product(expression: Operation, left: Unit | None, right: Unit | None) -> Unit | None:
    if left is None or right is None:
        return left or right
    others = [unit for unit in (left, right) if unit not in {*SHARES, Unit.NUMBER}]
    if len(others) > 1:
        raise Wrong(f"multiplies {left} by {right} at sign {expression.at}.")
    return others[0] if others else Unit.NUMBER


def _sum(expression: Operation, left: Unit | None, right: Unit | None) -> Unit | None:
    if left and right and left != right:
        raise Wrong(f"puts {left} and {right} together at sign {expression.at}.")
    if expression.sign == "+" and left in SHARES and left == right:
        raise Wrong(
            f"adds up {left} figures at sign {expression.at}, and no mean of such is one; give a numerator and a denominator."
        )
    return left or right


def faults_of_feeder(feeder: Indicator, part: Part | None, indicator: Indicator) -> Iterator[str]:
    """Why an indicator cannot feed another, in words; `part` is what is taken of it, nothing of a group's member."""
    if feeder.frequency.length > indicator.frequency.length:
        measured = f"is measured {feeder.frequency.adverb}"
        yield f"'{feeder.code}' {measured} and '{indicator.code}' {indicator.frequency.adverb}."
    elif feeder.rollup == RollUp.NONE and feeder.frequency != indicator.frequency:
        yield f"'{feeder.code}' is not rolled up, so it has no figure of a longer period."
    if indicator.public and not feeder.public:
        yield f"'{feeder.code}' is not public, and '{indicator.code}' is: readers could not follow it back."
    if part in {Part.NUMERATOR, Part.DENOMINATOR} and not _has_parts(feeder):
        yield f"'{feeder.code}' has no {part} once it is rolled up ({feeder.rollup}); write [{feeder.code}].value."


def _has_parts(feeder: Indicator) -> bool:
    return feeder.rollup == RollUp.RATIO
