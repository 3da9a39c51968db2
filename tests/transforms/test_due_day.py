"""What a feed gives is due by the feed's own rule, everywhere: in what is owed, and in why a figure is not there."""

from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.feeds import WASTE
from tests.transforms.given import DECEMBER, Q3
from tests.transforms.test_feed_calendar import LANDFILL, OTHERS, RECYCLED, judge
from transforms.due_day import DueDay, due_day
from transforms.gap import Gap
from transforms.owed import DueState, owed

EXPECTED = date(2010, 3, 31)


def test_a_feeds_figure_is_due_by_its_rule_and_anothers_by_its_senders_day() -> None:
    register = judge(date(2010, 1, 18)).register
    assert due_day(register, RECYCLED, Q3) == DueDay(EXPECTED, WASTE)
    assert due_day(register, OTHERS, Q3) == DueDay(date(2010, 1, 15))


def test_what_is_owed_of_a_feed_is_late_only_after_its_own_day() -> None:
    def of_county(today: date) -> list[tuple[date, DueState]]:
        return [(entry.due, entry.state) for entry in owed(judge(today), DECEMBER) if entry.sender == "kcc"]

    assert of_county(date(2010, 1, 18)) == [(EXPECTED, DueState.AWAITED)]
    assert of_county(EXPECTED) == [(EXPECTED, DueState.AWAITED)]
    assert of_county(date(2010, 4, 1)) == [(EXPECTED, DueState.LATE)]


@pytest.mark.parametrize(
    ("today", "gap", "text"),
    [
        (EXPECTED, Gap.NOT_DUE, "Not due until 31 March 2010 [z]"),
        (date(2010, 4, 1), Gap.LATE_EXTERNAL, "Late from Kent County Council, expected on 31 March 2010 [x]"),
    ],
)
def test_a_report_states_the_day_on_which_a_feeds_figure_is_expected(today: date, gap: Gap, text: str) -> None:
    row = judge(today).row(LANDFILL, Q3)
    assert row.missing == gap
    assert row.value_text == text
