from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import SCRIBBLES, few
from tests.transforms.lists import ACTIONS, FIGURES, a_sheet, read_sheets, read_text, said_of
from transforms.action import ActionKind
from transforms.finding import Severity
from transforms.read_batch import ReadBatch
from transforms.stated_action import FollowUp
from transforms.workbook import Sheet


def said(row: str, header: str = ACTIONS) -> FollowUp:
    """What the one action of a list says beside its words."""
    [action] = read_text(header + row).actions
    return action.said


def words(batch: ReadBatch) -> list[tuple[str, ActionKind, str]]:
    return [(action.code, action.kind, action.what) for action in batch.actions]


def test_an_action_says_what_who_by_when_and_where_it_stands() -> None:
    [action] = read_text(ACTIONS + "ni157a,Recruit two officers,Tom Frost,31/03/2010,,\n").actions

    assert (action.code, action.kind, action.what) == ("NI 157a", ActionKind.ACTION, "Recruit two officers")
    assert action.said == FollowUp("Tom Frost", date(2010, 3, 31))
    assert (action.source.sender, action.sheet, action.cell) == ("dev", "Actions", "B2")


@pytest.mark.parametrize(
    "header",
    [
        "PI Code,Action required,Lead officer,Target date,Completed,Progress\n",
        "Code,Action,Who?,By when? (date),Done?,Outcome*\n",
        "Indicator,KPI,Remedial action,Responsible,Deadline,Date completed,Update\n",
        "Actions of our service\n\nRef,Agreed action,Owner,Due date,Completed on,Result\n",
    ],
)
def test_the_headings_of_other_councils_are_known(header: str) -> None:
    cells = "x,NI 157a" if header.startswith("Indicator") else "NI 157a"
    [action] = read_text(f"{header}{cells},Recruit,Ann Bell,1 March 2010,12 January 2010,Two began\n").actions

    assert action.said == FollowUp("Ann Bell", date(2010, 3, 1), date(2010, 1, 12), "Two began")


def test_what_is_referred_to_somebody_is_a_referral() -> None:
    by_issue = read_text("Code,Issue,Referred to,By when\nNI 157a,Too slow,Cabinet,31/03/2010\n")
    by_referral = read_text("Code,Referral,Who\nNI 157a,Too slow,Cabinet\n")
    by_action = read_text("Code,Action,Who,Referred to\nNI 157a,Too slow,Tom,Cabinet\nNI 157a,Recruit,Tom,\n")
    alone = read_text("Code,Referred to\nNI 157a,Cabinet\n")

    assert words(by_issue) == words(by_referral) == [("NI 157a", ActionKind.REFERRAL, "Too slow")]
    assert by_issue.actions[0].said.who == by_referral.actions[0].said.who == "Cabinet"
    assert [(action.kind, action.said.who) for action in by_action.actions] == [
        (ActionKind.REFERRAL, "Cabinet"),
        (ActionKind.ACTION, "Tom"),
    ]
    assert words(alone) == [("NI 157a", ActionKind.REFERRAL, "Referred to Cabinet")]


