"""What the demo council does about its figures, and how it stands beside others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from flows.demo.benchmarks import INVENTED, SENDER, benchmark_files
from flows.demo.committee import MET, REFERRED
from flows.demo.returns import DemoReturn
from flows.demo.tables import table
from tests.transforms.given import a_file
from transforms.comparison import Theirs, compared
from transforms.period import APRIL, Period
from transforms.read_batch import ReadBatch
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.stated_comparison import StatedComparison

Q2 = Period.quarter(2009, 2)


def read(sent: Sequence[DemoReturn], register: Register) -> ReadBatch:
    batch = ReadBatch()
    for number, each in enumerate(sent):
        file = replace(a_file(number), sender=each.sender, file=each.file)
        batch.add(file, read_workbook(each.content), register, APRIL, each.arrives.date())
    return batch


@pytest.fixture(scope="module")
def benchmarks(register: Register) -> Sequence[StatedComparison]:
    """The figures of other councils."""
    batch = read(list(benchmark_files()), register)
    assert (batch.rows, batch.unreadable) == ([], {})
    return batch.comparisons


def test_every_action_is_stated_by_the_return_of_its_month_under_its_senders_own_headings(
    returns: Sequence[DemoReturn], register: Register
) -> None:
    told = {row["sender"] for row in table("actions")}
    late = [
        sent for sent in returns if sent.sender in told and sent.arrives.year * 12 + sent.arrives.month > 2009 * 12 + 9
    ]
    batch = read(late, register)

    stated = Counter((action.source.sender, action.code, action.what) for action in batch.actions)
    assert stated == Counter((row["sender"], row["code"], row["action"]) for row in table("actions"))
    assert {action.sheet for action in batch.actions} == {"Actions", "Action plan"}
    rules = {finding.rule for found in batch.unreadable.values() for finding in found}
    assert not rules & {"not-a-day", "unknown-code", "not-your-indicator", "sheet-not-read", "action-missing"}


def test_some_actions_are_done_and_one_is_overdue_on_the_day_of_the_demo() -> None:
    due: dict[tuple[str, str], str] = {}
    done: set[tuple[str, str]] = set()
    for row in table("actions"):
        key = row["code"], row["action"]
        due[key] = row["by_when"] or due[key]
        done |= {key} if row["done"] else set()

    assert len(done) >= 3
    assert [code for (code, what), day in due.items() if day < "2010-01-20" and (code, what) not in done] == [
        "LPI CS 1"
    ]


def test_the_committee_refers_benefit_fraud_and_housing_after_the_second_quarter(register: Register) -> None:
    assert MET.date() > Q2.end
    services = [indicator.service for typed in REFERRED if (indicator := register.indicator(typed.code))]
    assert services == ["housing-benefits", "social-housing"]


def test_the_twelve_districts_of_kent_and_a_group_of_neighbours_are_there_for_each_period(
    benchmarks: Sequence[StatedComparison],
) -> None:
    periods = {figure.period for figure in benchmarks}
    assert sorted(map(str, periods)) == ["2008-09", "2009-10 Q1", "2009-10 Q2", "2009-10 Q3"]
    for period in periods:
        of_period = {(each.code, each.group, each.authority) for each in benchmarks if each.period == period}
        groups = Counter((code, group) for code, group, _ in of_period)
        assert len({code for code, _ in groups}) >= 10
        assert set(groups.values()) == {12}


def test_the_file_says_that_its_figures_are_invented_and_its_sender_owes_nothing(register: Register) -> None:
    for sent in benchmark_files():
        assert read_workbook(sent.content).sheets[0].rows[1][0] == INVENTED
    assert all(row.sender != SENDER for rows in register.indicators.values() for row in rows)


def test_the_council_has_a_place_among_the_twelve(benchmarks: Sequence[StatedComparison], register: Register) -> None:
    indicator = register.indicator("NI 181", Q2)
    assert indicator
    kent = [each for each in benchmarks if (each.code, each.period, each.group) == ("NI 181", Q2, "Kent districts")]
    [own] = [each.value for each in kent if each.authority == "Sevenoaks"]
    theirs = [Theirs(each.authority, each.value) for each in kent]

    comparison = compared(own, theirs, indicator, Q2, "Kent districts", "Sevenoaks District Council (demonstration)")

    assert comparison
    assert len(comparison.figures) == 12
    assert 1 <= comparison.rank <= 12
