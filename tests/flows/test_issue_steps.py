"""Reports go out: once, when their period is complete or on their day, and what went out can be made again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.decide import decide, holds_of
from flows.examine import examine
from flows.issue_steps import find_due, issue_report, newly_complete, periods_of
from flows.report_steps import FORMATS, write_document
from infra.warehouse.ledger import Ledger, rebuild
from infra.wiring import House
from tests.council import GOLDEN, at, drop
from tests.flows.issue_due import issue_due
from tests.flows.make_document import make_document
from tests.flows.take_in import take_in
from transforms.errors import UnreadablePeriod, UsageError
from transforms.issue import Issue, Why
from transforms.observation import Decided
from transforms.period import Period
from transforms.report_plan import COMMITTEES_REPORT, Edition

Q2, Q3 = Period.quarter(2009, 2), Period.quarter(2009, 3)
DECEMBER = Period.month(2009, 12)
EDITION = Edition(replace(COMMITTEES_REPORT, formats=("html", "csv")))
BEFORE_ITS_DAY, ITS_DAY, LATER = "2010-01-28", "2010-01-29", "2010-02-20"
FILES = sorted(f"scrutiny-2009-10 Q3.{ending}" for name in ("html", "csv", "json") for ending in FORMATS[name])
REST = {
    "cs": "Code,Value,Period\nLPI CS 7,1204,Oct-09\nLPI CS 7,1188,Nov-09\nLPI CS 7,968,Dec-09\nBV 9,86.54%,Dec-09\n",
    "dev": "Code,Value,Period\nLPI RR 1,38,Dec-09\n",
    "kcc": "Code,Value,Period\nNI 192,33.1%,Q3 2009/10\n",
}
"""What the tiny council's quarter needs beside the golden figures."""


def send(house: House, texts: dict[str, str], name: str) -> set[Period]:
    """Take in a return of each sender; returns the periods touched."""
    for sender, text in texts.items():
        drop(house, sender, f"{name}.csv", text)
    return periods_of(take_in(house))


def issued(house: House) -> list[Issue]:
    """The reports that went out, as the warehouse tells it to whoever asks now."""
    with house.glimpse() as knowledge:
        return knowledge.issues()


def standing(house: House) -> dict[str, str]:
    """The checksums of the files in `reports/`."""
    paths = sorted(path for path in (house.workspace / "reports").iterdir() if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_on_its_day_a_report_goes_out_in_every_format_and_is_recorded(house: House) -> None:
    [issue] = issue_due(at(house, ITS_DAY))

    assert (issue.report, issue.period, issue.version, issue.why) == ("scrutiny", Q3, 1, Why.CALENDAR)
    assert sorted(issue.files) == FILES
    assert standing(house) == issue.files
    assert issued(house) == [issue]
    assert all(hashlib.sha256(house.lake.raw(sha256)).hexdigest() == sha256 for sha256 in issue.files.values())


def test_before_its_day_an_incomplete_report_waits_and_says_for_what(house: House) -> None:
    [considered] = find_due(at(house, BEFORE_ITS_DAY), "2009-10 Q3")

    assert considered.why is None
    assert considered.words == (
        "scrutiny, October to December 2009: waits for the figures of 7 indicators, until 29 January 2010 at the latest."
    )
    assert issue_due(at(house, BEFORE_ITS_DAY)) == []


def test_a_second_trigger_does_nothing_and_says_so(house: House) -> None:
    [issue] = issue_due(at(house, ITS_DAY))
    before = standing(house)

    for named in ("2009-10 Q3", ""):
        [considered] = find_due(at(house, LATER), named)
        assert considered.why is None
        assert considered.words.startswith("scrutiny, October to December 2009: went out before, as at 2010-01-29T")
        assert issue_due(at(house, LATER), named) == []
    assert (issued(house), standing(house)) == ([issue], before)


def test_of_two_runs_at_once_the_first_to_record_wins_and_the_other_writes_nothing(house: House) -> None:
    at_seven, at_eight = at(house, "2010-01-29T07:00:00Z"), at(house, "2010-01-29T08:00:00Z")
    first, second = (make_document(run, "scrutiny", str(Q3), None) for run in (at_seven, at_eight))

    won = issue_report(at_eight, second, Why.CALENDAR, EDITION)
    lost = issue_report(at_seven, first, Why.CALENDAR, EDITION)

    assert lost is None
    assert won is not None
    assert issued(house) == [won]
    assert standing(house) == won.files


def test_a_day_that_passed_while_the_machine_was_off_is_made_up_once(house: House) -> None:
    [issue] = issue_due(at(house, "2010-03-31"))

    assert (issue.period, issue.why) == (Q3, Why.CALENDAR)
    assert issue_due(at(house, "2010-04-01")) == []


def test_only_the_latest_quarter_is_made_up(house: House) -> None:
    assert [issue.period for issue in issue_due(at(house, "2011-03-01"))] == [Period.quarter(2010, 3)]
    assert issue_due(at(house, "2011-03-02")) == []


def test_an_older_period_goes_out_where_it_is_named(house: House) -> None:
    assert [issue.period for issue in issue_due(house, "Q2 2009/10")] == [Q2]


@pytest.mark.parametrize("named", ["2009-12", "2009-10"])
def test_no_report_goes_out_on_a_month_or_a_year_as_yet(house: House, named: str) -> None:
    assert find_due(at(house, "2010-06-30"), named) == []


def test_what_names_no_period_is_refused(house: House) -> None:
    with pytest.raises(UnreadablePeriod):
        find_due(house, "the last one")


@pytest.mark.slow
def test_what_went_out_is_made_again_byte_for_byte_after_a_month_of_other_figures(house: House, tmp_path: Path) -> None:
    send(house, GOLDEN, "golden")
    [issue] = issue_due(at(house, ITS_DAY))
    send(at(house, LATER), {"dev": "Code,Numerator,Denominator,Period\nNI 157a,8,9,Dec-09\n", **REST}, "late")
    renamed = House(house.workspace, house.settings.model_copy(update={"council": "Tonbridge", "today": LATER}))

    again = make_document(renamed, issue.report, str(issue.period), issue.as_at)
    paths = write_document(again, ["html", "csv", "json"], tmp_path / "again")

    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths} == issue.files


