from __future__ import annotations

import pytest

from tests.transforms.given import DECEMBER, NOVEMBER, OCTOBER, Q2, Q3
from transforms.history import History, Past, Point
from transforms.period import Period
from transforms.usual_range import UsualRange


def history(values: dict[Period, float], code: str = "NI 157a") -> History:
    return History.of([(code, period, Point(period.start, value)) for period, value in values.items()])


def months(last: Period, values: list[float]) -> dict[Period, float]:
    return {last.shifted(number - len(values) + 1): value for number, value in enumerate(values)}


def test_of_a_figure_never_sent_before_nothing_is_known() -> None:
    assert History().before("NI 157a", DECEMBER) == Past(DECEMBER)
    assert history({NOVEMBER: 5}).before("NI 157b", DECEMBER) == Past(DECEMBER)


def test_the_past_of_a_figure_ends_before_it() -> None:
    past = history({OCTOBER: 1, DECEMBER: 7, Period.month(2010, 1): 8}).before("NI 157a", DECEMBER)
    assert (past.points, past.usual) == (1, 1)


def test_the_last_figure_is_that_of_the_month_just_before_and_no_older_one() -> None:
    assert history({NOVEMBER: 5}).before("NI 157a", DECEMBER).last == Point(NOVEMBER.start, 5)
    assert history({OCTOBER: 5}).before("NI 157a", DECEMBER).last is None


def test_the_parts_of_the_last_figure_are_known_with_it() -> None:
    last = Point(NOVEMBER.start, 87.5, 7, 8)
    assert History.of([("NI 157a", NOVEMBER, last)]).before("NI 157a", DECEMBER).last == last


def test_what_was_reached_so_far_is_of_this_financial_year_only() -> None:
    march, april, may = Period.month(2009, 3), Period.month(2009, 4), Period.month(2009, 5)
    known = history({march: 98.0, april: 9.0})
    assert known.before("NI 157a", april).so_far is None
    assert known.before("NI 157a", may).so_far == 9


def test_quarters_and_months_of_one_code_are_two_histories() -> None:
    known = history({Q2: 300.0, NOVEMBER: 100.0})
    assert known.before("NI 157a", Q3).last == Point(Q2.start, 300)
    assert known.before("NI 157a", DECEMBER).usual == 100


def test_the_usual_figure_is_not_moved_by_one_slip() -> None:
    assert history(months(NOVEMBER, [10, 11, 1000, 12, 10])).before("NI 157a", DECEMBER).usual == 11


def test_a_figure_given_twice_counts_as_it_was_given_last() -> None:
    points = [("NI 157a", NOVEMBER, Point(NOVEMBER.start, value)) for value in (5.0, 6.0)]
    past = History.of(points).before("NI 157a", DECEMBER)
    assert (past.points, past.last) == (1, Point(NOVEMBER.start, 6))


def test_figures_that_came_out_of_order_stand_in_order_of_time() -> None:
    values = dict(reversed(months(NOVEMBER, [1, 2, 3]).items()))
    past = history(values).before("NI 157a", DECEMBER)
    assert (past.points, past.last) == (3, Point(NOVEMBER.start, 3))


def test_what_came_before_the_usual_range_was_set_anew_is_left_out() -> None:
    known = history(months(NOVEMBER, [50.0] * 10 + [80.0] * 5))
    assert known.before("NI 157a", DECEMBER, NOVEMBER.shifted(-4).start).usual == 80
    assert known.before("NI 157a", DECEMBER, NOVEMBER.shifted(-4).start).points == 5


def calls_for(past: Past, figure: float, *, seasonal: bool = False) -> UsualRange | None:
    return past.usual_range("value", figure, seasonal=seasonal)


STEADY = [50.0, 52, 49, 51, 50, 52, 49, 51, 50, 52, 53, 54, 55]


def test_a_past_calls_for_nothing_before_it_has_eight_figures() -> None:
    assert calls_for(history(months(NOVEMBER, STEADY[:7])).before("NI 157a", DECEMBER), 500) is None
    assert calls_for(history(months(NOVEMBER, STEADY[:8])).before("NI 157a", DECEMBER), 500) is not None


