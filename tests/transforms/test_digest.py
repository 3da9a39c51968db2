"""Who is written to about what on a day, and that it is one mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.transforms.feeds import WASTE
from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    Q3,
    a_judge,
    a_register,
    a_sender,
    an_indicator,
    by_period,
    said,
)
from transforms.code import code_key
from transforms.digest import Digest, digests
from transforms.feed import FeedKind, Span, SpanUnit
from transforms.indicator import Frequency
from transforms.judged import Judge
from transforms.layout import Layout, Part, Series
from transforms.observation import Stated
from transforms.register import Sender, SenderKind
from transforms.register_history import Applied, RegisterHistory
from transforms.reminded import Matter, Occasion, Reminded, Told, address_key

APRIL = 4
POLICY_TEAM = "Policy Team <policy@council.example>"
FIRST_DAY = date(2009, 12, 1)
"""Since when there is a register: what was due before is asked of nobody."""

DEV = replace(a_sender("dev"), email="dev@council.example", manager_email="head@council.example")
HOUSING = replace(
    a_sender("housing"), name="Housing", email="housing@council.example", manager_email="Head@Council.Example"
)
PCT = replace(a_sender("pct", SenderKind.PARTNER), email="pct@nhs.example")
KCC = replace(a_sender("kcc", SenderKind.FEED), email="kcc@kent.example")
MONTHLY = [an_indicator(code="NI 157a"), an_indicator(code="NI 157b")]
OF_HOUSING = an_indicator(code="LPI H 1", sender="housing", owner="Head of Housing")
YEARLY = an_indicator(code="NI 137", sender="pct", frequency=Frequency.QUARTERLY)
OF_KCC = an_indicator(code="NI 192", sender="kcc", owner="Street Scene Manager")
INDICATORS = [*MONTHLY, OF_HOUSING, YEARLY, OF_KCC]
SENDERS = [DEV, HOUSING, PCT, KCC]
NOVEMBERS = {indicator.code: [said(NOVEMBER, 90)] for indicator in INDICATORS}


PCTS_FILE = Layout(
    "pct", senders=("pct",), files=("pct 20*.csv",), series=(Series(("a",), "NI 137", Part.VALUE, Decimal(1)),)
)


def judge(
    today: date,
    figures: Mapping[str, Iterable[Stated]] | None = None,
    senders: Iterable[Sender] = SENDERS,
    targets: Mapping[str, str] | None = None,
) -> Judge:
    """A judge by a register since December 2009, to whom November is known."""
    stated = {
        code: [*NOVEMBERS.get(code, []), *(figures or {}).get(code, [])] for code in [*NOVEMBERS, *(figures or {})]
    }
    of_quarter = {code: {Q3: target} for code, target in (targets or {}).items()}
    register = a_register(*INDICATORS, targets=of_quarter, senders=senders)
    made = a_judge(register, {code: by_period(*of_code) for code, of_code in stated.items()}, today=today)
    return replace(made, register=RegisterHistory([Applied(FIRST_DAY, register)]))


QUARTER_IN = {code: [said(Q3, 60)] for code in ("NI 157a", "NI 157b", "LPI H 1", "NI 137", "NI 192")}
TARGETS = {"NI 157a": "80", "NI 157b": "50", "LPI H 1": "62", "NI 192": "70"}


def asked(judge: Judge, told: Told | None = None) -> list[Digest]:
    return digests(judge, APRIL, POLICY_TEAM, told or Told())


def short(found: Iterable[Digest]) -> dict[str, list[tuple[str, str, str]]]:
    """By address the occasions, senders and periods or codes."""
    return {
        digest.key: [(matter.occasion.value, matter.sender, matter.code or matter.period) for matter in digest.matters]
        for digest in found
    }


def test_a_week_before_the_day_each_sender_is_asked_for_what_is_missing_and_nobody_else() -> None:
    found = asked(judge(date(2010, 1, 8), {"NI 157a": [said(DECEMBER, 80)]}))

    assert short(found) == {
        "dev@council.example": [("return", "dev", "2009-12")],
        "housing@council.example": [("return", "housing", "2009-12")],
        "pct@nhs.example": [("return", "pct", "2009-10 Q3")],
    }
    assert [row.code for row in found[0].returns[0].missing] == ["NI 157b"]


def test_nobody_is_written_to_earlier_or_on_a_day_off() -> None:
    assert asked(judge(date(2010, 1, 7))) == []
    assert asked(judge(date(2010, 1, 9))) == []
    assert asked(judge(date(2010, 1, 16))) == []


def test_a_return_that_is_in_or_held_is_asked_of_nobody() -> None:
    held = frozenset({(code_key("NI 157b"), DECEMBER)})
    found = asked(replace(judge(date(2010, 1, 18), {"NI 157a": [said(DECEMBER, 80)]}), waiting=held))

    assert "dev@council.example" not in short(found)


def test_a_feed_is_never_reminded_nor_its_lateness_told_to_the_policy_team() -> None:
    for day in range(40):
        told = short(asked(judge(date(2010, 1, 1) + timedelta(days=day))))
        assert all(sender != "kcc" for of_person in told.values() for _, sender, _ in of_person)


def fed(kind: FeedKind, today: date) -> Judge:
    """The PCT's quarterly figure comes by a feed, which is expected on 29 January; so does another one, by itself."""
    known = judge(today)
    feed = replace(
        WASTE, feed="pct", sender="pct", kind=kind, cycle=Frequency.QUARTERLY, expected_after=Span(29, SpanUnit.DAYS),
    )  # fmt: skip
    monthly = an_indicator(code="NI 123", sender="pct", valid_from=DECEMBER.start, frequency=Frequency.QUARTERLY)
    register = replace(known.register.latest, feeds={"pct": feed}, layouts={"pct": PCTS_FILE})
    register = replace(register, indicators={**register.indicators, code_key("NI 123"): (monthly,)})
    return replace(known, register=RegisterHistory([Applied(FIRST_DAY, register)]))


