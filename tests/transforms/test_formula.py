from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few
from transforms.formula import Expression, Formula, Number, Part, Reference, evaluate, references
from transforms.parse_formula import parse_formula
from transforms.register_cell import Wrong

CODES = ["NI 157a", "LPI CS 1", "BV 12 (A)", "x.y", "-1"]
KNOWN = {code: Fraction(at + 2, at + 1) for at, code in enumerate(CODES)}

numbers = st.decimals(0, 10_000, places=2).map(str)
indicators = st.tuples(st.sampled_from(CODES), st.sampled_from(["", *(f".{part}" for part in Part)])).map(
    lambda taken: f"[{taken[0]}]{taken[1]}"
)
spaces = st.sampled_from(["", " ", "  "])


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    joined = st.tuples(inner, spaces, st.sampled_from(list("+-*/×÷−")), spaces, inner).map("".join)
    return st.one_of(joined, joined.map(lambda text: f"({text})"), inner.map(lambda text: f"-{text}"))


texts = st.recursive(st.one_of(numbers, indicators), combined, max_leaves=12)


def known(reference: Reference) -> Fraction:
    return KNOWN[reference.code]


def by_python(text: str) -> Fraction:
    """What Python itself makes of the same text, its codes and numbers written out as fractions."""
    pieces: list[str] = []
    rest = text
    while rest:
        if rest.startswith("["):
            code, _, rest = rest[1:].partition("]")
            rest = rest.removeprefix(next((f".{part}" for part in Part if rest.startswith(f".{part}")), ""))
            pieces.append(f"KNOWN[{code!r}]")
        elif rest[0].isdigit():
            digits = rest[: next((at for at, sign in enumerate(rest) if sign not in "0123456789."), len(rest))]
            pieces.append(f"Fraction({digits!r})")
            rest = rest[len(digits) :]
        else:
            pieces.append(rest[0].translate(str.maketrans("×÷−", "*/-")))
            rest = rest[1:]
    return Fraction(eval("".join(pieces), {"KNOWN": KNOWN, "Fraction": Fraction}))


@few
@given(texts)
def test_a_formula_comes_to_what_arithmetic_makes_of_it(text: str) -> None:
    try:
        expected = by_python(text)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            evaluate(parse_formula(text, Part.VALUE), known)
    else:
        assert evaluate(parse_formula(text, Part.VALUE), known) == expected


@few
@given(st.text("[]\"NI 157a.+-*/()÷×−0123456789numerator^_;,'__", max_size=40))
def test_whatever_is_scribbled_is_read_or_refused_in_words(text: str) -> None:
    try:
        parse_formula(text, Part.VALUE)
    except Wrong as wrong:
        assert "sign" in str(wrong)


def parsed(text: str, default: Part = Part.VALUE) -> Expression:
    return parse_formula(text, default)


def test_what_is_taken_follows_from_the_column_unless_it_is_said() -> None:
    taken = [each.part for each in references(parsed('[A] + [B].value - "C" . Denominator', Part.NUMERATOR))]
    assert taken == [Part.NUMERATOR, Part.VALUE, Part.DENOMINATOR]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "sign 1"),
        ("[A] +", "sign 6"),
        ("[A] [B]", "sign 5"),
        ("([A] + 1", "sign 1"),
        ("[A]) + 1", "sign 4"),
        ("[A].mean", "sign 5"),
        ("1.2.3", "sign 1"),
        ("[ ]", "sign 1"),
        ("A + B", "sign 1"),
        ("__import__('os')", "sign 1"),
        ("[A] ** 2", "sign 6"),
        ("(" * 41 + "1" + ")" * 41, "sign 41"),
        ("1" + " + 1" * 200, "200"),
    ],
)
def test_a_fault_says_where_it_stands(text: str, place: str) -> None:
    with pytest.raises(Wrong, match=place):
        parsed(text)


def formula(numerator: str, denominator: str) -> Formula:
    terms = parsed(numerator, Part.NUMERATOR), parsed(denominator, Part.DENOMINATOR)
    return Formula(*terms, None, (numerator, denominator))


def test_spaces_and_case_make_no_other_formula() -> None:
    assert formula("[NI 157a]+[B]", "[ni157A]+ [b]").same_as(formula("[ni 157A] + [B]", "[NI 157a] + [B].denominator"))
    assert not formula("[A]+[B]", "[A]+[B]").same_as(formula("[B]+[A]", "[A]+[B]"))


def test_only_a_sum_of_the_same_above_and_below_can_leave_a_feeder_out() -> None:
    assert formula("[A] + [B]", "[B] + [A]").is_plain_sum
    assert not formula("[A] + [B]", "[A]").is_plain_sum
    assert not formula("[A] - [B]", "[A] + [B]").is_plain_sum


def test_a_number_is_taken_as_it_is_written() -> None:
    assert parsed("1.50") == Number(parsed("1.50").value)  # type: ignore[union-attr]
    assert evaluate(parsed("0.1 + 0.2"), known) == Fraction(3, 10)