def test_under_thirteen_figures_more_is_left_unsaid() -> None:
    few, enough = (calls_for(history(months(NOVEMBER, STEADY[-n:])).before("NI 157a", DECEMBER), 60) for n in (12, 13))
    assert few is not None and enough is not None
    assert few.off(60) == 0.0 < enough.off(60) < 0.1
    assert few.off(75) > 0.3


def test_what_lies_among_its_past_is_not_looked_at_further() -> None:
    assert calls_for(history(months(NOVEMBER, STEADY)).before("NI 157a", DECEMBER), 51) is None


def test_one_odd_figure_in_the_past_does_not_make_the_next_one_ordinary() -> None:
    usual = calls_for(history(months(NOVEMBER, [*STEADY, 641.0, 51, 50])).before("NI 157a", DECEMBER), 600)
    assert usual is not None and usual.off(600) > 5


def test_a_figure_like_that_of_last_year_or_like_the_last_one_is_explained() -> None:
    year = history(months(NOVEMBER, [390.0, *[100.0, 101] * 5, 101])).before("NI 157a", DECEMBER)
    usual = calls_for(year, 391)
    assert usual is not None and usual.explains(391) and not usual.explains(300)


def test_of_a_seasonal_indicator_the_change_since_the_year_before_is_looked_at() -> None:
    summer = [100.0 + 80 * (at % 12 in {5, 6, 7}) + at % 3 for at in range(24)]
    past = history(months(NOVEMBER, summer)).before("NI 157a", DECEMBER)
    plain, seasonal = calls_for(past, 181), calls_for(past, 181, seasonal=True)
    assert plain is None
    assert seasonal is not None and seasonal.off(181) > 0.7


def test_a_flat_series_calls_for_what_it_was() -> None:
    usual = calls_for(history(months(NOVEMBER, [1000.0] * 13)).before("NI 157a", DECEMBER), 1001)
    assert usual is not None
    assert usual.off(1001) == pytest.approx(0.001)


def in_parts(last: Period, parts: list[tuple[int, int]]) -> History:
    at = [last.shifted(number - len(parts) + 1) for number in range(len(parts))]
    points = [Point(p.start, 100 * n / d, n, d) for p, (n, d) in zip(at, parts, strict=True)]
    return History.of(("NI 157a", p, point) for p, point in zip(at, points, strict=True))


LARGE = [(800 + 7 * at % 90, 1000 + 131 * at % 300) for at in range(15)]


def test_the_same_two_parts_as_months_ago_are_no_chance_where_many_are_counted() -> None:
    past = in_parts(NOVEMBER, LARGE).before("NI 157a", DECEMBER)
    again = past.earlier[4]
    assert past.same_as(again._replace(start=DECEMBER.start), 0.1) == again.start
    assert past.same_as(again._replace(start=DECEMBER.start, numerator=1.0), 0.1) is None


def test_the_same_two_parts_as_months_ago_say_nothing_where_few_are_counted() -> None:
    past = in_parts(NOVEMBER, [(6 + at % 3, 8 + at % 4) for at in range(15)]).before("NI 157a", DECEMBER)
    assert past.same_as(past.earlier[4], 0.1) is None


def test_the_last_figure_again_is_odd_where_no_two_in_a_row_were_ever_alike() -> None:
    varied = in_parts(NOVEMBER, [(6 + at % 3, 8 + at % 4) for at in range(24)]).before("NI 157a", DECEMBER)
    flat = in_parts(NOVEMBER, [(2, 2)] * 24).before("NI 157a", DECEMBER)
    assert varied.repeats_for_once(varied.earlier[-1])
    assert not varied.repeats_for_once(varied.earlier[-2])
    assert not flat.repeats_for_once(flat.earlier[-1])


def test_figures_of_more_than_two_years_ago_are_not_held_against_a_new_one() -> None:
    past = history(months(NOVEMBER, [1000.0] * 12 + [5.0, 6.0] * 12)).before("NI 157a", DECEMBER)
    assert (past.points, past.usual) == (24, 5.5)
