from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.transforms.feeds import a_feed
from tests.transforms.given import DECEMBER, NOVEMBER, OCTOBER, Q3, an_indicator, an_observation, said
from tests.transforms.records import BOTH, SINCE, TWO, a_finding, a_receipt, record, sent
from transforms.feed import Span, SpanUnit
from transforms.finding import Severity
from transforms.indicator import Frequency
from transforms.observation import Decided, Observation
from transforms.period import Period
from transforms.register_history import Applied, RegisterHistory
from transforms.timeliness import Delivery, HoldEnd

DUE = date(2010, 1, 15)


def december(*observations: Observation, **known: object) -> Delivery:
    [one] = record(*observations, months=[DECEMBER], **known)  # type: ignore[arg-type]
    return one


@pytest.mark.parametrize(
    ("came", "days", "on_time"),
    [
        ("2010-01-08", -5, True),
        ("2010-01-10", -4, True),
        ("2010-01-15", 0, True),
        ("2010-01-16", 1, False),
        ("2010-01-17", 1, False),
        ("2010-01-18", 1, False),
        ("2010-01-19", 2, False),
    ],
)
def test_days_are_working_days_before_and_after_the_due_day(came: str, days: int, on_time: bool) -> None:
    one = december(sent(DECEMBER, came))

    assert (one.expected.due, one.days, one.on_time) == (DUE, days, on_time)


def test_christmas_costs_nobody_a_day() -> None:
    late = replace(BOTH.senders["dev"], due_day=24)
    history = RegisterHistory([Applied(SINCE, replace(BOTH, senders={"dev": late}))])

    [one] = record(
        sent(NOVEMBER, "2009-12-29"), sent(NOVEMBER, "2009-12-29", code="NI 157b"), months=[NOVEMBER], history=history
    )

    assert (one.expected.due, one.days) == (date(2009, 12, 24), 1)


def test_a_return_has_come_when_its_last_figure_has() -> None:
    one = december(sent(DECEMBER, "2010-01-12"), sent(DECEMBER, "2010-01-19", code="NI 157b"), history=TWO)

    assert (one.came, one.days, one.in_time) == (date(2010, 1, 19), 2, 1)


def test_as_long_as_a_figure_is_missing_the_return_is_owed_and_its_days_count_on() -> None:
    one = december(sent(DECEMBER, "2010-01-12"), history=TWO)

    assert (one.came, one.days, list(one.missing), one.in_time) == (None, 3, ["NI 157b"], 1)
    assert one.right_first_time is None


def test_what_is_not_in_and_not_late_is_not_in_the_record() -> None:
    assert record(months=[DECEMBER], today=DUE) == []
    assert len(record(months=[DECEMBER], today=date(2010, 1, 16))) == 1
    assert len(record(sent(DECEMBER, "2010-01-12"), months=[DECEMBER], today=date(2010, 1, 13))) == 1


def test_what_was_due_before_there_was_a_register_is_not_in_the_record() -> None:
    since = RegisterHistory([Applied(DUE, BOTH)])

    assert [each.expected.due for each in record(months=[NOVEMBER, DECEMBER], history=since)] == [DUE]


def test_a_figure_that_was_held_came_when_it_was_sent() -> None:
    one = december(sent(DECEMBER, "2010-01-12", held="odd", decided=Decided.RELEASED, decided_on="2010-01-19"))

    assert (one.came, one.holds, one.right_first_time) == (date(2010, 1, 12), [HoldEnd.RELEASED], True)


def test_a_figure_that_was_sent_back_came_when_it_was_first_sent_but_was_not_right() -> None:
    one = december(
        sent(DECEMBER, "2010-01-12", held="odd", decided=Decided.RETURNED), sent(DECEMBER, "2010-01-19", "70")
    )

    assert (one.came, one.holds, one.right_first_time) == (date(2010, 1, 12), [HoldEnd.RETURNED], False)
    assert one.corrections == []


def test_a_figure_that_was_sent_back_and_not_sent_again_is_owed() -> None:
    one = december(sent(DECEMBER, "2010-01-12", held="odd", decided=Decided.RETURNED))

    assert (one.came, list(one.missing)) == (None, ["NI 157a"])


def test_what_waits_for_a_checker_is_in_and_cannot_be_told_right_or_wrong() -> None:
    one = december(sent(DECEMBER, "2010-01-12", held="odd"))

    assert (one.came, one.holds, one.right_first_time) == (date(2010, 1, 12), [HoldEnd.WAITING], None)


def test_a_held_figure_that_its_sender_corrects_before_a_decision_was_not_right() -> None:
    one = december(sent(DECEMBER, "2010-01-12", "800", held="odd"), sent(DECEMBER, "2010-01-13", "80"))

    assert (one.holds, one.corrections, one.right_first_time) == ([HoldEnd.CORRECTED], [], False)


