from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from reports.document import Document
from reports.summary import counts, requires_attention, sentences
from tests.reports.conftest import Q3, golden_figures
from transforms.gap import Gap
from transforms.indicator import Polarity
from transforms.judged import JudgedRow
from transforms.status import Status
from transforms.target import Target


def test_the_case_studys_rows_are_summed_up_in_four_sentences(golden: Document) -> None:
    assert sentences(golden.rows) == [
        "Of 3 indicators judged against a target, 1 is Good, 1 at Caution and 1 Requires Attention.",
        (
            "Ask first about LPI CS 1 (Percentage of phone calls answered within 20 seconds by the Contact Centre), "
            "which Requires Attention and got worse on one comparison."
        ),
        "4 figures are awaited and 1 commentary is awaited.",
        "Of 3 indicators that can be compared with a year ago, 2 are better and 1 is worse.",
    ]


def test_where_nothing_can_be_judged_the_summary_gives_no_all_clear(make_report: Callable[..., Document]) -> None:
    assert sentences(make_report({}, {}).rows) == [
        "No indicator can be judged in this period: nothing can be said to be on target, nor to Require Attention.",
        "7 figures are awaited.",
        "No indicator can be compared with a year ago.",
    ]


def test_before_anything_is_due_the_summary_does_not_say_that_all_is_in(golden: Document) -> None:
    rows = [replace(row, missing=Gap.NOT_DUE) for row in golden.rows if row.missing]

    assert sentences(rows)[-2] == "No figure is due yet."


def test_what_is_not_due_yet_is_told_beside_what_is_in(golden: Document) -> None:
    good = next(row for row in golden.rows if row.status == Status.GOOD)
    later = replace(next(row for row in golden.rows if row.missing == Gap.AWAITING), missing=Gap.NOT_DUE)

    assert sentences([good, later])[:2] == [
        "The one indicator judged against a target is Good.",
        "Every figure that was due is in; 1 figure is not due yet.",
    ]
    assert sentences([good])[1] == "Every figure that was due is in."


def test_a_figure_that_is_withheld_is_not_said_to_be_in(golden: Document) -> None:
    good = next(row for row in golden.rows if row.status == Status.GOOD)
    silent = next(row for row in golden.rows if row.missing == Gap.AWAITING)
    said = [good, replace(silent, missing=Gap.WITHHELD), replace(silent, missing=Gap.NO_CASES)]

    assert sentences(said)[1] == "1 figure is withheld and 1 indicator had no cases."


def test_shares_that_do_not_add_up_are_left_as_they_are(golden: Document) -> None:
    """Medway's 41, 15 and 17 of 73 add up; three thirds are 99%."""
    row = next(row for row in golden.rows if row.status == Status.GOOD)
    lights = [Status.GOOD] * 41 + [Status.CAUTION] * 15 + [Status.REQUIRES_ATTENTION] * 17
    rows = [replace(row, status=light) for light in lights]

    assert sentences(rows)[0] == (
        "Of 73 indicators judged against a target, 41 (56%) are Good, 15 (21%) at Caution and 17 (23%) Require Attention."
    )


def test_a_period_in_which_nothing_is_measured_owes_nothing(golden: Document) -> None:
    annual = [row for row in golden.rows if row.missing == Gap.NOT_MEASURED]

    assert sentences(annual)[1] == "No indicator is measured in this period."
    assert sentences([])[1] == "No indicator is measured in this period."


def red(golden: Document, code: str, value: str, target: tuple[str, str], polarity: Polarity) -> JudgedRow:
    """A row that Requires Attention, with this value against this target."""
    row = golden.rows[0]
    indicator = replace(row.indicator, code=code, polarity=polarity)
    aimed = Target(Decimal(target[0]), Decimal(target[1]))
    return replace(
        row, indicator=indicator, value=Decimal(value), target=aimed, status=Status.REQUIRES_ATTENTION
    )  # fmt: skip


def test_what_is_furthest_from_its_target_is_asked_about_first(golden: Document) -> None:
    rows = [
        red(golden, "near", "70", ("80", "80"), Polarity.MAXIMISE),
        red(golden, "far", "3", ("2", "2"), Polarity.MINIMISE),
        red(golden, "beyond a range", "130", ("80", "100"), Polarity.RANGE),
        red(golden, "under a range", "20", ("80", "100"), Polarity.RANGE),
        red(golden, "one where there should be none", "1", ("0", "0"), Polarity.MINIMISE),
        red(golden, "four where there should be none", "4", ("0", "0"), Polarity.MINIMISE),
        red(golden, "below a target under nought", "-12", ("-10", "-10"), Polarity.MAXIMISE),
    ]

    assert [row.indicator.code for row in requires_attention(rows)] == [
        "four where there should be none", "one where there should be none", "under a range", "far", "beyond a range",
        "below a target under nought", "near",
    ]  # fmt: skip
    assert "about four where there should be none (" in sentences(rows)[1]


def test_an_annual_indicator_is_not_counted_as_not_judged(golden: Document) -> None:
    assert counts(golden.rows)["not-measured"] == 1


def test_of_what_is_asked_first_three_are_named_and_the_others_counted(golden: Document) -> None:
    rows = [red(golden, f"far {number}", "70", ("80", "80"), Polarity.MAXIMISE) for number in range(5)]

    assert sentences(rows)[1].count(" (Percentage of") == 3
    assert "far 2" in sentences(rows)[1]
    assert " and 2 more, which Require Attention" in sentences(rows)[1]


def test_the_golden_figures_are_those_of_the_case_study() -> None:
    assert golden_figures()["LPI CS 1"][Q3].value == Decimal("64.56")
