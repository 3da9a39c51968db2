from __future__ import annotations

from datetime import date

import pytest

from tests.transforms.given import DECEMBER, Q3, at
from tests.transforms.records import COUNCIL, a_finding, a_receipt
from tests.transforms.test_league import a_delivery, returns
from transforms.finding import Severity
from transforms.issue import Issue, Why
from transforms.period import Period
from transforms.reminded import Matter, Occasion, Reminded
from transforms.shortcoming import fitting_day, reminders_needed, shortcomings_of, went_without, would_keep
from transforms.timeliness import Delivery


def test_what_a_commentary_leaves_open_is_between_mortar_and_its_writer() -> None:
    assert shortcomings_of([a_receipt("2010-01-12", a_finding("commentary-no-date", Severity.WARNING))]) == []


def test_findings_are_grouped_by_kind_the_gravest_first_and_then_the_most_frequent() -> None:
    files = [
        a_receipt("2009-11-12", a_finding("taken-as", Severity.WARNING), a_finding("unknown-code", cell="A3")),
        a_receipt("2010-01-12", a_finding("not-a-number", cell="D7"), a_finding("not-a-number", cell="D8"),
                  a_finding("outside-limits", Severity.HOLD), file="latest.xlsx"),
        a_receipt("2009-12-11", a_finding("not-a-number", cell="D9")),
    ]  # fmt: skip

    found = shortcomings_of(files)

    assert [(kind.rule, kind.times, kind.files) for kind in found] == [
        ("not-a-number", 3, 2), ("unknown-code", 1, 1), ("outside-limits", 1, 1), ("taken-as", 1, 1),
    ]  # fmt: skip
    assert (found[0].example_file, found[0].example.cell) == ("latest.xlsx", "D7")


def test_the_due_day_that_fits_is_the_earliest_that_nearly_all_would_have_kept() -> None:
    late = [*returns("dev", 0, 3), a_delivery(5), a_delivery(4)]

    assert fitting_day(late, 15, "next") == 20
    assert (would_keep(late, 15, "next"), would_keep(late, 18, "next"), would_keep(late, 20, "next")) == (0, 3, 5)


@pytest.mark.parametrize(
    "deliveries", [returns("dev", 10, 1), [a_delivery(None)], [a_delivery(40)], []], ids=["kept", "owed", "far", "none"]
)
def test_no_day_is_named_where_the_one_there_is_fits_or_none_would(deliveries: list[Delivery]) -> None:
    assert fitting_day(deliveries, 15, "next") is None


def an_issue(period: Period, as_at: str, version: int = 1) -> Issue:
    return Issue("scrutiny", period, version, Why.CALENDAR, at(as_at), {})


@pytest.mark.parametrize(
    ("issue", "is_missed"),
    [
        (an_issue(Q3, "2010-01-29"), True),
        (an_issue(Q3, "2010-02-15"), False),
        (an_issue(Q3, "2010-01-29", version=2), False),
        (an_issue(Q3.previous(), "2010-01-29"), False),
        (an_issue(DECEMBER, "2010-01-14"), False),
    ],
    ids=["before it came", "after it came", "issued again", "of another period", "before it was due"],
)
def test_a_report_went_without_what_was_due_and_had_not_come(issue: Issue, is_missed: bool) -> None:
    late = a_delivery(20)

    assert late.came == date(2010, 2, 4)
    assert went_without([late, a_delivery(0)], [issue], COUNCIL) == ([issue] if is_missed else [])


def told(day: int, occasion: Occasion = Occasion.RETURN, *, about: str = "dev", mail: str = "") -> Reminded:
    """A mail about December's return of a sender."""
    return Reminded(
        "dev@council.example", date(2010, 1, day), Matter(occasion, about, "2009-12"), mail or f"mail {day}"
    )


@pytest.mark.parametrize(
    ("reminded", "number"),
    [
        ([told(8), told(15)], 0),
        ([told(18), told(25)], 2),
        ([told(18), told(18, Occasion.MANAGER, mail="another")], 2),
        ([told(18), told(18)], 1),
        ([told(18, Occasion.COMMENTARY), told(18, about="cs", mail="theirs")], 0),
    ],
    ids=["before and on the day", "after it", "to the manager too", "one mail", "of other matters"],
)
def test_a_reminder_was_needed_if_it_went_out_after_the_day(reminded: list[Reminded], number: int) -> None:
    assert reminders_needed([a_delivery(9)], reminded) == number
