from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import few
from transforms.period import Length, Period

PERIODS = st.one_of(
    st.builds(Period.month, st.integers(1980, 2060), st.integers(1, 12)),
    st.builds(Period.quarter, st.integers(1980, 2060), st.integers(1, 4)),
    st.builds(Period.year, st.integers(1980, 2060)),
)


def test_a_month_is_named_and_said_as_people_do() -> None:
    december = Period.month(2009, 12)
    assert (str(december), december.label) == ("2009-12", "December 2009")
    assert (december.start, december.end) == (date(2009, 12, 1), date(2009, 12, 31))


def test_october_2009_never_bears_the_name_of_the_financial_year() -> None:
    assert str(Period.month(2009, 10)) != str(Period.year(2009)) == "2009-10"


def test_the_third_quarter_is_october_to_december() -> None:
    quarter = Period.quarter(2009, 3)
    assert (str(quarter), quarter.label) == ("2009-10 Q3", "October to December 2009")
    assert (quarter.start, quarter.end) == (date(2009, 10, 1), date(2009, 12, 31))


def test_the_fourth_quarter_lies_in_the_next_calendar_year() -> None:
    quarter = Period.quarter(2009, 4)
    assert (str(quarter), quarter.label) == ("2009-10 Q4", "January to March 2010")
    assert quarter.end == date(2010, 3, 31)


def test_a_financial_year_runs_from_april_to_march() -> None:
    year = Period.year(2009)
    assert (str(year), year.start, year.end) == ("2009-10", date(2009, 4, 1), date(2010, 3, 31))


def test_the_last_year_of_a_century_is_named_with_two_noughts() -> None:
    assert str(Period.year(1999)) == "1999-00"


def test_a_leap_february_ends_on_the_29th() -> None:
    assert Period.month(2012, 2).end == date(2012, 2, 29)


def test_a_council_whose_year_is_the_calendar_year_names_it_by_one_number() -> None:
    assert str(Period.year(2009, year_start=1)) == "2009"
    quarter = Period.quarter(2009, 3, year_start=1)
    assert (str(quarter), quarter.label) == ("2009 Q3", "July to September 2009")


def test_a_quarter_over_new_year_is_said_with_both_years() -> None:
    assert Period.quarter(2009, 4, year_start=3).label == "December 2009 to February 2010"


def test_the_report_heads_its_columns_with_the_quarters_of_the_case_study() -> None:
    now = Period.quarter(2009, 3)
    assert (str(now.previous()), now.previous().last_month.label) == ("2009-10 Q2", "September 2009")
    assert (str(now.year_before()), now.year_before().last_month.label) == ("2008-09 Q3", "December 2008")


def test_the_month_before_january_is_december_of_the_year_before() -> None:
    assert Period.month(2010, 1).previous() == Period.month(2009, 12)


def test_march_belongs_to_the_quarter_and_year_that_it_ends() -> None:
    march = Period.month(2010, 3)
    assert march.within(Length.QUARTER) == Period.quarter(2009, 4)
    assert march.within(Length.YEAR) == Period.year(2009)


def test_a_year_is_made_of_its_quarters_and_of_its_months_from_april_on() -> None:
    year = Period.year(2009)
    assert [str(part) for part in year.parts(Length.QUARTER)] == [f"2009-10 Q{number}" for number in (1, 2, 3, 4)]
    months = list(year.parts(Length.MONTH))
    assert (len(months), months[0].label, months[-1].label) == (12, "April 2009", "March 2010")


def test_periods_stand_in_order_of_time() -> None:
    months = [Period.month(2010, 1), Period.month(2009, 12), Period.month(2009, 4)]
    assert [month.label for month in sorted(months)] == ["April 2009", "December 2009", "January 2010"]


@few
@given(PERIODS, st.integers(-400, 400))
def test_going_forward_and_back_again_leads_to_the_same_period(period: Period, months: int) -> None:
    assert period.shifted(months).shifted(-months) == period
    assert period.previous().shifted(period.months) == period


@few
@given(PERIODS)
def test_a_period_begins_the_day_after_the_one_before_ends(period: Period) -> None:
    assert (period.start - period.previous().end).days == 1


@few
@given(PERIODS)
def test_the_months_of_a_period_fill_it_without_gap_or_overlap(period: Period) -> None:
    months = list(period.parts(Length.MONTH))
    assert (months[0].start, months[-1].end, len(months)) == (period.start, period.end, period.months)
    assert all((later.start - earlier.end).days == 1 for earlier, later in pairwise(months))
