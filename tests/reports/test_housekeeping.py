"""The housekeeping report: every suggestion with its evidence and a question, in every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reports.blocks.housekeeping import LOOKED_FOR, MOST, QUESTIONS, housekeeping
from reports.compose import Material, compose
from reports.document import Document
from reports.parts import Block, Grid, Prose
from tests.council import FILES
from tests.transforms.given import an_indicator
from tests.transforms.upkeeps import an_upkeep
from transforms.code import code_key
from transforms.housekeeping import Effort, Reason, Upkeep
from transforms.period import Length
from transforms.read_register import read_register
from transforms.report_plan import LAYOUTS, Edition, ReportPlan

MUCH = Effort(asked=12, late=4, days=9, refused=1, troubled=5, reminders=3)


def with_upkeep(document: Document, *seen: Upkeep) -> Document:
    """The golden report with evidence on its indicators."""
    return replace(document, upkeep={code_key(each.indicator.code): each for each in seen})


def upkeep(document: Document, code: str, **seen: object) -> Upkeep:
    """The evidence on an indicator of the golden report."""
    indicator = next(row.indicator for row in document.rows if row.indicator.code == code)
    return an_upkeep(indicator, **seen)


def built(document: Document, *seen: Upkeep) -> Block:
    block = housekeeping(with_upkeep(document, *seen))
    assert block
    return block


def table(block: Block, heading: str) -> list[list[str]]:
    [grid] = [part for part in block.parts if isinstance(part, Grid) and part.heading.startswith(heading)]
    return [[cell.text for cell in row] for row in grid.rows]


def test_each_suggestion_stands_with_what_was_seen_and_a_question_the_strongest_first(golden: Document) -> None:
    block = built(
        golden, upkeep(golden, "LPI CS 1", good=24), upkeep(golden, "LPI CS 3", different=1, good=24),
        upkeep(golden, "LPI RR 1", reports=(), effort=MUCH), upkeep(golden, "LPI CS 7"),
    )  # fmt: skip

    dropped, yearly, asked = table(block, "Suggestions")
    assert dropped[1:] == [
        "Consider dropping",
        "No report prints it. 5 of 12 figures needed a hand: 4 late, 9 working days together; 1 refused; 3 reminders.",
        "Who uses it? Can it come another way, or less often?",
        "none",
    ]
    assert yearly[1:3] == [
        "Consider yearly",
        "The same figure, as it is printed, in all 24 months. Good in all 24 months that could be judged.",
    ]
    assert asked[0].startswith("LPI CS 1 ")
    assert block.lede == (
        "Of 4 indicators, nothing speaks against one. Suggested: 1 “Consider dropping”, 1 “Consider yearly” and 1 “Ask”. "
        "A suggestion is evidence and a question, never a verdict: the council decides."
    )


def test_national_indicators_are_said_to_be_required_and_are_not_suggested(golden: Document) -> None:
    block = built(golden, replace(upkeep(golden, "NI 157a", good=24), indicator=an_indicator(themes=("NI",))))

    assert table(block, "National indicators") == [
        [
            "NI 157a Processing of planning applications: Major applications",
            "Good in all 24 months that could be judged.",
        ]
    ]
    assert not [part for part in block.parts if part.heading == "Suggestions"]
    assert "Nothing is suggested." in block.lede


def test_what_was_looked_for_is_counted_also_where_it_was_not_found(golden: Document) -> None:
    rows = table(built(golden, upkeep(golden, "LPI CS 1", good=24)), "What was looked for")

    assert [row[0].casefold() for row in rows] == [reason.value for reason in Reason]
    assert [row[2] for row in rows] == ["none", "none", "none", "1", "none", "none"]


def test_what_took_most_is_listed_with_what_it_took(golden: Document) -> None:
    block = built(golden, upkeep(golden, "LPI CS 1", effort=MUCH), upkeep(golden, "LPI CS 3"))

    [[name, *numbers]] = table(block, "What took most")
    assert name.startswith("LPI CS 1 ")
    assert numbers == ["12", "5", "4", "9", "none", "1", "none", "none", "3"]
    assert len(numbers) < MOST


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_it_means_and_asks_something(reason: Reason) -> None:
    assert LOOKED_FOR[reason]
    assert QUESTIONS[reason].endswith("?")


def test_the_rules_are_said_in_the_report_itself(golden: Document) -> None:
    block = built(golden, upkeep(golden, "LPI CS 1"))

    [rules] = [part for part in block.parts if isinstance(part, Prose)]
    assert "It takes 12 months, 4 quarters or 3 years" in rules.texts[1]


def test_without_evidence_there_is_no_such_block(golden: Document) -> None:
    assert housekeeping(golden) is None


def plan(layout: Sequence[str]) -> Edition:
    return Edition(ReportPlan("any", "Any", "All", tuple(layout), Length.QUARTER))


def test_evidence_is_gathered_only_for_a_report_that_prints_it(golden: Document) -> None:
    seen = {code_key("LPI CS 1"): upkeep(golden, "LPI CS 1"), code_key("XX 1"): an_upkeep()}
    times: list[int] = []

    def gather() -> dict[str, Upkeep]:
        times.append(1)
        return seen

    material = Material(
        golden.council, golden.zone, golden.as_at, golden.period, read_register(FILES), golden.rows, [],
        lambda indicator, period: [], lambda indicator, period: None, lambda indicator, period: None,
        lambda indicator, period: None, upkeep=gather,
    )  # fmt: skip
    others = [compose(plan(blocks), material).upkeep for name, blocks in LAYOUTS.items() if name != "housekeeping"]

    assert (any(others), times) == (False, [])
    assert set(compose(plan(LAYOUTS["housekeeping"]), material).upkeep) == {code_key("LPI CS 1")}
