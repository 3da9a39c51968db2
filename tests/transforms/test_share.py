from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few, table
from transforms.figure import decimals_of
from transforms.share import percent_of

PUBLISHED = [
    row for row in table(Path(__file__).with_name("published_shares.csv")) if row["verdict"].startswith("agrees")
]
"""Shares that councils printed in their reports from 2009 to 2019, each with the numbers it is of and where it stands."""


@pytest.mark.parametrize(
    "row", PUBLISHED, ids=lambda row: "{council_period}: {numerator} of {denominator}".format_map(row)
)
def test_a_share_is_the_one_that_the_council_published(row: dict[str, str]) -> None:
    published = Decimal(row["published_pct"])

    assert percent_of(int(row["numerator"]), int(row["denominator"]), decimals_of(published)) == published


def test_there_are_shares_of_several_councils_to_be_held_to() -> None:
    assert len({row["council_period"] for row in PUBLISHED}) >= 6


def test_a_half_is_rounded_up_and_thirds_may_add_up_to_ninety_nine() -> None:
    assert percent_of(1, 8) == 13
    assert [percent_of(1, 3)] * 3 == [33] * 3


def test_none_are_no_share_of_nothing() -> None:
    with pytest.raises(ArithmeticError):
        percent_of(0, 0)


@few
@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.integers(0, 3))
def test_a_share_lies_no_further_than_half_a_digit_from_what_it_is(counts: tuple[int, int], decimals: int) -> None:
    number, of = counts

    assert abs(percent_of(number, of, decimals) * of - 100 * number) * 2 * 10**decimals <= of
