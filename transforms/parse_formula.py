"""Reads a formula's text: a small grammar of its own, so that nothing a person types is ever run.

sum     = product, { ("+" | "-"), product }
product = factor, { ("*" | "×" | "/" | "÷"), factor }
factor  = "-", factor | number | "(", sum, ")" | "[" code "]", [ "." part ]
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from transforms.errors import UnreadableFigure
from transforms.figure import parse_decimal
from transforms.formula import Expression, Number, Operation, Part, Reference
from transforms.register_cell import Wrong

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d.]*|\.\d+)"
    r"|(?P<code>\[[^\[\]]*\]|\"[^\"]*\")(?:\s*\.\s*(?P<part>\w+))?"
    r"|(?P<sign>[-+*/()×÷−]))"
)
SIGNS = str.maketrans("×÷−", "*/-")
DEEPEST = 40
"""Brackets and minus signs within one another; no formula that a person reads has more."""

LONGEST = 200
"""Codes, numbers and signs of one formula."""


class _Token(NamedTuple):
    at: int
    sign: str = ""
    term: Number | Reference | None = None


def parse_formula(text: str, default: Part) -> Expression:
    """The expression of a text; what is taken of an indicator that does not say is `default`.

    Raises `Wrong` with the place of the fault, counted from 1.
    """
    return _Parser(_tokens(text, default), len(text) + 1).whole()


def _tokens(text: str, default: Part) -> list[_Token]:
    tokens, at = [], 0
    while text[at:].strip():
        match = TOKEN.match(text, at)
        if not match:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise Wrong(f"is not read at sign {at + 1}: '{text[at : at + 20]}'; a code stands in [square brackets].")
        tokens.append(_token(match, default))
        at = match.end()
    if len(tokens) > LONGEST:
        raise Wrong(f"has more than {LONGEST} codes, numbers and signs; part it into several formulas.")
    return tokens


def _token(match: re.Match[str], default: Part) -> _Token:
    if match["sign"]:
        return _Token(match.start("sign") + 1, match["sign"].translate(SIGNS))
    if match["number"]:
        at = match.start("number") + 1
        return _Token(at, term=Number(_number(match["number"], at)))
    at = match.start("code") + 1
    code = " ".join(match["code"][1:-1].split())
    if not code:
        raise Wrong(f"names no code in the brackets at sign {at}.")
    return _Token(at, term=Reference(code, _part(match["part"], default, match.start("part") + 1), at))


def _number(text: str, at: int) -> Decimal:
    try:
        return parse_decimal(text)
    except UnreadableFigure:
        raise Wrong(f"has '{text[:20]}' at sign {at}, which is not a number.") from None


def _part(text: str | None, default: Part, at: int) -> Part:
    if text is None:
        return default
    try:
        return Part(text.casefold())
    except ValueError:
        raise Wrong(f"takes '{text[:20]}' at sign {at}; it can be {', '.join(Part)}.") from None


class _Parser:
    """Goes through the tokens once, from left to right."""

    def __init__(self, tokens: list[_Token], end: int) -> None:
        self._tokens, self._end, self._next, self._depth = tokens, end, 0, 0

    def whole(self) -> Expression:
        found = self._sum()
        if self._next < len(self._tokens):
            raise Wrong(f"goes on at sign {self._at}, where one of + - × ÷ should stand.")
        return found

    def _sum(self) -> Expression:
        left = self._product()
        while self._sign in {"+", "-"}:
            at, sign = self._at, self._take()
            left = Operation(sign, left, self._product(), at)
        return left

    def _product(self) -> Expression:
        left = self._factor()
        while self._sign in {"*", "/"}:
            at, sign = self._at, self._take()
            left = Operation(sign, left, self._factor(), at)
        return left

    def _factor(self) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Wrong(f"has more than {DEEPEST} brackets within one another at sign {self._at}.")
        found = self._within() if self._sign in {"-", "("} else self._term()
        self._depth -= 1
        return found

    def _within(self) -> Expression:
        at, sign = self._at, self._take()
        if sign == "-":
            return Operation("-", Number(Decimal(0)), self._factor(), at)
        found = self._sum()
        if self._sign != ")":
            raise Wrong(f"has a bracket at sign {at} that is not closed.")
        self._take()
        return found

    def _term(self) -> Expression:
        term = self._tokens[self._next].term if self._next < len(self._tokens) else None
        if term is None:
            raise Wrong(f"lacks an indicator or a number at sign {self._at}.")
        self._next += 1
        return term

    @property
    def _at(self) -> int:
        return self._tokens[self._next].at if self._next < len(self._tokens) else self._end

    @property
    def _sign(self) -> str:
        return self._tokens[self._next].sign if self._next < len(self._tokens) else ""

    def _take(self) -> str:
        self._next += 1
        return self._tokens[self._next - 1].sign