@pytest.mark.parametrize(
    "written", ["31/03/2010", "31.3.10", "31 March 2010", "Wed 31 March 2010", "2010-03-31", "40268"]
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert said(f"NI 157a,Recruit,,{written},,\n").by_when == date(2010, 3, 31)


def test_a_true_date_is_a_day() -> None:
    rows = [["Code", "Action", "By when"], ["NI 157a", "Recruit", datetime(2010, 3, 31)]]

    [action] = read_sheets(Sheet("Actions", rows)).actions

    assert action.said.by_when == date(2010, 3, 31)


@pytest.mark.parametrize("written", ["Mar-10", "end of March 2010", "Q4 2009/10", "2009/10"])
def test_a_month_by_which_something_is_to_be_done_is_its_last_day_and_that_is_said(written: str) -> None:
    batch = read_text(ACTIONS + f"NI 157a,Recruit,,{written},,\n")

    assert batch.actions[0].said.by_when == date(2010, 3, 31)
    assert said_of(batch) == {"D2": "taken-as"}


def test_what_has_no_day_yet_is_taken_without_one() -> None:
    batch = read_text(ACTIONS + "NI 157a,Recruit,,TBC,ongoing,\n")

    assert batch.actions[0].said == FollowUp()
    assert said_of(batch) == {"D2": "no-day"}


@pytest.mark.parametrize(
    ("row", "cell", "rule"),
    [
        ("NI 999,Recruit,,,,", "A2", "unknown-code"),
        (",Recruit,,,,", "A2", "code-missing"),
        ("NI 192,Recruit,,,,", "A2", "not-your-indicator"),
        ("NI 157a,,Tom Frost,,,", "B2", "action-missing"),
        ("NI 157a,#REF!,Tom Frost,,,", "B2", "action-missing"),
        ("NI 157a,Recruit,,soon,,", "D2", "not-a-day"),
        ("NI 157a,Recruit,,31/02/2010,,", "D2", "not-a-day"),
        ("NI 157a,Recruit,,03/31/2010,,", "D2", "not-a-day"),
        ("NI 157a,Recruit,,2010,,", "D2", "not-a-day"),
        ("NI 157a,Recruit,,,yes,", "E2", "not-a-day"),
        ("NI 157a,Recruit,,,Dec-09,", "E2", "not-a-day"),
        ("NI 157a,Recruit,,,19/01/2010,", "E2", "done-in-future"),
    ],
)
def test_what_is_wrong_with_a_row_names_its_cell_and_what_to_do_while_good_rows_go_in(
    row: str, cell: str, rule: str
) -> None:
    batch = read_text(ACTIONS + f"{row}\nNI 157a,Train,,,18/01/2010,\n")

    [finding] = batch.unreadable[0]
    assert (finding.severity, finding.rule, finding.sheet, finding.cell) == (Severity.ERROR, rule, "Actions", cell)
    assert finding.message
    assert finding.remedy
    assert [action.what for action in batch.actions] == ["Train"]


@pytest.mark.parametrize("nothing", ["", "NI 157a,,,,,", "NI 157a,None required,Tom,,,", "These are notes,,,,,"])
def test_rows_that_ask_for_nothing_are_no_actions_and_no_faults(nothing: str) -> None:
    batch = read_text(ACTIONS + f"{nothing}\nNI 157a,Train,,,,\n")

    assert [action.what for action in batch.actions] == ["Train"]
    assert batch.unreadable == {}


def test_a_code_merged_over_several_actions_is_that_of_each() -> None:
    from transforms.workbook import Merge

    rows = [["Code", "Action"], ["NI 157a", "Recruit"], ["", "Train"]]
    batch = read_sheets(Sheet("Actions", rows, merged=[Merge(1, 0, 2, 0)]))

    assert words(batch) == [("NI 157a", ActionKind.ACTION, what) for what in ("Recruit", "Train")]


def test_a_sheet_of_actions_does_not_change_how_the_figures_are_read() -> None:
    alone = read_sheets(a_sheet("Return", FIGURES))
    for actions in (ACTIONS, ACTIONS + "NI 157a,Recruit,,,,\n", ACTIONS + "NI 9,,x,soon,,\n"):
        for sheets in (
            [a_sheet("Return", FIGURES), a_sheet("Actions", actions)],
            [a_sheet("A", actions), a_sheet("Return", FIGURES)],
        ):
            assert read_sheets(*sheets).rows == alone.rows


def test_actions_under_the_figures_of_one_sheet_are_read_as_what_they_are() -> None:
    batch = read_text(f"{FIGURES},,,\nWhat we do about it,,,\n{ACTIONS}NI 157a,Recruit,Tom,31/03/2010,,\n")

    assert [(row.code, row.numerator) for row in batch.rows] == [("NI 157a", 7)]
    assert words(batch) == [("NI 157a", ActionKind.ACTION, "Recruit")]
    assert batch.unreadable == {}


def test_figures_under_the_actions_of_one_sheet_keep_the_period_over_them() -> None:
    batch = read_text(
        f"{ACTIONS}NI 157a,Recruit,Tom,31/03/2010,,\n,,,\nReturn for December 2009,,\nCode,Numerator,Denominator\nNI 157a,7,9\n"
    )

    assert [str(row.period) for row in batch.rows] == ["2009-12"]
    assert [action.what for action in batch.actions] == ["Recruit"]


def test_an_action_beside_a_figure_is_taken_and_the_figure_is_read_as_before() -> None:
    batch = read_text(
        "Code,Period,Numerator,Denominator,Comments,Action,Lead officer\n"
        "NI 157a,Dec-09,7,9,Snow,Recruit,Tom\nLPI RR 1,Dec-09,1,9,,None,\nNI 192,Dec-09,1,9,,Theirs,\nTotal,,8,18,,,\n"
    )

    assert [(row.code, row.numerator, row.commentary) for row in batch.rows] == [
        ("NI 157a", 7, "Snow"), ("LPI RR 1", 1, ""), ("NI 192", 1, ""),
    ]  # fmt: skip
    assert words(batch) == [("NI 157a", ActionKind.ACTION, "Recruit")]
    assert batch.unreadable == {}


def test_a_return_of_actions_alone_is_a_whole_return() -> None:
    batch = read_sheets(a_sheet("Notes", "Dear all\n"), a_sheet("Actions", ACTIONS + "NI 157a,Recruit,,,,\n"))

    assert (batch.rows, len(batch.actions), batch.unreadable) == ([], 1, {})


def test_a_file_with_nothing_under_the_headings_of_its_actions_is_sent_back() -> None:
    assert [finding.rule for finding in read_text(ACTIONS).unreadable[0]] == ["no-rows"]


def test_figures_that_cannot_be_read_are_sent_back_while_the_actions_beside_them_go_in() -> None:
    batch = read_sheets(
        a_sheet("Return", "Code,Value,Actual\nNI 157a,1,2\n"), a_sheet("Actions", ACTIONS + "NI 157a,Recruit,,,,\n")
    )

    assert [finding.rule for finding in batch.unreadable[0]] == ["two-columns-alike"]
    assert [action.what for action in batch.actions] == ["Recruit"]


def test_a_register_of_risks_is_no_list_of_actions_and_sends_nothing_back() -> None:
    batch = read_sheets(a_sheet("Return", FIGURES), a_sheet("Risks", "Ref,Risk,Action,Owner\nR1,Flood,Pump,Tom\n"))

    [warning] = batch.unreadable[0]
    assert (warning.severity, warning.rule, batch.actions) == (Severity.WARNING, "list-not-read", [])


def test_actions_on_a_hidden_sheet_are_not_read_and_that_is_said() -> None:
    hidden = a_sheet("Actions", ACTIONS + "NI 157a,Recruit,,,,\n", hidden=True)
    batch = read_sheets(a_sheet("Return", FIGURES), hidden)

    assert ([finding.rule for finding in batch.unreadable[0]], batch.actions) == (["hidden-sheet"], [])


@few
@given(st.lists(st.tuples(SCRIBBLES, SCRIBBLES, SCRIBBLES), max_size=4))
def test_whatever_stands_under_the_headings_is_taken_or_told_and_never_a_figure(rows: list[tuple[str, ...]]) -> None:
    cells = [["Code", "Action", "By when"], *map(list, rows), ["NI 157a", "Recruit", "31/03/2010"]]
    batch = read_sheets(Sheet("Actions", cells))

    assert batch.rows == []
    assert batch.actions[-1].what == "Recruit"
