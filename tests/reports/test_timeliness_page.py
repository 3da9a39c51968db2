from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from reports.late_mark import MARGIN, WIDTH, days_in_words, marks_of, strip_of
from reports.timeliness_page import Told, league_page, sender_page
from reports.timeliness_words import costs, helps, ordinal, remarks, usual_in_words, went_well
from tests.council import utc
from tests.transforms.given import DECEMBER, a_register, a_sender, at
from tests.transforms.records import COUNCIL, a_finding, a_receipt
from tests.transforms.test_league import a_delivery, returns
from transforms.finding import Severity
from transforms.issue import Issue, Why
from transforms.league import Row, Stretch, Tally, league
from transforms.period import Period
from transforms.shortcoming import shortcomings_of
from transforms.timeliness import Correction, Delivery, HoldEnd

HOSTILE = '<script>alert("P&G")</script>'
TOLD = Told(COUNCIL, Stretch.year_to(date(2010, 1, 20)), utc("2010-01-20T09:05:00"))
ISSUE = Issue("scrutiny", Period.quarter(2009, 3), 1, Why.CALENDAR, at("2010-01-29"), {})


def row(*deliveries: Delivery, before: tuple[Delivery, ...] = ()) -> Row:
    return Row(a_sender("dev"), 1, Tally(deliveries), Tally(before))


def text_of(page: bytes) -> str:
    """What a page says, its style left out."""
    body = page.decode().partition("<body>")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_days_are_told_in_words() -> None:
    assert [days_in_words(a_delivery(days)) for days in (-1, 0, 2)] == ["1 day early", "on the day", "2 days late"]
    assert days_in_words(a_delivery(None)) == "owed, 3 days so far"


def test_all_marks_stand_on_one_scale_and_in_one_line_with_the_due_day() -> None:
    early, prompt, late = marks_of([a_delivery(-10), a_delivery(0), a_delivery(10)])

    assert early.due == prompt.due == late.due == prompt.at
    assert float(early.at) < float(prompt.at) < float(late.at)
    assert float(prompt.at) - float(early.at) == pytest.approx(float(late.at) - float(prompt.at), abs=0.2)
    assert float(late.at) == pytest.approx(WIDTH - MARGIN, abs=0.2)
    assert (early.kind, late.kind, marks_of([a_delivery(None)])[0].kind) == ("on-time", "late", "owed")


def test_a_strip_says_in_words_what_it_draws() -> None:
    strip = strip_of([a_delivery(0, wrong=True), a_delivery(2)])

    assert strip.description == "December 2009: on the day, not right the first time; December 2009: 2 days late"
    assert [(kind, is_wrong) for _, kind, is_wrong in strip.marks] == [("on-time", True), ("late", False)]


def test_what_went_well_is_said_of_all_of_some_and_of_none() -> None:
    assert went_well(row(a_delivery(0), a_delivery(0)))[:2] == [
        "Every one of the 2 returns came by the day it was due.",
        "Every one of the 2 returns was right the first time.",
    ]
    assert went_well(row(a_delivery(0), a_delivery(1, wrong=True)))[:2] == [
        "1 of 2 returns came by the day it was due.",
        "1 of 2 returns was right the first time.",
    ]


def test_where_nothing_went_well_at_least_what_came_is_said() -> None:
    came, owed = a_delivery(2, wrong=True), replace(a_delivery(None), refused=[a_finding()])

    assert went_well(row(came, owed)) == ["1 of 2 figures that were asked for are in."]


def test_a_better_year_is_said_and_a_worse_one_is_not() -> None:
    better = row(*returns("dev", 9, 3), before=tuple(returns("dev", 6, 6)))
    worse = row(*returns("dev", 6, 6), before=tuple(returns("dev", 9, 3)))

    assert went_well(better)[-1] == "More came on time than in the year before, when it was 6 of 12 (50%)."
    assert not any("year before" in sentence for sentence in went_well(worse))


def test_what_it_cost_is_what_was_recorded_and_no_more() -> None:
    held = replace(a_delivery(0), holds=[HoldEnd.RELEASED, HoldEnd.RETURNED])
    twice = replace(a_delivery(3, wrong=True), files=[a_receipt("2010-01-12"), a_receipt("2010-01-18")])
    corrected = replace(
        a_delivery(0), corrections=[Correction("NI 157a", DECEMBER, date(2010, 1, 18), announced=False, soon=True)]
    )

    assert costs(Tally([held, twice, corrected, a_delivery(None)]), [ISSUE], 3) == [
        "1 return was late, by 3 working days.",
        "December 2009 is owed, for 3 working days so far: NI 157a.",
        "1 report went out without figures that were due: Scrutiny, October to December 2009.",
        "3 reminders went out after the day.",
        "Once a figure, a sheet or a file could not be taken.",
        "It took 2 files to bring 1 return.",
        "2 figures had to be looked at by a checker: 1 released and 1 sent back.",
        "1 figure was corrected after the council had reckoned with it.",
    ]
    assert costs(Tally([a_delivery(0)]), [], 0) == []


