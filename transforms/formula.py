"""A formula: how a figure is worked out from those of other indicators, as a Policy Team writes it.

`[NI 157a] + [NI 157b]` names indicators in square brackets, each with what is taken of it behind a full stop where that
is not plain from the column: `.numerator`, `.denominator` or `.value`. Between them stand + − × ÷, numbers and brackets.
Arithmetic is exact, by fractions: nothing is rounded before the figure is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from transforms.code import code_key


class Part(StrEnum):
    """What a formula takes of an indicator."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """A part of another indicator's figure; `at` is where it stands in the text, counted from 1."""

    code: str
    part: Part
    at: int

    @property
    def key(self) -> str:
        """The code as it is looked up."""
        return code_key(self.code)


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms under one of + - * /; `at` is where the sign stands."""

    sign: str
    left: Expression
    right: Expression
    at: int


Expression = Number | Reference | Operation
Lookup = Callable[[Reference], Fraction | None]
"""What a reference comes to; `None` where it is not known and may be left out."""


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure is worked out: a numerator and a denominator, or else a value; with the texts they were read from."""

    numerator: Expression | None
    denominator: Expression | None
    value: Expression | None
    texts: tuple[str, ...]

    @property
    def terms(self) -> tuple[tuple[Part, Expression], ...]:
        """What there is of numerator, denominator and value, and which it is."""
        given = zip(Part, (self.numerator, self.denominator, self.value), strict=True)
        return tuple((part, each) for part, each in given if each is not None)

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """What there is of numerator, denominator and value."""
        return tuple(each for _, each in self.terms)

    @property
    def references(self) -> tuple[Reference, ...]:
        """Everything it takes, in the order in which it is written."""
        return tuple(reference for each in self.expressions for reference in references(each))

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators that feed it, each once."""
        return tuple({reference.key: reference.code for reference in reversed(self.references)}.values())[::-1]

    @property
    def is_plain_sum(self) -> bool:
        """Whether it only adds its feeders up, each alike above and below the line, so that it can leave one out."""
        alike = {frozenset(reference.key for reference in references(each)) for each in self.expressions}
        return len(alike) == 1 and all(map(_only_adds, self.expressions))

    @property
    def words(self) -> str:
        """The formula as it was written: `numerator [A] + [B], denominator [A] + [B]`, or what its value is."""
        if len(self.texts) == 1:
            return self.texts[0]
        return ", ".join(f"{part.value} {text}" for (part, _), text in zip(self.terms, self.texts, strict=True))

    def same_as(self, other: object) -> bool:
        """Whether both come to the same, however they are spaced."""
        return isinstance(other, Formula) and _shape(self) == _shape(other)


def references(expression: Expression) -> Iterator[Reference]:
    """What an expression takes of other indicators, in the order in which it is written."""
    if isinstance(expression, Reference):
        yield expression
    elif isinstance(expression, Operation):
        yield from references(expression.left)
        yield from references(expression.right)


def evaluate(expression: Expression, lookup: Lookup) -> Fraction:
    """What an expression comes to. Raises `ZeroDivisionError`.

    A term that is not known counts as nothing: only a plain sum is asked with such.
    """
    if isinstance(expression, Number):
        return Fraction(expression.value)
    if isinstance(expression, Reference):
        return lookup(expression) or Fraction(0)
    left, right = evaluate(expression.left, lookup), evaluate(expression.right, lookup)
    match expression.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right


def _only_adds(expression: Expression) -> bool:
    if isinstance(expression, Operation):
        return expression.sign == "+" and _only_adds(expression.left) and _only_adds(expression.right)
    return isinstance(expression, Reference)


def _shape(what: Formula | Expression | None) -> object:
    """All that matters of a formula, without where it stands."""
    if isinstance(what, Formula):
        return tuple(map(_shape, (what.numerator, what.denominator, what.value)))
    if isinstance(what, Operation):
        return what.sign, _shape(what.left), _shape(what.right)
    if isinstance(what, Reference):
        return what.key, what.part
    return what
