from __future__ import annotations

from tests.transforms.given import DECEMBER, NOVEMBER, OCTOBER, Q2, Q3
from transforms.history import History, Past, Point
from transforms.period import Period


def history(values: dict[Period, float], code: str = "NI 157a") -> History:
    return History.of([(code, period, Point(period.start, value)) for period, value in values.items()])


def months(last: Period, values: list[float]) -> dict[Period, float]:
    return {last.shifted(number - len(values) + 1): value for number, value in enumerate(values)}


def test_of_a_figure_never_sent_before_nothing_is_known() -> None:
    assert History().before("NI 157a", DECEMBER) == Past()
    assert history({NOVEMBER: 5}).before("NI 157b", DECEMBER) == Past()


def test_the_past_of_a_figure_ends_before_it() -> None:
    past = history({OCTOBER: 1, DECEMBER: 7, Period.month(2010, 1): 8}).before("NI 157a", DECEMBER)
    assert (past.points, past.usual) == (1, 1)


def test_the_last_figure_is_that_of_the_month_just_before_and_no_older_one() -> None:
    assert history({NOVEMBER: 5}).before("NI 157a", DECEMBER).last == 5
    assert history({OCTOBER: 5}).before("NI 157a", DECEMBER).last is None


def test_the_parts_of_the_last_figure_are_known_with_it() -> None:
    past = History.of([("NI 157a", NOVEMBER, Point(NOVEMBER.start, 87.5, 7, 8))]).before("NI 157a", DECEMBER)
    assert (past.last, past.last_numerator, past.last_denominator) == (87.5, 7, 8)


def test_the_figure_of_the_same_month_last_year_is_known() -> None:
    values = {Period.month(2008, 12): 3.0, NOVEMBER: 5.0}
    assert history(values).before("NI 157a", DECEMBER).a_year_ago == 3


def test_what_was_reached_so_far_is_of_this_financial_year_only() -> None:
    march, april, may = Period.month(2009, 3), Period.month(2009, 4), Period.month(2009, 5)
    known = history({march: 98.0, april: 9.0})
    assert known.before("NI 157a", april).so_far is None
    assert known.before("NI 157a", may).so_far == 9


def test_quarters_and_months_of_one_code_are_two_histories() -> None:
    known = history({Q2: 300.0, NOVEMBER: 100.0})
    assert known.before("NI 157a", Q3).last == 300
    assert known.before("NI 157a", DECEMBER).usual == 100


def test_the_usual_figure_is_not_moved_by_one_slip() -> None:
    assert history(months(NOVEMBER, [10, 11, 1000, 12, 10])).before("NI 157a", DECEMBER).usual == 11


def test_a_figure_given_twice_counts_as_it_was_given_last() -> None:
    points = [("NI 157a", NOVEMBER, Point(NOVEMBER.start, value)) for value in (5.0, 6.0)]
    past = History.of(points).before("NI 157a", DECEMBER)
    assert (past.points, past.last) == (1, 6)


def test_figures_that_came_out_of_order_stand_in_order_of_time() -> None:
    values = dict(reversed(months(NOVEMBER, [1, 2, 3]).items()))
    past = history(values).before("NI 157a", DECEMBER)
    assert (past.points, past.last) == (3, 3)


def test_limits_need_thirteen_figures() -> None:
    series = [50.0, 52, 49, 51, 50, 52, 49, 51, 50, 52, 53, 54, 55]
    assert history(months(NOVEMBER, series[:12])).before("NI 157a", DECEMBER).upper is None
    past = history(months(NOVEMBER, series)).before("NI 157a", DECEMBER)
    assert past.lower is not None
    assert past.upper is not None
    assert past.lower < 51 < past.upper


def test_figures_of_more_than_two_years_ago_are_not_held_against_a_new_one() -> None:
    past = history(months(NOVEMBER, [1000.0] * 12 + [5.0, 6.0] * 12)).before("NI 157a", DECEMBER)
    assert (past.points, past.usual) == (24, 5.5)
