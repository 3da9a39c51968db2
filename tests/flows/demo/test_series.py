"""The demo council's figures: found from code and period alone, and plausible."""

from __future__ import annotations

from decimal import Decimal

from flows.demo.series import FIRST_MONTH, LAST_MONTH, chance, demo_figure, period_ending
from transforms.indicator import Frequency
from transforms.period import Length, Period
from transforms.register import Register

MONTHS = [FIRST_MONTH.shifted(months) for months in range(24)]


def test_chance_is_the_same_on_every_machine() -> None:
    assert chance("NI 192", Period.month(2009, 12), "value") == 0.8278361683911513


def test_there_are_24_months_of_every_monthly_indicator_that_is_not_newer(register: Register) -> None:
    assert MONTHS[-1] == LAST_MONTH
    for rows in register.indicators.values():
        if rows[0].frequency == Frequency.MONTHLY and rows[0].valid_from is None:
            assert all(any(period_ending(row, month) for row in rows) for month in MONTHS)


def test_a_quarterly_figure_falls_due_with_the_last_month_of_the_quarter(register: Register) -> None:
    indicator = register.indicator("NI 156")
    assert indicator is not None and indicator.frequency == Frequency.QUARTERLY
    assert period_ending(indicator, Period.month(2009, 11)) is None
    assert period_ending(indicator, Period.month(2009, 12)) == Period.quarter(2009, 3)


def test_no_percentage_counts_more_than_all(register: Register) -> None:
    for rows in register.indicators.values():
        for month in MONTHS:
            if rows[-1].is_sent and rows[-1].is_part_of_whole and (period := period_ending(rows[-1], month)):
                said = demo_figure(rows[-1], period)
                assert said.value is None or Decimal(0) <= said.value <= 100, (rows[-1].code, period)


def test_council_tax_counts_up_within_the_year_and_starts_again_in_april(register: Register) -> None:
    indicator = register.indicator("BV 9")
    assert indicator is not None
    year = [demo_figure(indicator, month) for month in Period.year(2008).parts(Length.MONTH)]
    numerators = [said.numerator for said in year if said.numerator is not None]
    assert numerators == sorted(numerators) and len({said.denominator for said in year}) == 1
    april = demo_figure(indicator, Period.month(2009, 4)).numerator
    assert april is not None and april < numerators[-1] / 5


def test_garden_waste_grows_in_summer(register: Register) -> None:
    indicator = register.indicator("LPI RR 4")
    assert indicator is not None
    june, december = (demo_figure(indicator, Period.month(2009, month)).value for month in (6, 12))
    assert june is not None and december is not None and june > 2 * december


def test_calls_abandoned_are_a_share_of_the_calls_of_the_contact_centre(register: Register) -> None:
    abandoned, answered = register.indicator("LPI CS 2"), register.indicator("LPI CS 1")
    assert abandoned is not None and answered is not None
    assert all(demo_figure(abandoned, m).denominator == demo_figure(answered, m).denominator for m in MONTHS)


def test_a_first_count_is_marked_and_lower_than_the_final_one(register: Register) -> None:
    indicator = register.indicator("NI 192")
    assert indicator is not None
    first = demo_figure(indicator, LAST_MONTH, provisional=True)
    final = demo_figure(indicator, LAST_MONTH)
    assert first.provisional and not final.provisional
    assert first.numerator is not None and final.numerator is not None and first.numerator < final.numerator
