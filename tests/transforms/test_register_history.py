from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.transforms.given import DECEMBER, Q3, YEAR, a_register, an_indicator
from transforms.group import Group, Member
from transforms.indicator import Indicator
from transforms.period import Period
from transforms.register_history import Applied, JudgedAnew, RegisterHistory, closes
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


def feeding_each_other() -> RegisterHistory:
    """B was worked out from A; later A from B; and A's third quarter was restated."""
    first = a_register(an_indicator(code="A"), an_indicator(code="B", made_of=made_of("A")))
    then = a_register(an_indicator(code="A", made_of=made_of("B")), an_indicator(code="B"))
    anew = {"a": [JudgedAnew(Q3.start, Q3.end, 1)]}
    return RegisterHistory([Applied(date(2009, 4, 1), first), Applied(date(2010, 3, 1), then)], restated=anew)


def made_of(code: str) -> Group:
    return Group((Member(code, Decimal(1)),))


def test_what_two_registers_together_would_work_out_from_itself_is_taken_as_sent() -> None:
    history = feeding_each_other()
    standing = history.standing(Q3)
    assert (
        [row.made_of for row in standing] == [None, None] == [each and each.made_of for each in _of_both(history, Q3)]
    )
    assert [bool(row.made_of) for row in history.standing(Period.quarter(2009, 2))] == [False, True]
    assert [bool(row.made_of) for row in history.standing(Period.quarter(2010, 1))] == [True, False]


def _of_both(history: RegisterHistory, period: Period) -> list[Indicator | None]:
    return [history.indicator(code, period) for code in ("A", "B")]


def test_a_feeder_of_any_register_is_one_for_the_periods_of_that_register() -> None:
    first = a_register(
        *map(a_code, "ABC"), an_indicator(code="ALL", made_of=Group((Member("A", Decimal(1)), Member("B", Decimal(1)))))
    )
    then = a_register(*map(a_code, "ABC"), an_indicator(code="ALL", made_of=made_of("C")))
    history = RegisterHistory([Applied(date(2009, 4, 1), first), Applied(date(2010, 3, 1), then)])
    assert sorted(history.feeding("all")) == ["a", "b", "c"]
    assert [history.fed_by(code) for code in ("A", "C", "ALL")] == [["all"], ["all"], []]


def a_code(code: str) -> Indicator:
    return an_indicator(code=code)
