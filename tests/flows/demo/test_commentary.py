"""Commentaries: the case study's word for word, in the cells where they were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flows.demo.commentary import commentary_on
from transforms.period import Period
from transforms.register import Register
from transforms.rollup import figure_for
from transforms.status import judge

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from tests.flows.demo.conftest import Replay

Q3 = Period.quarter(2009, 3)
LPI_CS_1 = (
    "Staff shortages, combined with impacts from severe weather during December have impacted performance of this "
    "indicator during the last quarter. The staffing shortages have been caused by a combination of holding open "
    "position due to maternity leave, holding open a vacancy as part of contribution to budget savings and a large "
    "increase in levels of sickness leave.  Action which was planned to recruit the vacant CSA and Support Officer "
    "positions has been placed on hold pending the outcome from the Services Select Committee request for an options "
    "paper on budget cuts to this service."
)
LPI_CS_3 = (
    "Activity continues to identify new processes to be handled in the Contact Centre, and achievement of this "
    "indicator is expected to be within target levels by year end."
)


def test_the_commentaries_of_the_case_study_are_read_word_for_word(replay: Replay) -> None:
    rows = replay.of("CS PI return Dec-09.xlsx")
    said = {row.code: row.commentary for row in rows if row.period == Q3.last_month}
    assert (said["LPI CS 1"], said["LPI CS 3"]) == (LPI_CS_1, LPI_CS_3)


def test_what_misses_its_target_is_explained_except_where_it_is_still_awaited(
    replay: Replay, register: Register
) -> None:
    missed = {
        row.code
        for row in register.standing(Q3)
        if (value := figure_for(row, Q3, replay.taken(row.code)).value) is not None
        and judge(value, register.target(row, Q3), row).needs_commentary
    }
    silent = {code for code in missed if not commentary_on(code, Q3)}
    assert len(missed - silent) >= 15
    assert 3 <= len(silent & {row.code for row in replay.rows if row.period in {Q3, Q3.last_month}}) <= 6


def test_a_good_figure_has_no_commentary(replay: Replay) -> None:
    said = {row.code: row.commentary for row in replay.of("Planning return 24.xls")}
    assert said["NI 157a"] == ""