@pytest.mark.parametrize(
    ("corrected", "is_right"), [("2010-01-13", False), ("2010-04-12", False), ("2010-04-13", True)]
)
def test_a_correction_within_the_quarter_says_that_it_was_not_right_the_first_time(
    corrected: str, is_right: bool
) -> None:
    one = december(sent(DECEMBER, "2010-01-12"), sent(DECEMBER, corrected, "79"), today=date(2010, 5, 1))

    assert len(one.corrected) == 1
    assert one.right_first_time is is_right
    assert one.came == date(2010, 1, 12)


def test_the_same_figure_sent_again_is_no_correction() -> None:
    assert december(sent(DECEMBER, "2010-01-12"), sent(DECEMBER, "2010-01-19")).corrections == []


def test_a_final_figure_after_a_provisional_one_was_announced() -> None:
    first = an_observation(said(DECEMBER, "80", provisional=True), "2010-01-12")

    one = december(first, sent(DECEMBER, "2010-01-19", "79"))

    assert [each.announced for each in one.corrections] == [True]
    assert (one.corrected, one.right_first_time) == ([], True)


@pytest.mark.parametrize(("revised", "is_right"), [("2010-03-01", True), ("2010-04-20", False)])
def test_a_feed_may_revise_as_long_as_it_said_it_would(revised: str, is_right: bool) -> None:
    feed = a_feed(
        sender="dev", expected_after=Span(15, SpanUnit.DAYS), revised_for=Span(2, SpanUnit.MONTHS)
    )  # fmt: skip
    quarterly = an_indicator(frequency=Frequency.QUARTERLY)
    known = replace(BOTH, indicators={"ni157a": (quarterly,)}, feeds={feed.feed: feed})
    history = RegisterHistory([Applied(SINCE, known)])

    [one] = record(
        sent(Q3, "2010-01-25"), sent(Q3, revised, "79"), months=[DECEMBER], history=history, today=date(2010, 5, 1)
    )

    assert one.right_first_time is is_right


def test_what_was_refused_has_not_come_and_was_not_right() -> None:
    refused = a_receipt("2010-01-12", a_finding())

    one = december(sent(DECEMBER, "2010-01-19"), receipts=[refused])

    assert (one.came, len(one.refused), one.right_first_time) == (date(2010, 1, 19), 1, False)
    assert len(one.files) == 2


def test_a_note_refuses_nothing() -> None:
    noted = a_receipt("2010-01-12", a_finding("taken-as", Severity.WARNING))

    assert december(sent(DECEMBER, "2010-01-12"), receipts=[noted]).right_first_time is True


def test_a_file_that_could_not_be_read_belongs_to_the_return_that_was_awaited() -> None:
    unreadable = a_receipt("2010-01-12", a_finding("no-table", sheet="", cell="", code="", period=""))

    november, december_ = record(sent(NOVEMBER, "2009-12-11"), months=[NOVEMBER, DECEMBER], receipts=[unreadable])

    assert (november.right_first_time, len(november.files)) == (True, 1)
    assert (december_.right_first_time, december_.files) == (False, [unreadable])


def test_a_file_that_could_not_be_read_is_not_taken_for_a_return_that_had_come() -> None:
    late = RegisterHistory([Applied(SINCE, replace(BOTH, senders={"dev": replace(BOTH.senders["dev"], due_day=28)}))])
    unreadable = a_receipt("2010-01-05", a_finding("no-table", code="", period=""))
    november = [sent(NOVEMBER, "2009-12-11", code=code) for code in ("NI 157a", "NI 157b")]

    told = record(*november, months=[NOVEMBER, DECEMBER], receipts=[unreadable], history=late, today=date(2010, 2, 1))

    assert [each.files == [unreadable] for each in told] == [False, True]


def test_a_history_that_came_later_belongs_to_no_return_but_its_own() -> None:
    long_ago = Period.month(2007, 12)

    [one] = record(sent(long_ago, "2010-01-12"), sent(DECEMBER, "2010-01-13"), months=[DECEMBER])

    assert [file.recorded_at.day for file in one.files] == [13]


def test_a_fault_of_one_row_counts_against_its_own_period() -> None:
    both = a_receipt("2010-01-12", a_finding(period="2009-11"))

    november, december_ = record(
        sent(NOVEMBER, "2009-12-11"), sent(DECEMBER, "2010-01-12"), months=[NOVEMBER, DECEMBER], receipts=[both]
    )

    assert (november.right_first_time, december_.right_first_time) == (False, True)


def test_a_month_that_came_within_a_quarter_came_with_it() -> None:
    one = december(sent(Q3, "2010-01-11"))

    assert (one.came, one.on_time) == (date(2010, 1, 11), True)


def test_a_quarter_that_came_by_its_months_came_with_the_last_of_them() -> None:
    quarterly = replace(BOTH, indicators={"ni157a": (an_indicator(frequency=Frequency.QUARTERLY),)})
    months = [
        an_observation(said(month, out_of=(5, 6)), day)
        for month, day in ((OCTOBER, "2009-11-10"), (NOVEMBER, "2009-12-10"), (DECEMBER, "2010-01-18"))
    ]

    [one] = record(*months, months=[DECEMBER], history=RegisterHistory([Applied(SINCE, quarterly)]))

    assert (one.came, one.days) == (date(2010, 1, 18), 1)