def test_what_a_feed_fetches_is_asked_of_nobody_and_what_its_sender_drops_is_by_the_feeds_own_day() -> None:
    def of_pct(kind: FeedKind, day: date) -> list[tuple[date, list[str]]]:
        to_pct = [digest for digest in asked(fed(kind, day)) if digest.key == "pct@nhs.example"]
        return [(e.owed.due, [row.code for row in e.missing]) for digest in to_pct for e in digest.returns]

    by_itself, by_feed = (date(2010, 1, 15), ["NI 123"]), (date(2010, 1, 29), ["NI 137"])
    assert of_pct(FeedKind.FILE, date(2010, 1, 8)) == [by_itself]
    assert of_pct(FeedKind.FILE, date(2010, 1, 29)) == [by_itself]
    assert of_pct(FeedKind.DROP, date(2010, 1, 8)) == [by_itself]
    assert of_pct(FeedKind.DROP, date(2010, 1, 29)) == [by_itself, by_feed]


def test_figures_of_one_period_that_are_due_on_two_days_are_one_matter() -> None:
    [pct] = [d for d in asked(fed(FeedKind.DROP, date(2010, 1, 29))) if d.key == "pct@nhs.example"]

    assert len(pct.returns) == 2
    assert pct.matters == [Matter(Occasion.RETURN, "pct", "2009-10 Q3")]


def test_who_has_sent_a_file_that_was_not_looked_into_yet_is_asked_for_nothing_nor_told_of() -> None:
    known = judge(date(2010, 1, 22), {"NI 157b": QUARTER_IN["NI 157b"]}, targets={"NI 157b": "80"})
    found = short(digests(known, APRIL, POLICY_TEAM, Told(), {"dev"}))

    assert set(found) == {
        "head@council.example",
        "housing@council.example",
        "pct@nhs.example",
        "policy@council.example",
    }
    assert all(sender != "dev" for of_person in found.values() for _, sender, _ in of_person)
    assert ("commentary", "dev", "NI 157b") in short(asked(known))["dev@council.example"]


def test_a_manager_of_two_senders_gets_one_mail_however_the_address_is_written() -> None:
    managed = [d for d in asked(judge(date(2010, 1, 20))) if d.key == "head@council.example"]

    assert short(managed) == {
        "head@council.example": [("manager", "dev", "2009-12"), ("manager", "housing", "2009-12")]
    }
    assert [each.days_late for each in managed[0].returns] == [3, 3]


