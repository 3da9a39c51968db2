"""The reminder as its reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.reminder_mail import Reminder
from tests.transforms.given import DECEMBER, NOVEMBER, Q3, a_judge, a_register, an_indicator, by_period, said
from transforms.digest import AskedCommentary, AskedReturn, Digest
from transforms.indicator import Indicator, Polarity
from transforms.owed import DueState, Owed
from transforms.period import Period
from transforms.register import Sender, SenderKind
from transforms.reminded import Occasion

COUNCIL = "Sevenoaks District Council"
HOUSING = Sender("housing", "Housing", SenderKind.DEPARTMENT, "housing@c.example", "head@c.example", 15)
PCT = Sender("pct", "West Kent PCT", SenderKind.PARTNER, "", "", 15)
INDICATOR = an_indicator(code="LPI H 1", name="Homeless families housed", owner="Head of Housing")
DUE = {NOVEMBER: date(2009, 12, 15), DECEMBER: date(2010, 1, 15), Q3: date(2010, 1, 15)}


def owes(
    period: Period,
    days_late: int = 0,
    occasion: Occasion = Occasion.RETURN,
    sender: Sender = HOUSING,
    missing: Sequence[Indicator] = (INDICATOR,),
) -> AskedReturn:
    """A return that is asked for."""
    owed = Owed(sender.sender, period, DUE[period], DueState.AWAITED, [row.code for row in missing])
    return AskedReturn("housing@c.example", occasion, sender, owed, missing, owed.due, days_late, is_first=True)


def to_explain(
    indicator: Indicator = INDICATOR, by: date | None = date(2010, 1, 28), figure: str = "60"
) -> AskedCommentary:
    """A figure of the third quarter against a target of 80 that is to be explained."""
    history = [said(Q3.shifted(-3 * back), str(50 + back)) for back in range(1, 6)]
    figures = {indicator.code: by_period(said(Q3, figure), *history)}
    register = a_register(indicator, targets={indicator.code: {Q3: "80%"}})
    row = a_judge(register, figures).row(indicator, Q3)
    return AskedCommentary("housing@c.example", HOUSING, row, by, is_first=True, is_passed_on=False)


def reminder(
    day: date,
    returns: Sequence[AskedReturn] = (),
    commentaries: Sequence[AskedCommentary] = (),
    attached: Sequence[str] = (),
) -> Reminder:
    """The mail of a day."""
    return Reminder(Digest("housing@c.example", "housing@c.example", day, returns, commentaries), COUNCIL, attached)


@pytest.mark.parametrize(
    ("day", "returns", "commentaries", "subject"),
    [
        (8, [owes(DECEMBER)], [], "Please send by Friday 15 January: figures for December 2009"),
        (8, [owes(DECEMBER), owes(Q3)], [], "Please send by Friday 15 January: figures for December 2009"),
        (15, [owes(DECEMBER)], [], "Due today: figures for December 2009"),
        (18, [owes(DECEMBER, 1)], [], "Late: figures for December 2009, due on Friday 15 January"),
        (
            18, [owes(NOVEMBER, 21), owes(DECEMBER, 1)], [],
            "Late: figures for November 2009 and December 2009, the first due on Tuesday 15 December",
        ),
        (
            8, [owes(NOVEMBER, 15), owes(DECEMBER)], [],
            "Please send by Friday 15 January: figures for December 2009; late: figures for November 2009",
        ),
        (18, [], [to_explain()], "Please explain by Thursday 28 January: 1 figure of Q3 2009/10"),
        (28, [], [to_explain(), to_explain()], "Please explain today: 2 figures of Q3 2009/10"),
        (30, [], [to_explain(by=None)], "Please explain: 1 figure of Q3 2009/10"),
        (
            20, [owes(DECEMBER, 3, Occasion.MANAGER), owes(DECEMBER, 3, Occasion.MANAGER, PCT)], [],
            "Late from Housing and West Kent PCT: figures for December 2009",
        ),
    ],
)  # fmt: skip
def test_the_subject_says_what_is_asked_and_by_when(
    day: int, returns: list[AskedReturn], commentaries: list[AskedCommentary], subject: str
) -> None:
    assert reminder(date(2010, 1, day), returns, commentaries).subject == subject


def test_many_late_senders_are_counted_in_the_subject() -> None:
    late = [owes(DECEMBER, 5, Occasion.POLICY_TEAM, replace(HOUSING, name=f"Section {n}")) for n in range(4)]

    assert reminder(date(2010, 1, 22), late).subject == "Late from 4 senders: figures for December 2009"


def test_what_is_missing_is_named_in_full_for_the_last_return_and_by_code_for_older_ones() -> None:
    mail = reminder(date(2010, 1, 8), [owes(NOVEMBER, 15), owes(DECEMBER), owes(Q3)], attached=["a.xlsx", "b.xlsx"])

    text, page = mail.as_text(), mail.as_page()
    assert (
        "NOVEMBER 2009, Housing\nIt was due on Tuesday 15 December 2009, 15 working days ago. Not in yet:\n  LPI H 1\n"
        in text
    )
    assert "  LPI H 1      Homeless families housed\n" in text
    assert "  LPI H 1      Homeless families housed (October to December 2009)\n" in text
    assert "Attached: “a.xlsx” and “b.xlsx”. Fill them in" in text
    assert page.count("<h2") == 2
    assert page.count("Homeless families housed") == 2


def test_a_figure_to_explain_stands_under_its_owner_with_target_light_past_and_bars() -> None:
    lower = replace(INDICATOR, polarity=Polarity.MINIMISE)
    text = reminder(date(2010, 1, 18), [], [to_explain(lower, figure="90")]).as_text()

    assert "For Head of Housing" in text
    assert "  90.00% against a target of 80%: Requires Attention. Lower is better." in text
    assert "  July to September 2009 was 51.00%: Getting Worse" in text
    assert "    2009-10 Q3       90.00%  " + "#" * 30 + "\n" in text
    assert "    Target              80%  " + "=" * 27 + "\n" in text
    assert "2007-08" not in text, "what came before the first known figure is not drawn"


def test_the_bar_of_the_figure_and_of_its_target_are_told_apart_on_the_page() -> None:
    page = reminder(date(2010, 1, 18), [], [to_explain()]).as_page()

    assert page.count('class="now') == 2
    assert "height: 56px; border: 2px dashed" in page
    assert "height: 42px; background: #a3112b" in page


def test_a_figure_against_a_range_is_drawn_without_one() -> None:
    register = a_register(INDICATOR, targets={INDICATOR.code: {Q3: "70 to 80"}})
    ranged = replace(INDICATOR, polarity=Polarity.RANGE)
    row = a_judge(register, {INDICATOR.code: by_period(said(Q3, Decimal(40)))}).row(ranged, Q3)
    asked = AskedCommentary("h@c.example", HOUSING, row, None, is_first=True, is_passed_on=False)

    text = reminder(date(2010, 2, 1), [], [asked]).as_text()
    assert "Target  " not in text
    assert "as soon as you can" in text


def test_what_the_register_has_nobody_for_is_to_be_passed_on() -> None:
    asked = replace(to_explain(), sender=PCT, is_passed_on=True)

    for said_so in (
        reminder(date(2010, 1, 18), [], [asked]).as_text(),
        reminder(date(2010, 1, 18), [], [asked]).as_page(),
    ):
        assert "For West Kent PCT the register has nobody to ask: please pass on what concerns them." in said_so


def test_those_above_are_told_who_is_late_by_how_much_and_the_policy_team_whom_to_ask() -> None:
    staff = reminder(date(2010, 1, 20), [owes(DECEMBER, 3, Occasion.MANAGER)]).as_text()
    team = reminder(
        date(2010, 1, 22), [owes(DECEMBER, 5, Occasion.POLICY_TEAM), owes(DECEMBER, 5, Occasion.POLICY_TEAM, PCT)]
    ).as_text()

    assert "  Housing\n    December 2009    due on 15 January 2010, 3 working days ago; 1 not in\n" in staff
    assert "housing@c.example" not in staff
    assert "  Housing: housing@c.example; manager: head@c.example\n    December 2009" in team
    assert "  West Kent PCT: no address in the register\n    December 2009" in team


def test_who_owes_several_returns_is_named_once_and_who_is_late_for_longest_first() -> None:
    late = [
        owes(DECEMBER, 5, Occasion.POLICY_TEAM, PCT),
        owes(NOVEMBER, 25, Occasion.POLICY_TEAM),
        owes(DECEMBER, 5, Occasion.POLICY_TEAM),
        owes(Q3, 5, Occasion.POLICY_TEAM),
    ]

    text = reminder(date(2010, 1, 22), late).as_text()
    assert text.index("  Housing: ") < text.index("  West Kent PCT: ")
    assert text.count("Housing") == 2, "in the subject, and in the list"
    assert "December 2009    due on 15 January 2010, 5 working days ago; 2 not in" in text


def test_what_others_wrote_is_text_on_the_page() -> None:
    hostile = replace(INDICATOR, name="<script>", owner="<script>", code="<script>")
    sender = replace(HOUSING, name="<script>")
    mail = reminder(
        date(2010, 1, 20),
        [owes(DECEMBER, 3, sender=sender, missing=[hostile]), owes(DECEMBER, 3, Occasion.POLICY_TEAM, sender)],
        [to_explain(hostile)],
        ["<script>.xlsx"],
    )

    assert "<script>" not in mail.as_page()
    assert "&lt;script&gt;" in mail.as_page()
