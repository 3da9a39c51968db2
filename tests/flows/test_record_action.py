from __future__ import annotations

import json
from datetime import date

import pytest

from flows.cli import DONE, WRONG_USAGE, main
from flows.record_action import Typed, record_action
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import at
from tests.flows.test_lists import HEADER, RECRUIT, actions, send
from transforms.action import ActionKind, Progress
from transforms.errors import DecisionRefused, UnknownItem, UsageError

REFERRED = Typed(
    "ni157a", "Too slow in two quarters.", "P&G Committee", "Cabinet", "31/03/2010", kind=ActionKind.REFERRAL
)


def test_a_referral_is_recorded_with_who_states_it_and_to_whom_it_goes(house: House) -> None:
    recorded = record_action(house, REFERRED)

    assert recorded.is_news
    assert actions(house) == [recorded.action]
    assert (recorded.action.code, recorded.action.kind) == ("NI 157a", ActionKind.REFERRAL)
    assert (recorded.action.who, recorded.action.by) == ("Cabinet", "P&G Committee")
    assert recorded.action.by_when == date(2010, 3, 31)


def test_what_came_of_it_is_found_by_how_its_words_begin(house: House) -> None:
    record_action(house, REFERRED)

    done = record_action(
        at(house, "2010-02-16"),
        Typed("NI 157a", "too slow", "The clerk", done="2010-02-11", outcome="Two posts agreed"),
    )

    assert [action.done for action in actions(house)] == [date(2010, 2, 11)]
    assert (done.action.who, done.action.outcome, done.action.by) == ("Cabinet", "Two posts agreed", "The clerk")
    assert done.action.what == REFERRED.what
    assert done.action.progress(date(2010, 2, 16)) == Progress.DONE


def test_what_is_known_already_is_not_recorded_twice(house: House) -> None:
    record_action(house, REFERRED)
    known = actions(house)

    assert not record_action(house, REFERRED._replace(what="TOO SLOW, in two quarters")).is_news
    assert actions(house) == known


def test_an_action_of_a_return_is_followed_up_at_the_desk_and_one_of_the_desk_by_a_return(house: House) -> None:
    send(house, HEADER + RECRUIT)
    record_action(house, Typed("NI 157a", "Recruit two officers", "The clerk", done="11/01/2010"))
    record_action(house, Typed("NI 157a", "Train them", "The clerk", "Tom Frost"))
    send(house, HEADER + "NI 157a,Train them,,,12/01/2010,\n", "again.csv")

    assert [(action.what, action.done) for action in actions(house)] == [
        ("Recruit two officers", date(2010, 1, 11)),
        ("Train them", date(2010, 1, 12)),
    ]


def test_the_desks_words_are_there_when_the_warehouse_is_made_again(house: House) -> None:
    record_action(house, REFERRED)
    known = actions(house)

    rebuild(house.engine, house.lake)

    assert actions(house) == known


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"code": "NI 999"}, "no indicator 'NI 999'"),
        ({"what": " "}, "action is missing"),
        ({"by": ""}, "name is missing"),
        ({"who": ""}, "Nobody is named"),
        ({"by_when": "soon"}, "'soon' names no day"),
        ({"by_when": "31/02/2010"}, "names no day"),
        ({"done": "19/01/2010"}, "in the future"),
        ({"done": "18/01/2010"}, "has these words"),
        ({"outcome": "Agreed"}, "has these words"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_recorded(house: House, changes: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        record_action(house, REFERRED._replace(**changes))

    assert actions(house) == []


def test_a_beginning_that_two_share_is_asked_about(house: House) -> None:
    for what in ("Train officers", "Train managers"):
        record_action(house, Typed("NI 157a", what, "The clerk", "Tom Frost"))

    with pytest.raises(DecisionRefused, match="could be the action 'Train officers' and the action 'Train managers'"):
        record_action(house, Typed("NI 157a", "Train", "The clerk", done="11/01/2010"))


def test_who_cannot_find_the_words_is_told_which_are_known(house: House) -> None:
    record_action(house, REFERRED)

    with pytest.raises(UnknownItem) as error:
        record_action(house, Typed("NI 157a", "Slow", "The clerk", done="11/01/2010"))

    assert REFERRED.what in error.value.remedy


def test_the_command_records_it_and_prints_how_it_stands(
    house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if house.settings.warehouse != "sqlite:///warehouse.db":
        monkeypatch.setenv("MORTAR_WAREHOUSE", house.settings.warehouse)
    monkeypatch.setenv("MORTAR_TODAY", "2010-01-18")
    said = ["--what", "Recruit two officers", "--by", "Head of DS"]

    code = main(
        ["-C", str(house.workspace), "action", "NI 157a", *said, "--who", "Tom Frost", "--by-when", "2009-12-31"]
    )
    told = capsys.readouterr().out
    done = main(["-C", str(house.workspace), "action", "NI 157a", *said, "--done", "2010-01-11", "--format", "json"])
    facts = json.loads(capsys.readouterr().out)

    assert (code, done) == (DONE, DONE)
    assert told == "NI 157a: the action 'Recruit two officers' is recorded: overdue.\n"
    assert (facts["progress"], facts["done"], facts["who"], facts["kind"]) == (
        "done",
        "2010-01-11",
        "Tom Frost",
        "action",
    )
    assert main(["-C", str(house.workspace), "action", "NI 157a", *said, "--kind", "referral"]) == WRONG_USAGE