def test_the_policy_team_hears_last() -> None:
    assert "policy@council.example" not in short(asked(judge(date(2010, 1, 21))))
    assert short(asked(judge(date(2010, 1, 22))))["policy@council.example"] == [
        ("policy-team", "dev", "2009-12"),
        ("policy-team", "housing", "2009-12"),
        ("policy-team", "pct", "2009-10 Q3"),
    ]


def test_who_is_a_sender_and_its_own_manager_hears_of_it_once() -> None:
    alone = replace(DEV, manager_email="DEV@council.example")
    found = short(asked(judge(date(2010, 1, 20), senders=[alone, HOUSING, PCT, KCC])))

    assert found["dev@council.example"] == [("return", "dev", "2009-12")]


def test_of_a_sender_without_an_address_those_above_hear_all_the_same() -> None:
    found = short(asked(judge(date(2010, 1, 22), senders=[replace(DEV, email=""), HOUSING, PCT, KCC])))

    assert ("manager", "dev", "2009-12") in found["head@council.example"]
    assert ("policy-team", "dev", "2009-12") in found["policy@council.example"]


def test_what_was_due_before_there_was_a_register_is_asked_of_nobody() -> None:
    late = judge(date(2010, 1, 18))
    since_today = replace(late, register=RegisterHistory([Applied(date(2010, 1, 18), late.register.latest)]))

    assert asked(since_today) == []


def test_with_what_it_is_time_for_all_else_that_is_late_is_told_and_not_on_a_day_of_its_own() -> None:
    november = Matter(Occasion.RETURN, "dev", "2009-11")
    told = Told([Reminded("dev@council.example", date(2010, 1, 13), november, "reminder.1")])
    owes_both = replace(judge(date(2010, 1, 15)), figures={})

    assert short(asked(owes_both, told))["dev@council.example"] == [
        ("return", "dev", "2009-11"),
        ("return", "dev", "2009-12"),
    ]


@pytest.mark.parametrize(
    ("told_on", "day", "matters"),
    [
        (date(2010, 1, 12), date(2010, 1, 19), []),
        (date(2010, 1, 12), date(2010, 1, 20), ["2009-11", "2009-12"]),
        (date(2010, 1, 7), date(2010, 1, 14), ["2009-11"]),
    ],
)
def test_what_a_manager_heard_before_waits_some_days_to_be_told_with_what_is_new(
    told_on: date, day: date, matters: list[str]
) -> None:
    november = Matter(Occasion.MANAGER, "dev", "2009-11")
    told = Told([Reminded("head@council.example", told_on, november, "reminder.1")])
    dev_alone = judge(day, {code: [said(DECEMBER, 80)] for code in ("LPI H 1",)})
    owes_both = replace(dev_alone, figures={code: dev_alone.figures[code] for code in [code_key("LPI H 1")]})

    found = short(asked(owes_both, told)).get("head@council.example", [])
    assert [period for _, _, period in found] == matters


def test_who_got_a_mail_of_the_day_gets_no_other() -> None:
    told = Told(
        [Reminded("dev@council.example", date(2010, 1, 15), Matter(Occasion.COMMENTARY, "x", "y"), "reminder.1")]
    )

    assert "dev@council.example" not in short(asked(judge(date(2010, 1, 15)), told))


def test_a_reminder_is_in_the_thread_of_the_first_about_the_same() -> None:
    december = Matter(Occasion.RETURN, "dev", "2009-12")
    rows = [Reminded("dev@council.example", date(2010, 1, day), december, f"reminder.{day}") for day in (8, 15)]

    [dev] = [digest for digest in asked(judge(date(2010, 1, 18)), Told(rows)) if digest.key == "dev@council.example"]
    assert dev.thread == "reminder.8"
    assert not dev.returns[0].is_first


@pytest.mark.parametrize("written", ["Policy Team <Policy@Council.example>", "policy@council.example"])
def test_a_person_is_known_by_the_address_alone(written: str) -> None:
    assert address_key(written) == "policy@council.example"