def test_another_due_day_is_offered_where_it_would_have_fitted() -> None:
    [said] = helps(row(*returns("dev", 0, 6)), [], "next")

    assert said.startswith("Had the day been the 16th and not the 15th, 6 of 6 returns would have been on time.")


def test_the_remedy_of_what_is_found_most_is_said_and_a_sheet_of_its_own_may_be_described() -> None:
    found = shortcomings_of([a_receipt("2010-01-12", a_finding("no-table"), a_finding("taken-as", Severity.WARNING))])

    said = helps(row(a_delivery(0)), found, "next")

    assert said[0] == "No table: Mend no-table."
    assert any("describe it once" in sentence for sentence in said)
    assert not any("taken-as" in sentence for sentence in said)


def test_where_all_is_well_nothing_needs_to_change() -> None:
    assert helps(row(a_delivery(0)), [], "next") == ["Nothing needs to change."]


def test_one_return_is_remarked_on_in_short() -> None:
    assert remarks(a_delivery(0)) == ""
    assert remarks(replace(a_delivery(None, wrong=True), holds=[HoldEnd.WAITING])) == (
        "NI 157a missing; 1 not taken; 1 held, not decided yet"
    )


@pytest.mark.parametrize(
    ("day", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (15, "15th"), (22, "22nd")]
)
def test_a_day_of_the_month_is_written_as_people_do(day: int, words: str) -> None:
    assert ordinal(day) == words


@pytest.mark.parametrize(("days", "words"), [(-4, "4 days early"), (0, "on the day"), (1, "1 day late")])
def test_when_a_sender_usually_comes_is_told_in_words(days: int, words: str) -> None:
    assert usual_in_words(Tally([replace(a_delivery(0), days=days)])) == words
    assert usual_in_words(Tally([])) == ""


def test_what_went_well_comes_before_what_did_not() -> None:
    said = text_of(sender_page(TOLD, row(*returns("dev", 3, 3)), [ISSUE], 1))

    order = [said.index(words) for words in ("What went well", "Return by return", "What was found", "What it cost",
                                             "What would help", "How this is counted")]  # fmt: skip
    assert order == sorted(order)


def test_the_page_names_file_sheet_and_cell_of_an_example() -> None:
    file = a_receipt("2010-01-12", a_finding(), a_finding(cell="D9"))

    said = text_of(sender_page(TOLD, row(replace(a_delivery(1, wrong=True), files=[file])), [], 0))

    assert "Not a number Not taken 2 not-a-number in D7 return.xlsx, sheet “Return”, cell D7" in said


def test_the_table_says_who_has_no_place_and_of_how_many_each_share_is() -> None:
    told = [*returns("dev", 11, 1), *returns("pct", 2, 1)]
    register = a_register(senders=[a_sender("dev"), a_sender("pct")])

    said = text_of(league_page(TOLD, league(register, told, TOLD.stretch), told))

    assert "1 Development Services department 11 of 12 (92%)" in said
    assert "too few pct department 2 of 3 (67%)" in said
    assert "nobody has a place by fewer than 6 returns" in said


def test_where_nothing_was_due_both_pages_say_so() -> None:
    assert "No return was due in this time" in text_of(league_page(TOLD, [], []))
    assert "No return was due in this time" in text_of(sender_page(TOLD, row(), [], 0))


def test_what_others_wrote_is_text_on_the_page_and_a_long_cell_is_cut() -> None:
    hostile = replace(a_finding(sheet=HOSTILE), message=HOSTILE + "y" * 4000, remedy=HOSTILE, rule=HOSTILE)
    file = a_receipt("2010-01-12", hostile, file=f"{HOSTILE}.xlsx")
    told = replace(row(replace(a_delivery(1), files=[file])), sender=replace(a_sender("dev"), name=HOSTILE))

    page = sender_page(replace(TOLD, council=replace(COUNCIL, name=HOSTILE)), told, [], 0).decode()

    assert "<script" not in page
    assert "y" * 300 not in page


def test_the_pages_need_nothing_from_elsewhere() -> None:
    for page in (
        sender_page(TOLD, row(a_delivery(0)), [], 0),
        league_page(TOLD, [row(a_delivery(0))], [a_delivery(0)]),
    ):
        assert not re.search(r"https?://|<script|@import|url\(|src=", page.decode())