def test_a_warehouse_made_again_knows_what_went_out(house: House) -> None:
    issue_due(at(house, ITS_DAY))
    before = issued(house)

    rebuild(house.engine, house.lake)

    assert issued(house) == before
    assert issue_due(at(house, LATER)) == []


def test_what_went_out_later_was_not_known_before(house: House) -> None:
    [issue] = issue_due(at(house, ITS_DAY))

    with house.knowledge(issue.as_at) as then:
        assert then.issues() == []


def test_killed_after_writing_and_before_recording_the_next_run_ends_with_one_record_of_what_stands(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(Ledger, "record", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            issue_due(at(house, "2010-01-29T07:00:00Z"))
    assert sorted(standing(house)) == FILES
    assert issued(house) == []

    [issue] = issue_due(at(house, "2010-01-29T08:00:00Z"))

    assert issued(house) == [issue]
    assert standing(house) == issue.files


def _power_cut(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_folder_that_cannot_be_written_leaves_the_report_to_the_next_run(house: House) -> None:
    reports = house.workspace / "reports"
    reports.rmdir()
    reports.write_text("")

    with pytest.raises(UsageError, match="reports cannot be written"):
        issue_due(at(house, ITS_DAY))
    assert issued(house) == []

    reports.unlink()
    assert len(issue_due(at(house, ITS_DAY))) == 1


@pytest.mark.slow
def test_the_bytes_of_what_went_out_are_examined_as_those_of_returns_are(house: House) -> None:
    [issue] = issue_due(at(house, ITS_DAY))
    sha256 = issue.files[FILES[0]]
    (house.workspace / "lake" / "raw" / sha256[:2] / sha256).write_bytes(b"tampered")

    [wrong] = [part for part in examine(at(house, ITS_DAY)) if not part.sound]

    assert (wrong.part, sha256 in wrong.detail) == ("files", True)


@pytest.mark.slow
def test_the_last_figure_completes_the_quarter_and_its_report_goes_out_before_its_day(house: House) -> None:
    assert newly_complete(house, send(house, GOLDEN, "golden")) == []

    touched = send(house, REST, "rest")

    assert newly_complete(house, touched) == [Q3]
    assert [(issue.period, issue.why) for issue in issue_due(house, "2009-10 Q3")] == [(Q3, Why.COMPLETE)]
    assert newly_complete(house, touched) == []


@pytest.mark.slow
def test_a_completeness_that_nobody_was_told_of_is_found_by_the_next_round_and_by_the_schedule(house: House) -> None:
    send(house, GOLDEN, "golden")
    send(house, REST, "rest")

    later_round = send(house, {"cs": "Code,Value,Period\nLPI CS 7,970,Dec-09\n"}, "corrected")

    assert newly_complete(house, later_round) == newly_complete(house, {Period.year(2009)}) == [Q3]
    assert [considered.why for considered in find_due(house)] == [Why.COMPLETE]


@pytest.mark.slow
def test_a_figure_that_is_held_keeps_the_quarter_open_until_it_is_released(house: House) -> None:
    send(house, GOLDEN, "golden")
    touched = send(house, {**REST, "kcc": "Code,Value,Period\nNI 192,133.1%,Q3 2009/10\n"}, "rest")
    assert newly_complete(house, touched) == []
    [hold] = holds_of(house)

    decide(house, hold.short_id, Decided.RELEASED, "Lee Banks", "Confirmed by the county.")

    assert newly_complete(house, {hold.observation.said.period}) == [Q3]


@pytest.mark.parametrize(("touched", "looks"), [(DECEMBER, True), (Period.month(2010, 2), False)])
def test_figures_are_looked_at_where_a_report_goes_out_on_a_period_that_ended(
    house: House, touched: Period, looks: bool
) -> None:
    afterwards = at(house, touched.shifted(1).start.replace(day=18).isoformat())
    asked: list[str] = []
    sa.event.listen(afterwards.engine, "before_cursor_execute", lambda *query: asked.append(query[2]))

    assert newly_complete(afterwards, {touched}) == []
    assert any("FROM observations" in query for query in asked) == looks


def test_periods_of_the_past_cost_no_question_to_the_warehouse(house: House) -> None:
    offline = House(
        house.workspace, house.settings.model_copy(update={"warehouse": "postgresql://nobody@127.0.0.1:1/x"})
    )

    assert newly_complete(offline, {Period.month(2009, 9), Q2, Period.year(2007)}) == []
    assert newly_complete(offline, set()) == []
