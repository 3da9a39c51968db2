from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.records import COUNCIL, a_receipt
from transforms.receipt import Receipt, days_of


def day(receipt: Receipt, *others: Receipt) -> date:
    return days_of([*others, receipt], COUNCIL)[receipt.key]


def test_a_file_came_when_it_lay_there_and_not_when_somebody_looked() -> None:
    assert day(a_receipt("2010-01-18T09:00", arrived="2010-01-15T16:55")) == date(2010, 1, 15)


@pytest.mark.parametrize(
    ("emptied", "came"),
    [
        ("2010-01-12T18:00", date(2010, 1, 12)),
        ("2010-01-15T18:00", date(2010, 1, 15)),
        ("2010-01-18T08:00", date(2010, 1, 9)),
        ("2010-01-19T18:00", date(2010, 1, 9)),
    ],
)
def test_a_files_own_time_is_believed_back_to_the_day_on_which_the_inbox_was_last_emptied(
    emptied: str, came: date
) -> None:
    copied = a_receipt("2010-01-18T09:00", arrived="2010-01-09T10:00")

    assert day(copied, a_receipt(emptied, sender="cs")) == came


def test_a_file_from_the_future_came_when_it_was_recorded() -> None:
    assert day(a_receipt("2010-01-15T09:00", arrived="2010-02-01T09:00")) == date(2010, 1, 15)


def test_the_day_is_that_of_the_councils_clock() -> None:
    assert day(a_receipt("2009-07-15T23:30")) == date(2009, 7, 16)
