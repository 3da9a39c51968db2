from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.answer_steps import find_unanswered
from flows.commands.printing import print_outcomes
from flows.dry_run import dry_run
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import at, drop
from tests.flows.take_in import take_in
from tests.flows.test_ingest_steps import figures
from transforms.action import Action, ActionKind, Progress
from transforms.comparison import OtherFigure
from transforms.finding import Verdict
from transforms.period import Period
from transforms.settle import Outcome

HEADER = "Code,Action,Who,By when,Done,Outcome\n"
RECRUIT = "NI 157a,Recruit two officers,Tom Frost,31/12/2009,,\n"
KENT = """\
Code,District,Period,Value,Group
NI 192,Ashford,2008/09,21.5%,Kent districts
NI 192,Dover,2008/09,31.0%,Kent districts
NI 157a,Dover,Q3 2009/10,79%,Kent districts
"""


def actions(house: House, *codes: str) -> list[Action]:
    with house.knowledge() as known:
        return known.actions(codes or None)


def comparisons(house: House, period: Period | None = None) -> list[OtherFigure]:
    with house.knowledge() as known:
        return known.comparisons(period=period)


def send(house: House, text: str, file: str = "actions.csv", sender: str = "dev") -> Outcome:
    drop(house, sender, file, text)
    [outcome] = take_in(house)
    return outcome


def test_an_action_is_known_with_its_sender_and_its_cell(house: House) -> None:
    assert send(house, HEADER + RECRUIT).verdict == Verdict.ACCEPTED

    [action] = actions(house, "ni157A")
    assert (action.kind, action.what, action.who) == (ActionKind.ACTION, "Recruit two officers", "Tom Frost")
    assert (action.by_when, action.done, action.by) == (date(2009, 12, 31), None, "dev")
    assert (action.file, action.cell) == ("actions.csv", "B2")
    assert action.progress(date(2010, 1, 18)) == Progress.OVERDUE
    assert actions(house, "LPI CS 1") == []


def test_an_action_stated_again_with_a_day_is_followed_up_and_was_open_before(house: House) -> None:
    send(house, HEADER + RECRUIT)
    send(at(house, "2010-02-16"), HEADER + "NI157a,recruit two officers.,,,11/01/2010,Both began\n", "again.csv")

    [action] = actions(house)
    assert (action.done, action.outcome, action.who) == (date(2010, 1, 11), "Both began", "Tom Frost")
    assert (action.raised_at.date(), action.stated_at.date()) == (date(2010, 1, 18), date(2010, 2, 16))
    with house.knowledge(at(house, "2010-02-01").clock.now()) as known:
        assert [known_then.done for known_then in known.actions()] == [None]


def test_the_same_file_twice_and_the_same_actions_in_another_change_nothing(house: House) -> None:
    send(house, HEADER + RECRUIT)
    stated = actions(house)

    assert send(house, HEADER + RECRUIT, "again.csv").verdict == Verdict.DUPLICATE
    assert send(house, HEADER + RECRUIT.upper(), "other.csv").verdict == Verdict.ACCEPTED
    assert actions(house) == stated


def test_the_answer_says_how_many_actions_were_taken(house: House) -> None:
    drop(house, "dev", "actions.csv", HEADER + RECRUIT + "NI 157a,Train,,,,\n")
    drop(house, "dev", "referral.csv", "Code,Referral,Referred to\nNI 157a,Too slow,Cabinet\n")
    drop(house, "pct", "kent.csv", KENT)
    take_in(house)

    assert {answer.file: answer.sentence for answer in find_unanswered(house)} == {
        "actions.csv": "2 actions were taken.",
        "referral.csv": "1 referral was taken.",
        "kent.csv": "3 figures of other councils were taken.",
    }


def test_the_answer_says_it_beside_the_figures(house: House) -> None:
    send(house, f"Code,Period,Numerator,Denominator\nNI 157a,Dec-09,7,9\n,,,\n{HEADER}{RECRUIT}")

    [answer] = find_unanswered(house)

    assert answer.sentence == "1 figure was taken and 1 action was taken."


def test_a_row_of_actions_that_goes_back_is_named_in_the_answer_by_its_cell(house: House) -> None:
    outcome = send(house, HEADER + RECRUIT + "NI 157a,Train,,soon,,\n")

    assert outcome.verdict == Verdict.PARTLY
    [answer] = find_unanswered(house)
    assert [(finding.cell, finding.rule) for finding in answer.to_mend] == [("D3", "not-a-day")]


def test_other_councils_figures_come_from_any_sender_and_are_nobodys_own(house: House) -> None:
    before = figures(house)

    assert send(house, KENT, "kent.csv", "pct").verdict == Verdict.ACCEPTED

    year = comparisons(house, Period.year(2008))
    assert [(each.code, each.authority, each.value, each.group) for each in year] == [
        ("NI 192", "Ashford", Decimal("21.5"), "Kent districts"),
        ("NI 192", "Dover", Decimal("31.0"), "Kent districts"),
    ]
    assert (len(comparisons(house)), figures(house)) == (3, before)


def test_the_latest_figure_of_another_council_counts_and_the_past_stands_still(house: House) -> None:
    send(house, KENT, "kent.csv", "pct")
    send(
        at(house, "2010-02-16"),
        "Code,Council,Value,Period,Group\nNI 192,Dover District Council,32,2008/09,KENT DISTRICTS\n",
        "b.csv",
        "kcc",
    )

    assert [each.value for each in comparisons(house, Period.year(2008))] == [Decimal("21.5"), Decimal(32)]
    with house.knowledge(at(house, "2010-02-01").clock.now()) as known:
        assert [each.value for each in known.comparisons(["ni192"])] == [Decimal("21.5"), Decimal("31.0")]


def test_the_warehouse_made_again_from_the_lake_knows_the_same(house: House) -> None:
    send(house, HEADER + RECRUIT)
    send(house, KENT, "kent.csv", "pct")
    known = actions(house), comparisons(house)

    rebuild(house.engine, house.lake)

    assert (actions(house), comparisons(house)) == known
    assert all(known)


def test_a_dry_run_tells_by_the_codes_of_its_actions_whose_file_it_is(house: House) -> None:
    path = house.workspace / "actions.csv"
    path.write_text(HEADER + RECRUIT, encoding="utf-8")

    run = dry_run(house, [path], "")

    assert [(guess.sender, guess.by) for guess in run.guesses] == [("dev", "codes")]
    assert actions(house) == []


@pytest.mark.parametrize("text", [HEADER + RECRUIT, KENT], ids=["actions", "comparisons"])
def test_lists_of_one_batch_are_settled_one_after_another(house: House, text: str) -> None:
    drop(house, "dev", "a.csv", text)
    drop(house, "dev", "b.csv", text + "\n")

    outcomes = take_in(house)

    assert [outcome.verdict for outcome in outcomes] == [Verdict.ACCEPTED, Verdict.ACCEPTED]
    assert outcomes[0].listed.unchanged == 0
    assert outcomes[1].listed.unchanged == outcomes[1].listed.rows


def test_a_person_at_the_terminal_reads_what_was_taken_of_lists(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    print_outcomes([send(house, HEADER + RECRUIT), send(house, KENT, "kent.csv", "pct")])

    assert capsys.readouterr().out.splitlines() == [
        "dev/actions.csv: accepted (1 action).",
        "pct/kent.csv: accepted (3 figures of other councils).",
    ]
