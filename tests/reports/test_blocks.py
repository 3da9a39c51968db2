"""What each block says of a report's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.as_html import as_html
from reports.built import BUILDERS, blocks_of
from reports.document import Document, Section
from reports.parts import Block, Grid, Profiles, Prose
from tests.council import utc
from tests.reports.conftest import AS_AT, Q3, golden_figures
from transforms.action import Action, ActionKind
from transforms.code import code_key
from transforms.comparison import Comparison, Theirs
from transforms.figure import Unit
from transforms.indicator import Polarity, RollUp
from transforms.judged import Compared, JudgedRow
from transforms.period import Period
from transforms.report_plan import BLOCKS, LAYOUTS
from transforms.status import Status
from transforms.trend import Trend

BY_HAND = {"replaced", "summary", "key", "indicators", "changes"}


def built(document: Document, name: str) -> Block:
    """One block of a document that prints it."""
    block = BUILDERS[name](document)
    assert block is not None
    return block


def grid(block: Block, at: int = 0) -> Grid:
    """One of its tables."""
    return [part for part in block.parts if isinstance(part, Grid)][at]


def texts(grid: Grid) -> list[list[str]]:
    """The words of its cells."""
    return [[cell.text for cell in row] for row in grid.rows]


def said(block: Block) -> list[str]:
    """Its sentences."""
    return [text for part in block.parts if isinstance(part, Prose) for text in part.texts]


def action(code: str, what: str, **said: object) -> Action:
    raised = utc("2009-11-02T09:00:00")
    facts = {"by_when": date(2010, 3, 31), "done": None, "outcome": "", "kind": ActionKind.ACTION} | said
    return Action(code=code, what=what, who="Ann Bell", by="cs", raised_at=raised, stated_at=raised, **facts)  # type: ignore[arg-type]


def with_actions(document: Document, *actions: Action) -> Document:
    by_code: dict[str, list[Action]] = {}
    for each in actions:
        by_code.setdefault(code_key(each.code), []).append(each)
    return replace(document, actions=by_code)


def themed(document: Document, themes: Mapping[str, tuple[str, ...]]) -> Document:
    """The document with the themes of some indicators replaced."""

    def of(row: JudgedRow) -> JudgedRow:
        indicator = replace(row.indicator, themes=themes.get(row.indicator.code, ()))
        return replace(row, indicator=indicator)

    return replace(
        document, sections=[Section(each.service, [of(row) for row in each.rows]) for each in document.sections]
    )


def test_every_block_of_every_layout_can_be_built() -> None:
    assert set(BLOCKS) - BY_HAND == set(BUILDERS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_a_page(golden: Document, layout: str) -> None:
    page = as_html(replace(golden, layout=LAYOUTS[layout])).decode()
    assert golden.title.replace("&", "&amp;") in page


def test_what_requires_attention_stands_large_the_furthest_from_target_first(golden: Document) -> None:
    block = built(golden, "attention")
    assert [part.codes for part in block.parts if isinstance(part, Profiles)] == [["LPI CS 1"]]
    assert code_key("LPI CS 1") in golden.long_history


def test_nothing_red_makes_no_such_block(golden: Document) -> None:
    good = [row for row in golden.rows if row.status == Status.GOOD]
    assert BUILDERS["attention"](replace(golden, sections=[Section("All", good)])) is None


def test_exceptions_are_not_good_only_and_say_what_was_left_out(golden: Document) -> None:
    block = built(golden, "exceptions")
    [profiles] = [part for part in block.parts if isinstance(part, Profiles)]

    assert list(profiles.codes) == ["LPI CS 1", "LPI CS 3"]
    assert block.lede == (
        "Of 8 indicators, 1 Requires Attention, 1 is at Caution, 1 is Good and left out and 5 cannot be judged. "
        "Each stands with its latest figure."
    )
    assert [(part.heading, part.texts) for part in block.parts if isinstance(part, Prose)] == [
        (
            "No action is recorded for",
            [
                "LPI CS 1 Percentage of phone calls answered within 20 seconds by the Contact Centre",
                "LPI CS 3 Percentage of all queries answered at first point of contact by the Contact Centre",
            ],
        )
    ]


def test_where_nothing_is_an_exception_that_is_said(golden: Document) -> None:
    good = [row for row in golden.rows if row.status == Status.GOOD]
    block = built(replace(golden, sections=[Section("All", good)]), "exceptions")
    assert (block.lede, block.parts) == ("There is none. The one indicator is Good and left out.", [])


def test_actions_are_followed_up_the_overdue_ones_first(golden: Document) -> None:
    document = with_actions(
        golden,
        action("LPI CS 1", "Recruit two advisers"),
        action("LPI CS 1", "Write scripts", by_when=date(2010, 1, 10)),
        action("LPI CS 3", "Train the team", done=date(2009, 12, 18), outcome="All trained."),
        action("LPI CS 3", "Move desks", done=date(2009, 9, 18)),
        action("LPI CS 1", "Benefit fraud", kind=ActionKind.REFERRAL),
    )
    block = built(document, "actions")

    assert block.lede == "3 actions and 1 referral: 1 overdue, 2 open, 1 done."
    assert [(row[1], row[4]) for row in texts(grid(block))] == [
        ("Write scripts", "Overdue"),
        ("Recruit two advisers", "Open"),
        ("Train the team", "Done, 18 December 2009: All trained."),
    ]
    assert [row[1:4] for row in texts(grid(block, 1))] == [["Benefit fraud", "cs", "Ann Bell"]]


def test_without_actions_nothing_is_printed_of_them(golden: Document) -> None:
    assert BUILDERS["actions"](golden) is None
    assert "actions" not in blocks_of(golden)


def test_a_figure_stands_beside_the_middle_and_the_best_of_other_councils(golden: Document) -> None:
    figures = [Theirs("Dover", Decimal("90.1")), Theirs("Sevenoaks", Decimal("82.61")), Theirs("Swale", Decimal(70))]
    found = Comparison("Kent districts", Q3, Decimal("82.61"), figures, 2, False, 3, Decimal("82.61"))
    [row] = texts(grid(built(replace(golden, comparisons={code_key("NI 157a"): found}), "benchmarks")))

    assert row[2:] == ["82.61%", "82.61%", "90.10%, Dover", "2nd of 3", "Third quartile", "Kent districts"]


def test_a_service_area_shows_which_part_of_it_nobody_measures(golden: Document) -> None:
    document = themed(golden, {"LPI CS 1": ("QSI:performance",), "LPI CS 3": ("QSI:turn-around-time",)})
    block = built(document, "quality")

    [area] = texts(grid(block))
    assert area == ["Customer Services", "Requires Attention", "No indicator", "Caution", *["No indicator"] * 3]
    assert (
        said(block)[0]
        == "Customer Services: no indicator of benchmarking, value for money, accreditation and satisfaction."
    )


def test_a_part_without_news_says_since_when(golden: Document) -> None:
    document = themed(golden, {"LPI CS 7": ("QSI:satisfaction",)})
    [row] = [row for row in document.rows if row.indicator.code == "LPI CS 7"]
    old = replace(row, period=Period.year(2007), value=Decimal(80), value_text="80", missing=None)
    document = replace(document, last_rows={code_key("LPI CS 7"): old})

    assert "Customer Services: no satisfaction data since 2007-08." in said(built(document, "quality"))


@pytest.mark.parametrize(
    ("counted", "felt", "apart"),
    [
        (Trend.IMPROVING, Trend.GETTING_WORSE, True),
        (Trend.GETTING_WORSE, Trend.IMPROVING, True),
        (Trend.IMPROVING, Trend.IMPROVING, False),
        (Trend.NO_CHANGE, Trend.GETTING_WORSE, False),
        (Trend.NONE, Trend.GETTING_WORSE, False),
    ],
)
def test_what_is_counted_and_what_people_say_are_said_to_go_apart_only_if_they_do(
    golden: Document, counted: Trend, felt: Trend, apart: bool
) -> None:
    document = themed(golden, {"LPI CS 1": ("statistic:crime",), "LPI CS 3": ("perception:crime",)})
    trends = {"LPI CS 1": counted, "LPI CS 3": felt}

    def moved(row: JudgedRow) -> JudgedRow:
        earlier: Compared = row.previous_year
        return replace(row, previous_year=replace(earlier, trend=trends.get(row.indicator.code, earlier.trend)))

    document = replace(
        document, sections=[Section(s.service, [moved(row) for row in s.rows]) for s in document.sections]
    )
    [told] = said(built(document, "perception"))
    assert told.endswith("what is counted and what people say go apart.") == apart
    assert told.endswith("is not known.") == (Trend.NONE in {counted, felt})


def test_unit_costs_are_pounds_for_one_of_something_and_no_income_sum_or_debt(golden: Document) -> None:
    def priced(at: int, polarity: Polarity, rollup: RollUp) -> JudgedRow:
        row = golden.rows[at]
        return replace(row, indicator=replace(row.indicator, unit=Unit.POUNDS, polarity=polarity, rollup=rollup))

    cost, income = priced(0, Polarity.MINIMISE, RollUp.RATIO), priced(1, Polarity.MAXIMISE, RollUp.RATIO)
    debt, saving = priced(2, Polarity.MINIMISE, RollUp.LATEST), priced(3, Polarity.MAXIMISE, RollUp.SUM)
    document = replace(golden, sections=[Section("All", [cost, income, debt, saving])])
    [shown] = texts(grid(built(document, "costs")))
    assert shown[0].startswith("LPI CS 1")


def test_a_year_stands_beside_those_before_and_the_coming_ones_target(golden: Document) -> None:
    document = replace(golden, next_targets={code_key("LPI CS 1"): "82%"})
    block = built(document, "years")

    heads = [head.text for head in grid(block).heads]
    assert heads[1:4] == ["Q2 2009-10", "Q3 2009-10", "Target"]
    row = texts(grid(block))[0]
    assert (row[1], row[2], row[-1]) == ("62.93%", "64.56%", "82%")
    assert block.lede == (
        "1 quarter before, this one, and the target of the coming one. Of the 2 quarters before that nothing comparable is known."
    )
    assert texts(grid(block))[1][-1] == "Not set yet"


def test_years_of_which_nothing_is_known_take_no_columns(golden: Document) -> None:
    known = [row for row in golden.rows if row.history[-2][1] is not None]
    new = [replace(row, history=[(period, None) for period, _ in row.history]) for row in known]
    block = built(replace(golden, sections=[Section("All", new)]), "years")

    assert [head.text for head in grid(block).heads][1:3] == ["Q3 2009-10", "Target"]
    assert block.lede.startswith("This one, and the target of the coming one.")


def test_the_form_on_the_notice_board_says_lower_is_better_and_has_every_measured_figure(golden: Document) -> None:
    rows = texts(grid(built(golden, "form")))
    assert len(rows) == sum(len(section.measured) for section in golden.sections)
    assert any(row[0].endswith("(lower is better)") and row[1] == "Awaited [x]" for row in rows)


def test_the_section_in_focus_is_printed_large_and_no_other(make_report: Callable[..., Document]) -> None:
    document = replace(make_report(golden_figures(), {}), focus="Customer Services")
    block = built(document, "focus")
    [profiles] = [part for part in block.parts if isinstance(part, Profiles)]
    assert block.heading == "In focus: Customer Services"
    assert {"LPI CS 1", "LPI CS 3"} <= set(profiles.codes)
    assert BUILDERS["focus"](replace(document, focus="Nothing")) is None
    assert document.today == AS_AT.date()
