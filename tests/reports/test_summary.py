from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import Document
from reports.summary import counts, sentences
from tests.reports.conftest import Q3, golden_figures, stated
from transforms.observation import Stated
from transforms.period import Period
from transforms.status import Status
from transforms.trend import Trend

CODES = ("LPI CS 1", "LPI CS 3", "NI 157a", "LPI RR 1")


def test_the_case_studys_rows_are_summed_up_in_three_sentences(golden: Document) -> None:
    assert sentences(golden.rows) == [
        "Of 3 indicators judged against a target, 1 is Good, 1 is at Caution and 1 Requires Attention.",
        (
            "Ask first about LPI CS 1 (Percentage of phone calls answered within 20 seconds by the Contact Centre), "
            "which Requires Attention and got worse on one comparison."
        ),
        "4 figures are awaited and 1 commentary is awaited.",
    ]


def test_without_any_figure_the_summary_says_so(make_report: Callable[..., Document]) -> None:
    assert sentences(make_report({}, {}).rows)[:2] == [
        "No indicator can be judged against a target in this period.",
        "Nothing Requires Attention.",
    ]


def test_an_annual_indicator_is_not_counted_as_not_judged(golden: Document) -> None:
    assert counts(golden.rows)["not-measured"] == 1


figure = st.decimals(0, 100, places=2) | st.none()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(figure, figure, figure), min_size=len(CODES), max_size=len(CODES)))
def test_every_sentence_is_true_of_the_rows(
    make_report: Callable[..., Document], told: list[tuple[Decimal | None, ...]]
) -> None:
    periods = (Q3, Q3.previous(), Q3.year_before())
    figures: dict[str, dict[Period, Stated]] = {
        code: {p: stated(p, str(v)) for p, v in zip(periods, values, strict=True) if v is not None}
        for code, values in zip(CODES, told, strict=True)
    }
    rows = make_report(figures, {}).rows

    lights, ask, missing = sentences(rows)

    red = [row for row in rows if row.status == Status.REQUIRES_ATTENTION]
    if numbers := re.findall(r"\d+", lights):
        good, caution = (sum(row.status == status for row in rows) for status in (Status.GOOD, Status.CAUTION))
        assert [int(number) for number in numbers] == [good + caution + len(red), good, caution, len(red)]
    named = [row for row in rows if f"{row.indicator.code} (" in ask]
    assert all(row in red for row in named)
    assert bool(named) == bool(red)
    if "both" in ask:
        worse = Trend.GETTING_WORSE
        assert all(row.previous.trend == row.previous_year.trend == worse for row in named)
    awaited = re.search(r"(\d+) figures? (?:is|are) awaited", missing)
    assert (int(awaited.group(1)) if awaited else 0) == sum(
        row.missing is not None and row.missing.value in {"awaiting", "late-external"} for row in rows
    )


def test_the_golden_figures_are_those_of_the_case_study() -> None:
    assert golden_figures()["LPI CS 1"][Q3].value == Decimal("64.56")
