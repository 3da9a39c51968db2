from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import a_file, at, few
from tests.transforms.lists import ACTIONS, FIGURES, a_sheet, read_sheets, read_text
from transforms.action import Action, ActionKind, Progress
from transforms.finding import Counts, Verdict
from transforms.read_batch import ReadBatch
from transforms.settle import Outcome, Settling
from transforms.settle_lists import Lists
from transforms.stated_action import FollowUp, followed_up

DAYS = st.none() | st.dates(date(2009, 1, 1), date(2010, 12, 31))
FOLLOW_UPS = st.builds(
    FollowUp, st.sampled_from(["", "Tom", "Ann"]), DAYS, DAYS, st.sampled_from(["", "Begun", "Over"])
)


def an_action(what: str = "Recruit", on: str = "2009-10-16", **said: object) -> Action:
    """An action as it was stated on a day."""
    plain = Action(
        "NI 157a", ActionKind.ACTION, what, "Tom", None, None, "", "dev", at(on), at(on), "return.xlsx", "Actions", "B2"
    )
    return replace(plain, **said)  # type: ignore[arg-type]


def settle(batch: ReadBatch, lists: Lists | None = None, register: str = "register 1", sha256: str = "") -> Outcome:
    known = Lists(batch.actions, batch.comparisons, *((lists.known_actions, lists.known_figures) if lists else ()))
    settling = Settling(batch.rows, batch.unreadable, {}, register, lists=known)
    return settling.outcomes([a_file(sha256=sha256)])[0]


def known_of(batch: ReadBatch) -> Lists:
    """What is known after a file."""
    lists = Lists(batch.actions, batch.comparisons)
    lists.of_file(0, frozenset())
    return lists


def test_the_same_words_are_the_same_action_whatever_their_case_and_marks() -> None:
    first, last = (
        an_action("Recruit two officers."),
        an_action(" recruit two  Officers", "2009-11-16", done=date(2009, 11, 9)),
    )

    [action] = followed_up([first, last])

    assert (action.raised_at, action.stated_at, action.done) == (at("2009-10-16"), at("2009-11-16"), date(2009, 11, 9))
    assert action.progress(date(2009, 12, 1)) == Progress.DONE


@pytest.mark.parametrize(
    "other", [an_action("Train"), an_action(code="NI 157b"), an_action(kind=ActionKind.REFERRAL)], ids=str
)
def test_other_words_another_code_and_another_kind_are_another_action(other: Action) -> None:
    assert followed_up([an_action(), other]) == [an_action(), other]


def test_what_is_left_blank_stays_as_it_was() -> None:
    [action] = followed_up([an_action(by_when=date(2010, 3, 31)), an_action(on="2009-11-16", who="", outcome="Begun")])

    assert (action.who, action.by_when, action.outcome) == ("Tom", date(2010, 3, 31), "Begun")


@few
@given(FOLLOW_UPS, FOLLOW_UPS)
def test_what_was_just_said_adds_nothing_when_it_is_said_again(before: FollowUp, said: FollowUp) -> None:
    assert not said.adds_to(before.and_then(said))
    assert before.and_then(said).and_then(said) == before.and_then(said)


def test_actions_stated_again_unchanged_are_nothing_new_and_the_return_is_accepted() -> None:
    batch = read_text(ACTIONS + "NI 157a,Recruit,Tom,31/03/2010,,\n")

    again = settle(read_text(ACTIONS + "NI 157a,recruit.,tom,31 March 2010,,\n"), known_of(batch))

    assert (again.verdict, list(again.listed.actions), again.listed.unchanged) == (Verdict.ACCEPTED, [], 1)


@pytest.mark.parametrize("said", ["Tom,,12/01/2010,", "Tom,,,Begun", "Ann,,,", "Tom,30/04/2010,,"])
def test_an_action_stated_again_with_more_is_followed_up(said: str) -> None:
    batch = read_text(ACTIONS + "NI 157a,Recruit,Tom,31/03/2010,,\n")

    again = settle(read_text(ACTIONS + f"NI 157a,Recruit,{said}\n"), known_of(batch))

    assert len(again.listed.actions) == 1


def test_a_row_of_actions_that_goes_back_makes_the_return_one_taken_in_part() -> None:
    wrong, right = "NI 999,Recruit,,,,\n", "NI 157a,Train,,,,\n"

    assert settle(read_text(ACTIONS + wrong)).verdict == Verdict.REFUSED
    assert settle(read_text(ACTIONS + wrong + right)).verdict == Verdict.PARTLY
    assert (
        settle(read_sheets(a_sheet("Return", FIGURES), a_sheet("Actions", ACTIONS + wrong))).verdict == Verdict.PARTLY
    )


def test_actions_are_not_counted_among_the_figures() -> None:
    assert settle(read_text(ACTIONS + "NI 157a,Train,,,,\n")).counts == Counts()


def test_bytes_that_are_read_again_do_not_take_back_what_came_between() -> None:
    text = ACTIONS + "NI 157a,Recruit,Tom,31/03/2010,,\nNI 999,Train,,,,\n"
    batch = read_text(text)
    settling = Settling([], batch.unreadable, {}, "register 1", lists=Lists(batch.actions))
    assert len(settling.outcomes([a_file()])[0].listed.actions) == 1
    moved = known_of(read_text(ACTIONS + "NI 157a,Recruit,Ann,30/04/2010,,\n"))

    later = Settling(
        [], batch.unreadable, {}, "register 2", seen=settling.seen, lists=Lists(batch.actions, (), moved.known_actions)
    )

    assert list(later.outcomes([a_file()])[0].listed.actions) == []
