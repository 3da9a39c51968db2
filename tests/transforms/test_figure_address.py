from __future__ import annotations

from datetime import date

from tests.transforms.given import a_register, an_indicator
from transforms.figure_address import words_of_codes
from transforms.register_history import Applied, RegisterHistory


def test_codes_that_make_the_same_word_have_pages_of_their_own() -> None:
    first = a_register(an_indicator(code="BV 2.a"))
    both = a_register(an_indicator(code="BV 2-a"), an_indicator(code="BV 2.a"))
    history = RegisterHistory([Applied(date(2009, 1, 1), first), Applied(date(2009, 6, 1), both)])

    assert words_of_codes(history) == {"bv2.a": "bv-2-a", "bv2-a": "bv-2-a-2"}
