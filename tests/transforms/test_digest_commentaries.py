"""Which commentaries are asked for on a day, and of whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.transforms.given import DECEMBER, Q3
from tests.transforms.test_digest import QUARTER_IN, TARGETS, asked, judge, short
from transforms.code import code_key
from transforms.register_history import Applied, RegisterHistory


def test_a_commentary_is_asked_for_once_the_figures_are_in_unless_they_are_good_or_have_no_target() -> None:
    found = asked(judge(date(2010, 1, 12), QUARTER_IN, targets=TARGETS))

    assert short(found) == {
        "dev@council.example": [("commentary", "dev", "NI 157a")],
        "housing@council.example": [("commentary", "housing", "LPI H 1")],
        "policy@council.example": [("commentary", "kcc", "NI 192")],
    }
    assert [digest.commentaries[0].by for digest in found] == [date(2010, 1, 28)] * 3
    assert [digest.commentaries[0].is_passed_on for digest in found] == [False, False, True]


def test_no_commentary_is_asked_for_that_came() -> None:
    known = replace(
        judge(date(2010, 1, 12), QUARTER_IN, targets=TARGETS),
        commentaries={code_key("NI 157a"): {Q3: "Snow."}, code_key("LPI H 1"): {DECEMBER: "Snow."}},
    )

    assert list(short(asked(known))) == ["policy@council.example"]


@pytest.mark.parametrize(("day", "is_asked"), [(12, False), (15, False), (18, True)])
def test_while_a_sender_has_time_for_the_rest_of_its_return_no_commentary_is_asked_of_it(
    day: int, is_asked: bool
) -> None:
    partly_in = {code: figures for code, figures in QUARTER_IN.items() if code != "NI 157b"}
    found = short(asked(judge(date(2010, 1, day), partly_in, targets=TARGETS)))

    assert (("commentary", "dev", "NI 157a") in found.get("dev@council.example", [])) is is_asked


def test_a_figure_that_is_held_is_not_to_be_explained() -> None:
    known = judge(date(2010, 1, 12), QUARTER_IN, targets=TARGETS)
    held = replace(known, waiting=frozenset({(code_key("NI 157a"), Q3)}))

    assert "dev@council.example" not in short(asked(held))


def test_a_commentary_on_a_quarter_reported_before_there_was_a_register_is_asked_of_nobody() -> None:
    known = judge(date(2010, 2, 3), QUARTER_IN, targets=TARGETS)
    late = replace(known, register=RegisterHistory([Applied(date(2010, 2, 1), known.register.latest)]))

    assert asked(late) == []
