from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import SCRIBBLES, few, table
from transforms.errors import AmbiguousPeriod, UnreadablePeriod
from transforms.find_periods import find_periods
from transforms.period import Period
from transforms.read_period import named_period, read_period
from transforms.read_workbook import read_workbook

DECEMBER, Q3, YEAR = Period.month(2009, 12), Period.quarter(2009, 3), Period.year(2009)


@pytest.mark.parametrize(
    "text",
    ["Dec-09", "Dec 09", "dec 2009", "DECEMBER 2009", "December, 2009", "Dec '09", "2009-12", "2009/12", "12/2009",
     "2009 December", "200912", "15/12/2009", "15.12.09", "31st December 2009", "15-Dec-2009", "2009-12-15",
     "2009-12-15 00:00:00", "  Dec-09. "],
)  # fmt: skip
def test_december_2009_is_read_however_it_is_written(text: str) -> None:
    assert read_period(text) == DECEMBER


@pytest.mark.parametrize(
    "text",
    ["Q3 2009/10", "Q3 2009-10", "2009-10 Q3", "2009/10 Q3", "Qtr 3 2009/10", "Quarter 3 2009/2010", "Q3 09/10",
     "Q3 (2009/10)", "3rd quarter 2009/10", "Oct-Dec 2009", "October to December 2009"],
)  # fmt: skip
def test_the_third_quarter_is_read_however_it_is_written(text: str) -> None:
    assert read_period(text) == Q3


@pytest.mark.parametrize("text", ["2009/10", "2009/2010", "2009-2010", "FY 2009/10", "financial year 2009/10"])
def test_the_financial_year_is_read_however_it_is_written(text: str) -> None:
    assert read_period(text) == YEAR


def test_january_to_march_is_the_last_quarter_of_the_year_that_began_before() -> None:
    assert str(read_period("Jan-Mar 2010")) == "2009-10 Q4"


def test_a_quarter_over_new_year_is_read_by_the_year_it_ends_in() -> None:
    assert read_period("Dec-Feb 2010", year_start=3).label == "December 2009 to February 2010"


@pytest.mark.parametrize("text", ["12/09", "09/10", "05/12", "31/12"])
def test_two_numbers_that_could_be_a_day_are_asked_about(text: str) -> None:
    with pytest.raises(UnreadablePeriod, match="could be a day"):
        read_period(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("05/13", "2013-05"), ("13/14", "2013-14"), ("00/01", "2000-01"), ("99/00", "1999-00")],
)
def test_two_numbers_of_two_digits_are_a_month_or_a_year_where_only_one_can_be_meant(text: str, name: str) -> None:
    assert str(read_period(text)) == name


def test_a_year_of_two_digits_lies_in_the_last_fifty_years_or_the_coming_ones() -> None:
    assert [read_period(text).start.year for text in ("Dec-99", "Dec-00", "Dec-09", "Dec-75")] == [
        1999,
        2000,
        2009,
        1975,
    ]


def test_a_true_date_and_a_time_of_day_name_their_month() -> None:
    assert read_period(date(2009, 12, 31)) == read_period(datetime(2009, 12, 1, 12, 30)) == DECEMBER


def test_an_excel_serial_is_the_month_that_excel_shows() -> None:
    assert read_period(40148) == read_period(40178.75) == DECEMBER


def test_a_serial_of_the_1904_calendar_is_not_four_years_out() -> None:
    assert read_period(38686, epoch_1904=True) == read_period(38716, epoch_1904=True) == DECEMBER


def test_a_month_is_read_in_the_english_order_of_day_and_month() -> None:
    assert read_period("12/08/2022") == Period.month(2022, 8)


def test_a_date_in_the_american_order_is_not_taken_for_another_month() -> None:
    with pytest.raises(UnreadablePeriod, match="no month 31"):
        read_period("12/31/2009")


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("2009-10", {"October 2009", "2009-10"}),
        ("200910", {"October 2009", "2009-10"}),
        ("2009", {"2009-10", "2008-09"}),
        ("Q3 2009", {"October to December 2009", "October to December 2008"}),
    ],
)
def test_a_text_with_two_meanings_is_said_to_have_two_and_never_guessed(text: str, readings: set[str]) -> None:
    with pytest.raises(AmbiguousPeriod) as raised:
        read_period(text)
    assert {candidate.label for candidate in raised.value.candidates} == readings
    assert text.casefold() in raised.value.message.casefold()


def test_the_two_readings_of_a_text_are_told_in_words_with_a_way_out() -> None:
    with pytest.raises(AmbiguousPeriod) as raised:
        read_period("2009-10")
    assert raised.value.message == "'2009-10' could mean October 2009 or the financial year 2009-10."
    assert "Oct-09" in raised.value.remedy


@pytest.mark.parametrize(
    "cell",
    ["", "December", "Q3", "Q5 2009/10", "2009/11/99/1", "2010-14", "Nov 2009 to Jan 2010", "soon", "n/a", None,
     True, -5, 99_999, float("nan"), float("inf"), "Mar-May 2009", "Oct-Nov 2009", "Nov-Dec 2009", "00/09", "2009-13"],
)  # fmt: skip
def test_what_names_no_period_is_said_so_with_an_example_of_what_does(cell: object) -> None:
    with pytest.raises(UnreadablePeriod) as raised:
        read_period(cell)
    assert raised.value.remedy


