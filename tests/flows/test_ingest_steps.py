from __future__ import annotations

from datetime import date

import pytest

from flows.decide import holds_of
from flows.ingest_steps import check_returns, clear_inbox, keep_bytes, read_returns, record
from flows.trace import trace
from infra.wiring import House
from reports.as_json import as_json
from tests.council import GOLDEN, at, drop
from tests.flows.make_document import make_document
from tests.flows.take_in import take_in
from transforms.finding import Severity, Verdict
from transforms.period import Period
from transforms.read_register import register_of_rows
from transforms.settle import Outcome

Q3 = Period.quarter(2009, 3)


def figures(house: House) -> int:
    """How many statements the warehouse knows."""
    with house.knowledge() as known:
        return len(known.observations())


def months(year: int, number: int) -> list[date]:
    """The first days of so many months, from January of a year on."""
    return [date(year + at // 12, at % 12 + 1, 1) for at in range(number)]


def said(outcome: Outcome) -> dict[str, str]:
    """The rule of each finding by its cell."""
    return {finding.cell: finding.rule for _, finding in outcome.findings}


def test_the_figures_of_the_case_study_go_in_and_the_inbox_is_empty_afterwards(house: House) -> None:
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)

    outcomes = take_in(house)

    assert {outcome.verdict for outcome in outcomes} == {Verdict.ACCEPTED}
    assert sum(outcome.counts.accepted for outcome in outcomes) == 11
    assert list(house.inbox.arrivals()) == []
    assert trace(house, "NI 157a", Q3, None).value_text == "82.61%"


def test_the_same_bytes_again_are_a_duplicate_and_add_nothing(house: House) -> None:
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    take_in(house)
    before = figures(house)
    drop(house, "dev", "return again.csv", GOLDEN["dev"])

    [outcome] = take_in(house)

    assert outcome.verdict == Verdict.DUPLICATE
    assert figures(house) == before


def test_the_same_bytes_twice_in_one_batch_go_in_once(house: House) -> None:
    drop(house, "dev", "a.csv", GOLDEN["dev"])
    drop(house, "dev", "b.csv", GOLDEN["dev"])

    verdicts = [outcome.verdict for outcome in take_in(house)]

    assert verdicts == [Verdict.ACCEPTED, Verdict.DUPLICATE]
    assert figures(house) == 5


def test_figures_sent_again_unchanged_in_another_file_are_no_revision(house: House) -> None:
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    take_in(house)
    drop(house, "dev", "return 2.csv", GOLDEN["dev"] + "\nSent by Tom\n")

    [outcome] = take_in(house)

    assert (outcome.verdict, outcome.counts.unchanged, outcome.counts.accepted) == (Verdict.ACCEPTED, 5, 0)
    assert figures(house) == 5


def test_a_corrected_file_is_a_revision_and_the_past_stands_still(house: House) -> None:
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    take_in(house)
    before = make_document(house, "scrutiny", str(Q3), None)
    drop(house, "dev", "corrected.csv", GOLDEN["dev"].replace("7,9,Dec-09", "8,9,Dec-09"))
    [outcome] = take_in(at(house, "2010-01-20"))

    after = make_document(at(house, "2010-01-21"), "scrutiny", str(Q3), None)
    again = make_document(at(house, "2010-01-21"), "scrutiny", str(Q3), before.as_at)

    assert (outcome.counts.accepted, outcome.counts.unchanged) == (1, 4)
    assert trace(at(house, "2010-01-21"), "NI 157a", Q3, None).value_text == "86.96%"
    assert as_json(again) == as_json(before)
    assert [(change.was, change.now) for change in after.changes] == [("77.78%", "88.89%")]
    assert {row.indicator.code: list(row.marks) for row in after.rows}["NI 157a"] == ["[r]"]


BAD = """\
Customer Services: monthly return,,,,,
Period: December 2009,,,,,
,,,,,
Code,Numerator,Denominator,Value,Period,Comments
LPI CS 1,330,500,,,fine
LPI CS 3,lots,500,,,
LPI CS 7,,,,,
LPI CS 9,1,2,,,
NI 157a,7,9,,,
LPI CS 1,330,510,,Jun-10,
LPI CS 3,510,500,,Nov-09,
BV 9,,,eighty,Dec-09,
"""


def test_each_bad_row_is_named_by_its_cell_with_a_remedy_and_the_good_rows_go_in(house: House) -> None:
    drop(house, "cs", "december.csv", BAD)

    [outcome] = take_in(house)

    assert said(outcome) == {
        "B6": "not-a-number",
        "D7": "no-figure",
        "A8": "unknown-code",
        "A9": "not-your-indicator",
        "E10": "future-period",
        "B11": "numerator-above-denominator",
        "D12": "not-a-number",
    }
    assert all(finding.message and finding.remedy for _, finding in outcome.findings)
    assert (outcome.verdict, outcome.counts.accepted, outcome.counts.held) == (Verdict.PARTLY, 1, 1)
    assert outcome.counts.refused == 5
    assert trace(house, "LPI CS 1", Period.month(2009, 12), None).value_text == "66.00%"


def test_a_blank_cell_is_only_a_warning_and_stays_awaited(house: House) -> None:
    drop(house, "cs", "december 2009.csv", "Code,Value\nLPI CS 7,\nLPI CS 1,66\n")

    [outcome] = take_in(house)

    assert [finding.severity for _, finding in outcome.findings] == [Severity.WARNING]
    assert outcome.verdict == Verdict.ACCEPTED
    assert "Awaited" in trace(house, "LPI CS 7", Period.month(2009, 12), None).value_text


def test_a_held_figure_does_not_count_until_it_is_released(house: House) -> None:
    drop(house, "cs", "return.csv", "Code,Numerator,Denominator,Period\nLPI CS 1,600,500,Dec-09\n")

    [outcome] = take_in(house)

    assert outcome.verdict == Verdict.HELD
    assert trace(house, "LPI CS 1", Period.month(2009, 12), None).value is None
    assert [hold.observation.cell for hold in holds_of(house)] == ["B2"]


def test_a_file_beside_the_senders_folders_is_refused_and_its_bytes_are_kept(house: House) -> None:
    path = house.inbox.root / "stray.csv"
    path.write_text(GOLDEN["dev"])

    [outcome] = take_in(house)

    assert (outcome.verdict, [f.rule for _, f in outcome.findings]) == (Verdict.REFUSED, ["unknown-sender"])
    assert house.lake.raw(outcome.file.sha256) == GOLDEN["dev"].encode()


def test_a_refused_file_is_read_again_when_the_register_has_been_mended(house: House) -> None:
    from flows.register_steps import apply_register

    text = "Code,Value,Period\nLPI CS 9,12,Dec-09\n"
    drop(house, "cs", "return.csv", text)
    assert take_in(house)[0].verdict == Verdict.REFUSED
    drop(house, "cs", "return.csv", text)
    assert take_in(house)[0].verdict == Verdict.DUPLICATE
    indicators = house.register_folder / "indicators.csv"
    indicators.write_text(indicators.read_text() + "LPI CS 9,Letters,CS,cs,Head of CS,,number,none,monthly,sum,\n")
    apply_register(house)
    drop(house, "cs", "return.csv", text)

    [outcome] = take_in(house)

    assert (outcome.verdict, outcome.counts.accepted) == (Verdict.ACCEPTED, 1)


def test_what_a_crash_left_between_lake_and_warehouse_is_known_at_the_next_question(house: House) -> None:
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    read_returns(house, batch)
    check_returns(house, batch)
    record(house, batch)

    assert trace(house, "NI 157a", Q3, None).value_text == "82.61%"
    assert [outcome.verdict for outcome in take_in(house)] == [Verdict.DUPLICATE]
    assert figures(house) == 5


def test_a_fault_of_ours_with_one_file_leaves_it_in_the_inbox_and_lets_the_others_in(house: House) -> None:
    drop(house, "cs", "breaks.csv", GOLDEN["cs"])
    drop(house, "dev", "return.csv", GOLDEN["dev"])
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    batch.contents[0] = 5  # type: ignore[call-overload]  # no reader expects this
    read_returns(house, batch)
    check_returns(house, batch)

    outcomes = record(house, batch)
    clear_inbox(house, batch)

    assert [outcome.file.file for outcome in outcomes] == ["return.csv"]
    assert [arrival.file for arrival in house.inbox.arrivals()] == ["breaks.csv"]
    assert list(batch.faults) == [0]


def test_the_register_in_the_warehouse_is_the_one_that_was_applied(house: House) -> None:
    with house.knowledge() as known:
        register = register_of_rows(known.register_rows(known.register_entry()))
        assert list(register.indicators) == list(known.register().latest.indicators)


def test_an_odd_month_of_a_backlog_does_not_make_the_next_one_look_right(house: House) -> None:
    steady = [f"LPI CS 7,{1000 + 10 * (at % 3)},{month:%b-%y}" for at, month in enumerate(months(2008, 22))]
    odd = ["LPI CS 7,2500,Nov-09", "LPI CS 7,2510,Dec-09"]
    drop(house, "cs", "backlog.csv", "\n".join(["Code,Value,Period", *steady, *odd]))

    [outcome] = take_in(house)

    assert [finding.period for _, finding in outcome.findings] == ["2009-11", "2009-12"]
    assert (outcome.counts.accepted, outcome.counts.held) == (22, 2)


def test_a_batch_is_closed_when_it_holds_enough_bytes_and_the_next_goes_on(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.micro_batch.BATCH_BYTES", 1000)
    for number in range(3):
        drop(house, "dev", f"{number}.csv", GOLDEN["dev"] + f"Sent {number}{' ' * 700}\n")
    arrivals = list(house.inbox.arrivals())

    first = keep_bytes(house, arrivals)
    second = keep_bytes(house, arrivals[first.looked_at :])

    assert [len(batch.files) for batch in (first, second)] == [2, 1]
    assert {file.file for file in [*first.files, *second.files]} == {"0.csv", "1.csv", "2.csv"}
