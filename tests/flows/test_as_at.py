"""The past stands still: settings and later figures do not recolour a report as at an instant."""

from __future__ import annotations

from typing import Any

import pytest

from flows.decide import holds_of
from flows.knowing import what_was_known
from flows.register_steps import apply_register
from flows.report_steps import FORMATS, files_of
from flows.trace import trace
from infra.wiring import House
from reports.as_html import as_html
from reports.as_json import as_json
from reports.document import Document
from tests.council import GOLDEN, at, drop
from tests.flows.make_document import make_document
from tests.flows.take_in import take_in
from transforms.period import Period
from transforms.report_plan import LAYOUTS

pytestmark = pytest.mark.slow

OTHER = {
    "council": "Tonbridge and Malling",
    "timezone": "Asia/Tokyo",
    "year_start_month": 1,
    "due_rolls_to": "previous",
}


@pytest.fixture
def reported(house: House) -> Document:
    """The committee's report of the golden figures."""
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    take_in(house)
    return make_document(house, "scrutiny", "2009-10 Q3", None)


@pytest.mark.parametrize("changed", [{name: value} for name, value in OTHER.items()], ids=list(OTHER))
def test_a_setting_that_is_changed_later_leaves_an_earlier_report_as_it_was(
    house: House, reported: Document, changed: dict[str, Any]
) -> None:
    later = at(House(house.workspace, house.settings.model_copy(update=changed)), "2010-02-20")
    make_document(later, "scrutiny", "2009-10 Q3", None)

    again = make_document(later, "scrutiny", "2009-10 Q3", reported.as_at)

    assert as_json(again) == as_json(reported)
    assert as_html(again) == as_html(reported)


def test_a_report_made_now_goes_by_the_settings_in_force(house: House, reported: Document) -> None:
    renamed = House(house.workspace, house.settings.model_copy(update={"council": OTHER["council"]}))

    assert make_document(at(renamed, "2010-02-20"), "scrutiny", "2009-10 Q3", None).council == OTHER["council"]


def test_a_range_set_anew_today_from_a_day_long_past_leaves_an_earlier_report_as_it_was(house: House) -> None:
    months = [Period.month(2009, 12).shifted(-back) for back in range(30)]
    rows = [f"LPI CS 1,{60 + month.start.month % 3 - 20 * (month.start.year < 2009)},{month}" for month in months]
    drop(house, "cs", "history.csv", "\n".join(["Code,Value,Period", "LPI CS 1,61,Q3 2009/10", *rows]))
    take_in(house)
    before = make_document(house, "scrutiny", "2009-10 Q3", None)
    (house.register_folder / "rebased.csv").write_text("code,from,reason\nLPI CS 1,January 2009,new contractor\n")
    later = at(house, "2010-01-20")
    apply_register(later)

    again = make_document(later, "scrutiny", "2009-10 Q3", before.as_at)
    now = make_document(later, "scrutiny", "2009-10 Q3", None)

    assert as_json(again) == as_json(before)
    assert as_html(again) == as_html(before)
    assert "new contractor" in as_json(now).decode()
    assert "new contractor" not in as_json(before).decode()


def test_what_changed_before_the_last_report_is_not_told_again(house: House, reported: Document) -> None:
    drop(house, "dev", "corrected.csv", "Code,Numerator,Denominator,Period\nNI 157a,8,9,Dec-09\n")
    take_in(at(house, "2010-01-20"))

    def told(period: str) -> list[str]:
        document = make_document(at(house, "2010-06-01"), "scrutiny", period, None)
        return [f"{change.was} to {change.now}" for change in document.changes]

    assert told("2009-10 Q3") == ["77.78% to 88.89%"]
    assert told("2009-10 Q4") == []


def test_a_question_that_names_no_instant_leaves_the_clock_where_it_was(house: House, reported: Document) -> None:
    later = at(house, "2030-01-18")
    holds_of(later)
    what_was_known(later)
    trace(later, "NI 157a", Period.quarter(2009, 3), None)

    assert make_document(house, "scrutiny", "2009-10 Q3", None).as_at.year == 2010


def test_who_owes_what_is_told_by_the_day_of_asking(house: House) -> None:
    what_was_known(house, at(house, "2010-01-17").clock.now())

    early = what_was_known(at(house, "2010-01-05")).judge.today

    assert early.isoformat() == "2010-01-05"


DECLARED_LATER = """
[scrutiny]
title = "Something else - {period}"
audience = "Nobody"
layout = "form"
period = "quarter"
codes = ["NI 157a"]
"""
ACTIONS = "Code,Action,Who,By when\nLPI CS 1,Recruit two advisers,Head of CS,31/03/2010\n"
KENT = "Code,Authority,Value,Period,Group\nNI 157a,Dover,79.1%,Q3 2009/10,Kent districts\n"


def test_in_every_format_it_is_the_same_bytes_a_month_of_other_figures_actions_and_declarations_later(
    house: House, reported: Document
) -> None:
    before = files_of(reported, list(FORMATS))
    later = at(house, "2010-02-20T09:00:00Z")
    drop(later, "dev", "corrected.csv", "Code,Numerator,Denominator,Period\nNI 157a,8,9,Dec-09\n")
    drop(later, "cs", "actions.csv", ACTIONS)
    drop(later, "pct", "kent.csv", KENT)
    take_in(later)
    (later.workspace / "register" / "reports.toml").write_text(DECLARED_LATER, encoding="utf-8")
    apply_register(later)

    again = files_of(make_document(later, "scrutiny", "2009-10 Q3", reported.as_at), list(FORMATS))
    now = make_document(later, "scrutiny", "2009-10 Q3", None)

    assert {name for name, content in before.items() if again[name] != content} == set()
    assert (now.title, now.layout, len(now.rows)) == ("Something else - Quarter 3", LAYOUTS["form"], 1)
