from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    Q3,
    a_judge,
    a_register,
    a_sender,
    an_indicator,
    by_period,
    said,
)
from transforms.code import code_key
from transforms.gap import Gap
from transforms.indicator import Frequency
from transforms.judged import Judge
from transforms.observation import Stated
from transforms.owed import DueState, Owed, owed, still_owed, to_ask_for
from transforms.period import Period
from transforms.register_history import Applied, RegisterHistory

MONTHLY = [an_indicator(code="NI 157a"), an_indicator(code="NI 157b")]
QUARTERLY = an_indicator(code="LPI CS 1", frequency=Frequency.QUARTERLY)
ANNUAL = an_indicator(code="NI 192", frequency=Frequency.ANNUAL, sender="kcc")
REGISTER = a_register(*MONTHLY, QUARTERLY, ANNUAL, senders=[a_sender("kcc")])


def judge(figures: Mapping[str, Iterable[Stated]] | None = None, today: date = date(2010, 1, 18)) -> Judge:
    return a_judge(REGISTER, {code: by_period(*said) for code, said in (figures or {}).items()}, today=today)


def short(entries: Iterable[Owed]) -> list[tuple[str, str, DueState, list[str]]]:
    return [(entry.sender, str(entry.period), entry.state, list(entry.codes)) for entry in entries]


def test_a_month_that_ends_no_quarter_asks_for_the_monthly_figures_only() -> None:
    assert short(owed(judge(), NOVEMBER)) == [("dev", "2009-11", DueState.LATE, ["NI 157a", "NI 157b"])]


def test_with_december_the_figures_of_the_quarter_are_owed_too() -> None:
    assert short(owed(judge(), DECEMBER)) == [
        ("dev", "2009-12", DueState.LATE, ["NI 157a", "NI 157b"]),
        ("dev", "2009-10 Q3", DueState.LATE, ["LPI CS 1"]),
    ]


def test_with_march_the_figures_of_the_year_are_owed_too_each_by_its_sender() -> None:
    entries = owed(judge(today=date(2010, 4, 1)), Period.month(2010, 3))
    assert [(entry.sender, str(entry.period)) for entry in entries] == [
        ("dev", "2010-03"),
        ("dev", "2009-10 Q4"),
        ("kcc", "2009-10"),
    ]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2009, 12, 31), DueState.NOT_DUE),
        (date(2010, 1, 1), DueState.AWAITED),
        (date(2010, 1, 15), DueState.AWAITED),
        (date(2010, 1, 16), DueState.LATE),
    ],
)
def test_a_return_is_awaited_once_its_month_is_over_and_late_after_its_due_date(today: date, state: DueState) -> None:
    entry = owed(judge(today=today), DECEMBER)[0]
    assert (entry.due, entry.state) == (date(2010, 1, 15), state)


def test_a_return_with_every_figure_is_in_even_before_it_is_due() -> None:
    figures = {"NI 157a": [said(DECEMBER, 1)], "NI 157b": [said(DECEMBER, 2)]}
    assert short(owed(judge(figures, date(2010, 1, 5)), DECEMBER))[0] == ("dev", "2009-12", DueState.IN, [])


def test_a_return_with_one_figure_missing_names_that_one() -> None:
    assert short(owed(judge({"NI 157a": [said(DECEMBER, 1)]}), DECEMBER))[0] == (
        "dev",
        "2009-12",
        DueState.LATE,
        ["NI 157b"],
    )


@pytest.mark.parametrize("gap", [Gap.NO_CASES, Gap.WITHHELD])
def test_to_say_that_there_is_no_figure_is_to_have_sent_it(gap: Gap) -> None:
    figures = {"NI 157a": [said(DECEMBER, gap=gap)], "NI 157b": [said(DECEMBER, 0)]}
    assert owed(judge(figures), DECEMBER)[0].state == DueState.IN


def test_a_figure_that_is_held_for_a_check_is_not_asked_for_again() -> None:
    waiting = replace(judge({"NI 157b": [said(DECEMBER, 1)]}), waiting=frozenset({(code_key("NI 157a"), DECEMBER)}))
    assert owed(waiting, DECEMBER)[0].state == DueState.IN
    assert owed(waiting, NOVEMBER)[0].codes == ["NI 157a", "NI 157b"]


def test_each_sender_has_its_own_due_day() -> None:
    register = a_register(*MONTHLY, senders=[a_sender("dev", due_day=20)])
    [entry] = owed(a_judge(register), DECEMBER)[:1]
    assert (entry.due, entry.state) == (date(2010, 1, 20), DueState.AWAITED)


def test_an_indicator_that_is_no_longer_collected_is_not_owed() -> None:
    register = a_register(an_indicator(valid_to=date(2009, 11, 30)))
    assert owed(a_judge(register), DECEMBER) == []


def test_what_is_still_owed_is_listed_the_oldest_first_and_without_this_month() -> None:
    known = {"NI 157a": [said(DECEMBER, 1)], "NI 157b": [said(OCTOBER, 1), said(DECEMBER, 1)]}
    months = [(entry.sender, entry.period) for entry in still_owed(judge(known), DECEMBER)][-3:]
    assert months == [("dev", Period.quarter(2009, 2)), ("dev", OCTOBER), ("dev", NOVEMBER)]


def test_what_is_still_owed_reaches_back_a_year() -> None:
    entries = still_owed(judge(), DECEMBER)
    assert (entries[0].period, entries[-1].period) == (Period.month(2008, 12), NOVEMBER)


def test_a_month_of_a_quarter_that_was_stated_as_a_whole_is_not_asked_for() -> None:
    known = judge({"NI 157a": [said(Q3, 1)], "NI 157b": [said(Q3, 2)]})
    assert owed(known, DECEMBER)[0].state == DueState.IN
    assert owed(known, Period.month(2009, 9))[0].state == DueState.LATE


def test_what_fell_due_on_the_day_of_the_first_register_is_owed() -> None:
    started = RegisterHistory([Applied(date(2009, 12, 15), REGISTER)])
    assert [entry.due for entry in still_owed(replace(judge(), register=started), DECEMBER)] == [date(2009, 12, 15)]


def test_what_was_due_before_there_was_a_register_is_not_owed() -> None:
    started = RegisterHistory([Applied(date(2009, 12, 1), REGISTER)])
    entries = still_owed(replace(judge(), register=started), DECEMBER)
    assert [entry.period for entry in entries] == [NOVEMBER]


def test_a_quarterly_figure_is_in_once_its_quarter_is_stated() -> None:
    entries = owed(judge({"LPI CS 1": [said(Q3, "64.56")]}), DECEMBER)
    assert short(entries)[1] == ("dev", "2009-10 Q3", DueState.IN, [])


def test_what_was_due_before_there_was_a_register_may_be_asked_of_nobody_though_it_is_of_the_last_month() -> None:
    started = RegisterHistory([Applied(date(2010, 1, 18), REGISTER)])
    assert to_ask_for(replace(judge(), register=started), DECEMBER) == []
    assert owed(replace(judge(), register=started), DECEMBER)[0].state == DueState.LATE


def test_a_return_that_is_due_after_the_next_month_is_asked_for_till_then() -> None:
    register = a_register(*MONTHLY, senders=[a_sender("dev", due_day=31)])
    on_its_day = a_judge(register, today=date(2010, 2, 1))  # 31 January 2010 is a Sunday
    january = Period.month(2010, 1)
    assert [(e.period, e.state) for e in to_ask_for(on_its_day, january)][-2:] == [
        (DECEMBER, DueState.AWAITED),
        (january, DueState.AWAITED),
    ]
