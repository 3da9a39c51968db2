from __future__ import annotations

from decimal import Decimal

import pytest

from tests.transforms.given import an_indicator
from transforms.bounds import UNBOUNDED, bounds_of
from transforms.figure import Unit

FIGURES = [Decimal(2), Decimal(97)]


def test_a_percentage_lies_between_none_and_all() -> None:
    assert bounds_of(an_indicator(), FIGURES) == (0, 100)


def test_a_count_is_never_below_nought_and_may_grow() -> None:
    assert bounds_of(an_indicator(unit=Unit.NUMBER), FIGURES) == (0, None)


def test_a_percentage_that_was_above_a_hundred_may_be_so_again() -> None:
    assert bounds_of(an_indicator(), [*FIGURES, Decimal(106)]) == (0, None)


def test_a_figure_that_was_below_nought_may_be_so_again() -> None:
    assert bounds_of(an_indicator(unit=Unit.POUNDS), [*FIGURES, Decimal(-1)]) == (None, None)


@pytest.mark.parametrize(("figure", "within"), [("-3.1", "0"), ("139.6", "100"), ("64.56", "64.56"), ("100", "100")])
def test_what_passes_a_bound_ends_there(figure: str, within: str) -> None:
    assert bounds_of(an_indicator(), FIGURES).within(Decimal(figure)) == Decimal(within)


def test_without_bounds_a_figure_stays_as_it_is() -> None:
    assert UNBOUNDED.within(Decimal(-500)) == -500
