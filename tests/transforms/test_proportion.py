from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few, number
from transforms.proportion import interval_of


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(81, 263, "25.2", "36.4"), (15, 148, "5.3", "15.0"), (0, 20, "0.0", "16.1"), (1, 29, "0.6", "17.2")],
)
def test_intervals_are_those_of_published_worked_examples(
    numerator: int, denominator: int, low: str, high: str
) -> None:
    """Newcombe's comparison of methods (Statistics in Medicine, 1998): Wald for the first two, Wilson for the others."""
    interval = interval_of(numerator, denominator)
    assert (interval.low, interval.high) == (number(low), number(high))


def test_the_margin_of_a_thousand_answers_half_of_them_yes_is_about_three_points() -> None:
    assert interval_of(500, 1000).margin == Decimal("3.1")


def test_a_share_of_none_has_no_margin() -> None:
    with pytest.raises(ValueError, match="none"):
        interval_of(0, 0)


@few
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_within_its_interval_and_the_interval_within_nothing_and_all(counts: tuple[int, int]) -> None:
    numerator, denominator = counts
    interval = interval_of(numerator, denominator)
    share = Decimal(100) * numerator / denominator
    assert 0 <= interval.low <= share + Decimal("0.05")
    assert share - Decimal("0.05") <= interval.high <= 100
