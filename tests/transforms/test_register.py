from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.given import DECEMBER, Q3, YEAR, a_register, a_sender, an_indicator
from transforms.code import code_key
from transforms.figure import Unit
from transforms.indicator import Indicator, Polarity
from transforms.period import Period
from transforms.target import read_target

OLD = an_indicator(definition="Decided in 8 weeks", valid_to=date(2009, 3, 31))
NEW = an_indicator(definition="Decided in 13 weeks", valid_from=date(2009, 4, 1))


@pytest.mark.parametrize("code", ["NI 157a", "ni 157A", " NI157a ", "NI\u00a0157a", "N I 1 5 7 a"])
def test_a_code_is_known_in_any_case_and_spacing(code: str) -> None:
    assert a_register().indicator(code) is not None


@pytest.mark.parametrize("code", ["", "NI 157", "NI 157b", "NI-157a"])
def test_another_code_is_not_taken_for_it(code: str) -> None:
    assert a_register().indicator(code) is None


def test_codes_of_other_councils_stay_apart() -> None:
    codes = ["MI P&R 001", "BV 10", "MI LI 015", "RES 1", "DCV 002 a)", "DCV 002 b)"]
    assert len({code_key(code) for code in codes}) == 6


def test_an_indicator_is_the_one_whose_definition_stood_in_the_period() -> None:
    register = a_register(OLD, NEW)
    assert register.indicator("NI 157a", Period.month(2009, 3)) == OLD
    assert register.indicator("NI 157a", Period.month(2009, 4)) == NEW
    assert register.indicator("NI 157a") == NEW


def test_an_indicator_that_is_not_collected_in_a_period_does_not_stand_for_it() -> None:
    register = a_register(NEW)
    assert register.indicator("NI 157a", Period.month(2009, 3)) is None
    assert list(register.standing(Period.month(2009, 3))) == []


def test_a_row_stands_for_a_longer_period_that_it_covers_in_part() -> None:
    started = an_indicator(valid_from=date(2009, 10, 1))
    assert [started.covers(period) for period in (YEAR, Q3, Period.quarter(2009, 2))] == [True, True, False]
    ended = an_indicator(valid_to=date(2009, 12, 31))
    assert [ended.covers(period) for period in (YEAR, Q3, Period.quarter(2009, 4))] == [True, True, False]


def test_a_row_stands_for_a_month_of_which_it_covers_a_single_day() -> None:
    last_day, first_day = an_indicator(valid_from=date(2009, 12, 31)), an_indicator(valid_to=date(2009, 12, 1))
    assert last_day.covers(DECEMBER)
    assert first_day.covers(DECEMBER)
    assert not an_indicator(valid_from=date(2010, 1, 1)).covers(DECEMBER)
    assert not an_indicator(valid_to=date(2009, 11, 30)).covers(DECEMBER)


def test_indicators_stand_in_the_order_of_the_register() -> None:
    register = a_register(an_indicator(code="Z 1"), an_indicator(code="A 1"), an_indicator(code="M 1"))
    assert [row.code for row in register.standing(DECEMBER)] == ["Z 1", "A 1", "M 1"]


def test_a_target_is_found_in_any_spelling_of_the_code() -> None:
    register = a_register(targets={"ni157A": {YEAR: "80.00"}})
    assert register.target(an_indicator(), Q3) == read_target("80.00")
    assert register.target(an_indicator(code="NI 157b"), Q3) is None


def test_a_file_belongs_to_the_sender_who_owns_most_of_its_codes() -> None:
    register = a_register(
        an_indicator(code="A"), an_indicator(code="B", sender="kcc"), an_indicator(code="C"), senders=[a_sender("kcc")]
    )
    assert register.sender_of(["a", "b", "c"]) == "dev"
    assert register.sender_of(["b", "unknown"]) == "kcc"
    assert register.sender_of(["unknown"]) is None
    assert register.sender_of([]) is None


def test_members_can_be_told_where_a_low_figure_is_good() -> None:
    assert [polarity for polarity in Polarity if an_indicator(polarity=polarity).lower_is_better] == [Polarity.MINIMISE]


@pytest.mark.parametrize(("unit", "part"), [(Unit.PERCENT, True), (Unit.DAYS, False), (Unit.NUMBER, False)])
def test_only_a_percentage_counts_its_cases_within_all_cases(unit: Unit, part: bool) -> None:
    assert an_indicator(unit=unit).is_part_of_whole is part


def test_a_figure_counts_up_over_the_year_where_its_themes_say_so() -> None:
    cumulative: Indicator = an_indicator(themes=("NI", "cumulative"))
    assert cumulative.is_cumulative
    assert not an_indicator().is_cumulative
