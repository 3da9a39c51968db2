from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from tests.transforms.given import DECEMBER, a_register, a_sender, an_indicator
from tests.transforms.records import a_finding
from transforms.expected import Asked, Expected
from transforms.league import FEWEST, Share, Stretch, Tally, by_month, league
from transforms.period import Period
from transforms.timeliness import Delivery

TO = date(2010, 1, 20)
YEAR_TO = Stretch.year_to(TO)


def a_delivery(
    days: int | None = 0, *, sender: str = "dev", due: date = date(2010, 1, 15), wrong: bool = False
) -> Delivery:
    """A return that came so many days after it was due, or has not come."""
    asked = (Asked(an_indicator(), DECEMBER),)
    came = None if days is None else due + timedelta(days=days)
    refused = [a_finding()] if wrong else []
    missing = [] if came else ["NI 157a"]
    late = 3 if days is None else days
    return Delivery(Expected(sender, due, asked), came, late, int(late <= 0), missing, refused=refused)


def returns(sender: str, on_time: int, late: int, wrong: int = 0) -> list[Delivery]:
    """So many returns of a sender on time and late, of which so many were wrong."""
    days = [0] * on_time + [1] * late
    return [a_delivery(day, sender=sender, wrong=number < wrong) for number, day in enumerate(days)]


def places(*of_senders: Iterable[Delivery]) -> list[tuple[int | None, str]]:
    told = [each for deliveries in of_senders for each in deliveries]
    names = sorted({each.expected.sender for each in told})
    register = a_register(senders=[a_sender(name) for name in names])
    return [(row.place, row.sender.sender) for row in league(register, told, YEAR_TO)]


def test_the_order_goes_by_the_share_on_time_and_then_by_the_share_right_the_first_time() -> None:
    assert places(returns("a", 9, 3), returns("b", 12, 0, wrong=2), returns("c", 12, 0), returns("d", 12, 0, wrong=1)) == [
        (1, "c"), (2, "d"), (3, "b"), (4, "a"),
    ]  # fmt: skip


def test_equal_records_share_a_place_whatever_the_number_they_are_of() -> None:
    assert places(returns("a", 12, 0), returns("b", 6, 0), returns("c", 9, 3)) == [(1, "a"), (1, "b"), (3, "c")]


def test_nobody_has_a_place_by_a_handful_of_returns() -> None:
    assert places(returns("a", FEWEST - 1, 0), returns("b", 0, FEWEST)) == [(1, "b"), (None, "a")]


def test_a_sender_without_returns_in_the_stretch_is_not_in_the_table() -> None:
    long_ago = [a_delivery(sender="a", due=date(2007, 1, 15))]

    assert places(long_ago, returns("b", 6, 0)) == [(1, "b")]


def test_each_row_has_the_year_before_beside_it() -> None:
    told = [*returns("dev", 12, 0), a_delivery(1, due=date(2009, 1, 15))]

    [row] = league(a_register(), told, YEAR_TO)

    assert (row.tally.on_time, row.before.on_time) == (Share(12, 12), Share(0, 1))
    assert not row.is_comparable


@pytest.mark.parametrize(
    ("due", "is_told"),
    [(date(2009, 1, 20), False), (date(2009, 1, 21), True), (TO, True), (date(2010, 1, 21), False)],
)
def test_a_year_is_the_twelve_months_up_to_a_day(due: date, is_told: bool) -> None:
    assert YEAR_TO.holds(a_delivery(due=due)) is is_told
    assert YEAR_TO.year_before().holds(a_delivery(due=due)) is (due == date(2009, 1, 20))


def test_the_returns_of_a_period_are_those_for_it_whenever_they_were_due() -> None:
    assert Stretch(YEAR_TO.after, TO, Period.year(2009)).holds(a_delivery(due=date(2011, 1, 1)))
    assert not Stretch(YEAR_TO.after, TO, Period.quarter(2009, 2)).holds(a_delivery())


def test_what_may_fall_due_long_after_its_period_is_looked_for() -> None:
    months = YEAR_TO.months(4)

    assert (str(months[0]), str(months[-1])) == ("2006-01", "2009-12")


def test_what_cannot_be_told_right_or_wrong_is_in_neither_share() -> None:
    tally = Tally([a_delivery(0), a_delivery(0, wrong=True), a_delivery(None)])

    assert (tally.on_time, tally.right_first_time) == (Share(2, 3), Share(1, 2))


def test_days_late_are_those_of_late_and_owed_returns_and_early_days_make_up_for_none() -> None:
    tally = Tally([a_delivery(-5), a_delivery(2), a_delivery(None)])

    assert (tally.days_late, tally.longest, len(tally.owed)) == (5, 3, 1)
    assert tally.usual == 2


@pytest.mark.parametrize(
    ("number", "of", "percent"), [(0, 12, 0), (1, 8, 13), (11, 12, 92), (299, 300, 99), (12, 12, 100), (0, 0, None)]
)
def test_a_share_is_in_whole_per_cent_and_only_all_are_a_hundred(number: int, of: int, percent: int | None) -> None:
    assert Share(number, of).percent == percent


def test_a_share_of_none_says_so() -> None:
    assert (Share(0, 0).text, Share(11, 12).text) == ("none to tell of", "11 of 12 (92%)")


def test_returns_are_told_by_the_month_they_were_due_in() -> None:
    told = by_month([a_delivery(0), a_delivery(1), a_delivery(0, due=date(2009, 12, 15))])

    assert [(str(month), tally.on_time) for month, tally in told] == [
        ("2009-12", Share(1, 1)),
        ("2010-01", Share(1, 2)),
    ]