def test_two_years_that_do_not_follow_one_another_are_no_financial_year() -> None:
    with pytest.raises(UnreadablePeriod, match="do not follow"):
        read_period("Q3 2009/11")


def test_a_council_whose_year_starts_in_january_reads_one_number_as_its_year() -> None:
    assert read_period("2009", year_start=1) == Period.year(2009, year_start=1)
    assert read_period("Q3 2009", year_start=1).label == "July to September 2009"
    assert read_period("2009-10", year_start=1).label == "October 2009"


def test_dates_as_the_ons_writes_them_are_read_to_their_month_or_not_at_all(shared_data: Path) -> None:
    read = []
    for row in read_workbook((shared_data / "messy" / "ons_dates.xlsx").read_bytes()).sheets[0].rows:
        try:
            read.append(read_period(row[1]))
        except UnreadablePeriod:
            continue
    assert set(read) == {Period.month(2022, 8)}
    assert len(read) >= 12


def test_dates_of_1904_workbooks_name_the_month_that_excel_shows(shared_data: Path) -> None:
    for file, shown in (("messy/rx_dates-1904.xls", (2000, 1)), ("hostile/cal_date_1904.xlsx", (2021, 1))):
        book = read_workbook((shared_data / file).read_bytes())
        assert read_period(book.sheets[0].rows[0][0], epoch_1904=book.epoch_1904) == Period.month(*shown)


def test_quarters_of_the_planning_statistics_are_thirteen_in_a_row(shared_data: Path) -> None:
    rows = table(shared_data / "trafford" / "planning_applications_major.csv")
    quarters = sorted({read_period(row["period"]) for row in rows})
    assert (str(quarters[0]), str(quarters[-1]), len(quarters)) == ("2022-23 Q3", "2025-26 Q3", 13)
    assert quarters[1].label == "January to March 2023"


def test_months_of_universal_credit_are_thirty_seven_in_a_row(shared_data: Path) -> None:
    months = sorted({read_period(row["period"]) for row in table(shared_data / "trafford" / "universal_credit.csv")})
    assert [month.label for month in (months[0], months[-1])] == ["March 2023", "March 2026"]
    assert len(months) == 37


def test_a_single_calendar_year_in_the_recycling_data_is_not_taken_for_a_financial_year(shared_data: Path) -> None:
    for text in {row["period"] for row in table(shared_data / "waste" / "trafford_uk_recycling.csv")}:
        if "/" in text:
            assert str(read_period(text)) == text.replace("/", "-")
        else:
            with pytest.raises(AmbiguousPeriod):
                read_period(text)


def test_the_register_reads_2009_10_as_the_year_and_2009_m10_as_the_month() -> None:
    assert named_period("2009-10") == YEAR
    assert named_period("2009-M10") == Period.month(2009, 10)


def test_a_name_that_is_not_canonical_stays_ambiguous_for_the_register_too() -> None:
    with pytest.raises(AmbiguousPeriod):
        named_period("Q3 2009")


@few
@given(st.integers(1970, 2068), st.integers(1, 12), st.sampled_from([1, 3, 4, 7, 9]))
def test_every_period_is_read_back_from_its_own_name(year: int, number: int, year_start: int) -> None:
    quarter = Period.quarter(year, (number - 1) // 3 + 1, year_start)
    for period in (Period.month(year, number, year_start), quarter, Period.year(year, year_start)):
        assert named_period(str(period), year_start) == period


@few
@given(st.integers(1970, 2068), st.integers(1, 12))
def test_every_month_and_quarter_is_read_back_from_its_label(year: int, number: int) -> None:
    for period in (Period.month(year, number), Period.quarter(year, (number - 1) // 3 + 1)):
        assert read_period(period.label) == period


@few
@given(st.one_of(SCRIBBLES, st.floats(), st.integers(), st.booleans(), st.none(), st.dates()))
def test_whatever_a_cell_holds_it_names_a_period_or_is_said_not_to(cell: object) -> None:
    try:
        assert isinstance(read_period(cell), Period)
    except UnreadablePeriod as error:
        assert error.message


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Performance indicators: return for December 2009", ["2009-12"]),
        ("CustomerServices_Dec-09_v2", ["2009-12"]),
        ("Annual return 2009/10", ["2009-10"]),
        ("return_2009-12", ["2009-12"]),
        ("December 2009 (sent 15 January 2010)", ["2009-12"]),
        ("December 2009, printed 15/01/2010 and 2010-01-16", ["2009-12"]),
        ("December 2009 compared with December 2008", ["2009-12", "2008-12"]),
        ("2009-10", []),
        ("Mayor 2009 and room 12", []),
        ("", []),
    ],
)
def test_a_heading_tells_the_periods_it_names_and_not_the_day_it_was_written(heading: str, found: list[str]) -> None:
    assert [str(period) for period in find_periods(heading)] == found


def test_a_heading_with_a_quarter_names_the_quarter_first() -> None:
    assert find_periods("Customer_Services_Q3_2009-10")[0] == Q3
