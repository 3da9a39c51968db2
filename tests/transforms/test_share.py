from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few, table
from transforms.figure import decimals_of
from transforms.share import percent_of


def test_a_share_is_the_one_that_councils_published(shared_data: Path) -> None:
    """Printed in councils' reports from 2009 to 2019, each with the numbers it is of."""
    rows = [row for row in table(shared_data / "published" / "statements.csv") if row["verdict"].startswith("agrees")]
    wrong = [row for row in rows if not _is_as_published(row)]

    assert len({row["council_period"] for row in rows}) >= 6
    assert wrong == []


def _is_as_published(row: dict[str, str]) -> bool:
    published = Decimal(row["published_pct"])
    return percent_of(int(row["numerator"]), int(row["denominator"]), decimals_of(published)) == published


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
