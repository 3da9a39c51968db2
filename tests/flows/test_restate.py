"""The past is changed on purpose only: recorded, with a reason, told to every reader, and known from then on."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from flows.cli import DONE, WRONG_USAGE, main
from flows.material import gathered
from flows.register_steps import apply_register
from flows.report_steps import files_of, settled_instant
from flows.restate import Asked, Done, restate
from flows.trace import trace
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from reports.as_html import as_html
from tests.council import GOLDEN, INDICATORS, TARGETS, at
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import ITS_DAY, LATER, NEXT, send
from tests.flows.make_document import make_document
from transforms.errors import DecisionRefused, UnknownItem, UsageError
from transforms.issue import Why
from transforms.period import Period
from transforms.restated import of_longest
from transforms.status import Status

pytestmark = pytest.mark.slow

Q2, Q3 = Period.quarter(2009, 2), Period.quarter(2009, 3)
AFTER_IT_CLOSED = "2010-02-20T07:00:00Z"
A_SLIP = Asked("LPI CS 1", Q3, Q3, "Jo Lane", "60% was agreed in March 2009; 80% was a slip.")
TOLD = (
    "Target of 2009-10 Q3 restated from 80% to 60% by Jo Lane on 20 February 2010: "
    "60% was agreed in March 2009; 80% was a slip."
)
LOWER = TARGETS.replace("LPI CS 1,2009-10,80", "LPI CS 1,2009-10,60")


@pytest.fixture
def closed(house: House) -> House:
    """A council of which the third quarter was reported, and which lowered a target after that quarter had closed."""
    for sender, text in GOLDEN.items():
        send(house, sender, text, "golden")
    later = at(house, AFTER_IT_CLOSED)
    register(later, targets=LOWER)
    return later


def register(house: House, **texts: str) -> None:
    for name, text in texts.items():
        (house.workspace / "register" / f"{name}.csv").write_text(text, encoding="utf-8")
    apply_register(house)


def light(house: House, period: Period = Q3) -> tuple[str, Status]:
    [row] = [row for row in make_document(house, "scrutiny", str(period)).rows if row.indicator.code == "LPI CS 1"]
    return row.target_text, row.status


def told(done: Done) -> Sequence[str]:
    return [
        f"{each.setting.name} of {each.setting.period}: {each.setting.was} > {each.setting.now}"
        for each in of_longest(done.restated)
    ]


def test_a_target_that_is_changed_after_a_quarter_closed_recolours_nothing_until_it_is_restated(closed: House) -> None:
    assert light(closed) == ("80%", Status.REQUIRES_ATTENTION)

    done = restate(closed, A_SLIP)

    assert told(done) == ["Target of 2009-10 Q3: 80% > 60%"]
    assert Q3 in done.rows
    assert light(closed) == ("60%", Status.GOOD)


def test_it_is_known_from_its_own_instant_only_and_after_the_warehouse_is_made_again(closed: House) -> None:
    before = settled_instant(closed)
    reported = files_of(make_document(closed, "scrutiny", str(Q3), before), ["html", "json"])
    restate(closed, A_SLIP)
    after = light(closed)

    for _ in range(2):
        gathered.cache_clear()
        assert files_of(make_document(closed, "scrutiny", str(Q3), before), ["html", "json"]) == reported
        assert light(closed) == after
        rebuild(closed.engine, closed.lake)


def test_another_indicator_and_another_period_are_judged_as_before(closed: House) -> None:
    restate(closed, A_SLIP)

    assert light(closed, Q2) == ("80%", Status.REQUIRES_ATTENTION)


def test_what_is_applied_afterwards_changes_nothing_of_it(closed: House) -> None:
    restate(closed, A_SLIP)
    register(at(closed, "2010-03-20"), targets=TARGETS.replace("LPI CS 1,2009-10,80", "LPI CS 1,2009-10,99"))

    assert light(at(closed, "2010-03-21")) == ("60%", Status.GOOD)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({",percent,maximise,": ",percent,minimise,"}, "Polarity of 2009-10 Q3: maximise > minimise"),
        ({"unit,polarity": "unit,tolerance,polarity", ",percent,": ",percent,25,"}, "Tolerance of 2009-10 Q3: 10% of the target > 25% of the target"),
    ],
)  # fmt: skip
def test_whatever_the_register_says_of_an_indicator_can_be_restated(
    closed: House, row: dict[str, str], expected: str
) -> None:
    text = INDICATORS
    for was, now in row.items():
        text = text.replace(was, now)
    if "tolerance" in text:
        text = "\n".join(line.replace(",number,", ",number,,") for line in text.splitlines())
    register(closed, indicators=text, targets=TARGETS)

    assert told(restate(closed, A_SLIP)) == [expected]


def test_what_changes_nothing_is_not_recorded(closed: House) -> None:
    restate(closed, A_SLIP)

    again = restate(closed, A_SLIP)

    assert (again.restated, again.rows) == ([], [])
    assert len(trace(closed, "LPI CS 1", Q3, None).restated) == 1


def test_what_changes_no_printed_row_is_recorded_and_says_so(closed: House) -> None:
    register(closed, indicators=INDICATORS.replace("Ann Bell", "Ann Bellamy"), targets=TARGETS)

    done = restate(closed, A_SLIP)

    assert told(done) == ["Provider of 2009-10 Q3: Ann Bell > Ann Bellamy"]
    assert done.rows == []


def test_readers_are_told_what_was_what_is_who_when_and_why(closed: House) -> None:
    restate(closed, A_SLIP)

    document = make_document(closed, "scrutiny", str(Q3))

    assert f"LPI CS 1: {TOLD}" in as_html(document).decode()
    assert [each.setting.period for each in document.restated] == [Q3]
    assert make_document(at(closed, "2010-08-20"), "scrutiny", "2010-11 Q1").restated == []


def test_the_trace_tells_it_to_people_and_to_programs(
    closed: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    restate(closed, A_SLIP)
    _mind(closed, monkeypatch)

    main(["-C", str(closed.workspace), "trace", "LPI CS 1", str(Q3)])
    in_words = capsys.readouterr().out
    main(["-C", str(closed.workspace), "trace", "LPI CS 1", str(Q3), "--format", "json"])
    [facts] = json.loads(capsys.readouterr().out)["restated"]

    assert TOLD in " ".join(in_words.split())
    assert (facts["setting"], facts["was"], facts["now"], facts["by"]) == ("Target", "80%", "60%", "Jo Lane")
    assert facts["words"] == TOLD


def test_a_report_that_went_out_goes_out_again_and_says_why(house: House) -> None:
    for sender, text in GOLDEN.items():
        send(house, sender, text, "golden")
    issue_due(at(house, ITS_DAY))
    register(at(house, NEXT), targets=LOWER)
    assert issue_due(at(house, NEXT)) == []

    restate(at(house, LATER), A_SLIP)
    [again] = issue_due(at(house, LATER))

    assert (again.version, again.why, again.report) == (2, Why.REVISED, "scrutiny")
    page = house.lake.raw(again.files[again.file_of("html")]).decode()
    assert "Current target: 80% became 60%; Traffic light: Requires Attention became Good" in page
    assert TOLD in page
    assert issue_due(at(house, LATER)) == []


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        ({"code": "NI 999"}, UnknownItem, "no indicator 'NI 999'"),
        ({"reason": " "}, DecisionRefused, "reason is missing"),
        ({"by": ""}, DecisionRefused, "name is missing"),
        ({"by": "Bell, Ann"}, DecisionRefused, "provides LPI CS 1"),
        ({"by": "customer services"}, DecisionRefused, "provides LPI CS 1"),
        ({"first": Q3, "last": Q2}, DecisionRefused, "ends before"),
        ({"last": Period.quarter(2010, 3)}, DecisionRefused, "has not begun"),
    ],
)
def test_what_may_not_be_restated_is_refused_and_nothing_is_recorded(
    closed: House, changes: dict[str, str], error: type[UsageError], says: str
) -> None:
    with pytest.raises(error, match=says):
        restate(closed, A_SLIP._replace(**changes))  # type: ignore[arg-type]

    assert trace(closed, "LPI CS 1", Q3, None).restated == []


def test_where_the_council_names_its_checkers_nobody_else_restates(closed: House) -> None:
    strict = House(closed.workspace, closed.settings.model_copy(update={"checker": "Pat Marsh"}))

    with pytest.raises(DecisionRefused, match="is no checker"):
        restate(strict, A_SLIP)
    assert restate(strict, A_SLIP._replace(by="Marsh, Pat")).restated


def test_what_the_register_says_nothing_of_cannot_be_restated(closed: House) -> None:
    with_days = INDICATORS.replace("rollup,themes", "rollup,themes,from").replace(
        "monthly,,\n", "monthly,,,2010-01-01\n"
    )
    register(closed, indicators=with_days)

    with pytest.raises(UnknownItem, match="says nothing of LPI CS 1"):
        restate(closed, A_SLIP)


def test_the_command_says_what_it_did(
    closed: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _mind(closed, monkeypatch)
    said = ["-C", str(closed.workspace), "restate", "LPI CS 1", "--from", str(Q3), "--by", "Jo Lane"]

    codes = [main([*said, "--reason", "A slip"]), main([*said, "--reason", "A slip"]), main([*said, "--reason", ""])]
    told = capsys.readouterr().out.splitlines()

    assert codes == [DONE, DONE, WRONG_USAGE]
    assert told == [
        "LPI CS 1: Target of 2009-10 Q3: 80% became 60%.",
        "4 rows now read otherwise; a report that went out with one goes out again.",
        "LPI CS 1: 2009-10 Q3 is judged by the register as it stands already. Nothing was recorded.",
    ]


def _mind(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands find the council of the test at its time."""
    if house.settings.warehouse != "sqlite:///warehouse.db":
        monkeypatch.setenv("MORTAR_WAREHOUSE", house.settings.warehouse)
    monkeypatch.setenv("MORTAR_TODAY", AFTER_IT_CLOSED)


def test_nothing_is_restated_to_be_worked_out_from_itself(house: House) -> None:
    formulas = "code,numerator,denominator,value,from,to\n"
    register(house, formulas=f"{formulas}LPI CS 3,[LPI CS 1],[LPI CS 1],,,\n")
    later = at(house, AFTER_IT_CLOSED)
    register(later, formulas=f"{formulas}LPI CS 1,[LPI CS 3],[LPI CS 3],,,\n")

    with pytest.raises(DecisionRefused, match="worked out from itself in 2009-10 Q3") as raised:
        restate(later, A_SLIP)

    assert raised.value.remedy == "Restate those first, for the same periods."
    restate(later, A_SLIP._replace(code="LPI CS 3"))
    assert restate(later, A_SLIP).restated
