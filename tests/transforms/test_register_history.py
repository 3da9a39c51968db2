from __future__ import annotations

from datetime import date, timedelta

from tests.transforms.given import DECEMBER, Q3, YEAR, a_register, an_indicator
from transforms.period import Period
from transforms.register_history import Applied, RegisterHistory, closes
from transforms.target import read_target

NI = an_indicator()
FIRST = a_register(NI, targets={"NI 157a": {YEAR: "80"}})


def after(*later: Applied) -> RegisterHistory:
    return RegisterHistory([Applied(date(2009, 4, 1), FIRST), *later])


def test_a_period_is_closed_at_the_end_of_the_month_after_it() -> None:
    assert closes(DECEMBER) == closes(Q3) == date(2010, 1, 31)
    assert closes(YEAR) == date(2010, 4, 30)


def test_a_new_target_does_not_recolour_a_period_that_was_reported() -> None:
    register = after(Applied(date(2010, 2, 1), a_register(NI, targets={"NI 157a": {YEAR: "90"}})))
    assert register.target(NI, DECEMBER) == read_target("80")
    assert register.target(NI, Period.month(2010, 1)) == read_target("90")


def test_a_target_corrected_before_the_report_counts() -> None:
    register = after(Applied(date(2010, 1, 31), a_register(NI, targets={"NI 157a": {YEAR: "90"}})))
    assert register.target(NI, DECEMBER) == read_target("90")


def test_a_target_that_was_never_stated_may_be_stated_late() -> None:
    register = RegisterHistory([Applied(date(2009, 4, 1), a_register(NI)), Applied(date(2010, 6, 1), FIRST)])
    assert register.target(NI, DECEMBER) == read_target("80")


def test_a_new_tolerance_or_definition_leaves_the_past_as_it_was() -> None:
    changed = an_indicator(definition="Decided in 26 weeks", decimals=0)
    register = after(Applied(date(2010, 2, 1), a_register(changed)))
    assert register.indicator("NI 157a", DECEMBER) == NI
    assert register.indicator("ni157a", Period.month(2010, 1)) == changed


def test_an_indicator_dropped_from_the_register_stays_in_the_reports_of_its_time() -> None:
    register = after(Applied(date(2010, 2, 1), a_register(an_indicator(code="NI 192"))))
    assert [row.code for row in register.standing(DECEMBER)] == ["NI 157a", "NI 192"]
    assert [row.code for row in register.standing(Period.month(2010, 1))] == ["NI 192"]
    assert register.indicator("NI 157a", Period.month(2010, 1)) is None


def test_an_indicator_registered_anew_does_not_stand_twice() -> None:
    register = after(Applied(date(2009, 6, 1), FIRST), Applied(date(2011, 1, 1), FIRST))
    assert [row.code for row in register.standing(DECEMBER)] == ["NI 157a"]


def test_periods_from_before_the_first_register_are_judged_by_the_first() -> None:
    assert after().indicator("NI 157a", Period.month(2001, 1)) == NI


def test_before_any_register_was_applied_nothing_is_known_and_nothing_fails() -> None:
    empty = RegisterHistory([])
    assert (empty.indicator("NI 157a", DECEMBER), empty.target(NI, DECEMBER)) == (None, None)
    assert (empty.standing(DECEMBER), empty.latest.indicators) == ([], {})


def test_the_latest_register_is_the_one_applied_last() -> None:
    last = a_register(an_indicator(code="NI 192"))
    assert after(Applied(date(2010, 2, 1), last)).latest == last


def test_applying_the_same_register_again_changes_no_past_judgement() -> None:
    again = [Applied(date(2009, 4, 1) + timedelta(days=30 * number), FIRST) for number in range(1, 24)]
    assert after(*again).target(NI, DECEMBER) == after().target(NI, DECEMBER)
