from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few
from transforms.fraction import SAID, in_plain_words
from transforms.indicator import Polarity

MORE, LESS = Polarity.MAXIMISE, Polarity.MINIMISE


@pytest.mark.parametrize(
    ("percent", "polarity", "words"),
    [
        ("33.10", MORE, "about 1 in 3"), ("83.33", MORE, "about 5 in 6"), ("75", MORE, "3 in 4"),
        ("89.2", MORE, "nearly 9 in 10"), ("64.56", MORE, ""), ("82.61", MORE, "nearly 5 in 6"),
        ("81.9", MORE, "more than 4 in 5"), ("81.9", LESS, "nearly 5 in 6"), ("98.1", MORE, ""), ("100", MORE, "all"),
        ("99.99", MORE, ""), ("0.0", LESS, "none"), ("0.2", LESS, ""), ("5.4", LESS, "about 1 in 20"),
        ("48.5", MORE, ""), ("48.5", LESS, "nearly 1 in 2"), ("51.5", LESS, ""), ("51.5", MORE, "more than 1 in 2"),
        ("10.8", LESS, "more than 1 in 10"), ("112", MORE, ""), ("-33.3", MORE, ""), ("50", Polarity.RANGE, "1 in 2"),
    ],
)  # fmt: skip
def test_a_percentage_is_said_as_people_say_it(percent: str, polarity: Polarity, words: str) -> None:
    assert in_plain_words(Decimal(percent), polarity) == words


@few
@given(st.decimals(0, 100, places=2), st.sampled_from(Polarity))
def test_the_words_never_sound_better_than_the_figure_is(percent: Decimal, polarity: Polarity) -> None:
    words = in_plain_words(percent, polarity)

    share = Fraction(percent) / 100
    if not (said := re.fullmatch(r"(about |more than |nearly |)(\d+) in (\d+)", words)):
        assert words == {0: "none", 1: "all"}.get(share, "")
        return
    fraction = Fraction(int(said[2]), int(said[3]))
    off = abs(fraction - share)
    assert off <= Fraction(2, 100)
    assert {
        "": off == 0,
        "about ": off <= Fraction(1, 200),
        "more than ": share > fraction,
        "nearly ": share < fraction,
    }[said[1]]
    if polarity in {MORE, LESS}:
        sign = 1 if polarity == MORE else -1
        assert sign * (fraction - share) <= Fraction(1, 100)
        if sign * fraction > sign * share:
            assert off == min(abs(other - share) for other in SAID)
