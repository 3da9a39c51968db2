from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    Q3,
    a_judge,
    a_register,
    an_indicator,
    by_period,
    few,
    said,
)
from transforms.complete import expected_for
from transforms.expected import expected_of
from transforms.figure import Unit, round_half_up
from transforms.formula import Formula, Part
from transforms.gap import Gap
from transforms.group import Group, Member
from transforms.indicator import Frequency, Indicator, RollUp
from transforms.judged import Judge
from transforms.observation import Stated
from transforms.owed import owed
from transforms.parse_formula import parse_formula
from transforms.period import Period
from transforms.status import Status

A, B, C = (an_indicator(code=code) for code in ("A", "B", "C"))
MONTHS = (OCTOBER, NOVEMBER, DECEMBER)


def of_parts(text: str, below: str = "") -> Formula:
    below = below or text
    return Formula(parse_formula(text, Part.NUMERATOR), parse_formula(below, Part.DENOMINATOR), None, (text, below))


def of_values(text: str) -> Formula:
    return Formula(None, None, parse_formula(text, Part.VALUE), (text,))


ALL = an_indicator(code="ALL", made_of=of_parts("[A] + [B]"))


def judge_of(*indicators: Indicator, target: str = "80", **figures: list[Stated]) -> Judge:
    targets = {each.code: {Period.year(2009): target} for each in indicators}
    stated = {code: by_period(*statements) for code, statements in figures.items()}
    return a_judge(a_register(*indicators, targets=targets), stated)


def test_a_formula_adds_up_the_parts_of_its_feeders_and_makes_no_mean_of_their_percentages() -> None:
    judge = judge_of(A, B, ALL, A=[said(DECEMBER, out_of=(5, 6))], B=[said(DECEMBER, out_of=(1, 2))])
    row = judge.row(ALL, DECEMBER)
    assert (row.value_text, row.status) == ("75.00%", Status.CAUTION)
    assert row.marks == ()


cases = st.integers(0, 40)
parts = st.tuples(cases, cases).map(lambda pair: (min(pair), max(pair)))
returns = st.lists(parts, min_size=3, max_size=3)


@few
@given(returns, returns)
def test_a_formula_over_rolled_up_feeders_is_what_is_worked_out_by_hand(
    a: list[tuple[int, int]], b: list[tuple[int, int]]
) -> None:
    judge = judge_of(
        A, B, ALL,
        A=[said(month, out_of=pair) for month, pair in zip(MONTHS, a, strict=True)],
        B=[said(month, out_of=pair) for month, pair in zip(MONTHS, b, strict=True)],
    )  # fmt: skip
    figure = judge.figure(ALL, Q3)
    top, bottom = (sum(pair[at] for pair in (*a, *b)) for at in (0, 1))
    assert (figure.numerator, figure.denominator) == (top, bottom)
    assert figure.gap == (None if bottom else Gap.NO_CASES)
    if bottom:
        by_hand = Decimal(top) * 100 / bottom
        assert figure.value is not None
        assert round_half_up(figure.value, 6) == round_half_up(by_hand, 6)


def test_without_a_feeder_a_sum_is_partial_and_says_which_is_awaited_from_whom() -> None:
    row = judge_of(A, B, ALL, A=[said(DECEMBER, out_of=(5, 6))]).row(ALL, DECEMBER)
    assert (row.value_text, row.status, row.marks) == ("83.33%", Status.NOT_JUDGED, ("1 of 2 feeders",))
    assert row.note == "1 of 2 feeders; B: awaited from Development Services [x]"


def test_a_formula_that_is_no_sum_has_no_figure_without_one_of_its_feeders_and_is_not_blank() -> None:
    difference = an_indicator(code="ALL", made_of=of_values("[A] - [B]"))
    row = judge_of(A, B, difference, A=[said(DECEMBER, out_of=(5, 6))]).row(difference, DECEMBER)
    assert (row.value, row.missing, row.status) == (None, Gap.AWAITING, Status.NOT_JUDGED)
    assert row.value_text == "1 of 2 feeders; B: awaited from Development Services [x]"


def test_a_feeder_that_lacks_a_month_makes_the_quarter_partial() -> None:
    of_a = [said(month, out_of=(5, 6)) for month in MONTHS]
    row = judge_of(A, B, ALL, A=of_a, B=[said(DECEMBER, out_of=(1, 2))]).row(ALL, Q3)
    assert row.status == Status.NOT_JUDGED
    assert row.note == "1 of 2 feeders; B: October and November 2009: awaited from Development Services [x]"


def test_a_feeder_sent_without_its_parts_is_asked_for_them() -> None:
    row = judge_of(A, B, ALL, A=[said(DECEMBER, out_of=(5, 6))], B=[said(DECEMBER, "50")]).row(ALL, DECEMBER)
    assert row.note.endswith("B: awaiting numerator and denominator from Development Services [x]")


def test_a_withheld_feeder_withholds_the_figure_that_would_give_it_away() -> None:
    given_ = [said(DECEMBER, gap=Gap.WITHHELD)]
    row = judge_of(A, B, ALL, A=[said(DECEMBER, out_of=(5, 6))], B=given_).row(ALL, DECEMBER)
    assert (row.value, row.missing) == (None, Gap.WITHHELD)


def test_nothing_below_the_line_is_no_cases() -> None:
    rate = an_indicator(code="ALL", made_of=of_values("[A].numerator / [B].denominator"), unit=Unit.NUMBER)
    row = judge_of(
        A, B, rate, A=[said(DECEMBER, out_of=(5, 6))], B=[said(DECEMBER, out_of=(0, 0), gap=Gap.NO_CASES)]
    ).row(rate, DECEMBER)
    assert row.missing == Gap.NO_CASES


def test_provisional_and_revised_feeders_make_what_they_feed_so() -> None:
    of_a, of_b = said(DECEMBER, out_of=(5, 6), provisional=True), said(DECEMBER, out_of=(1, 2), revised=True)
    assert judge_of(A, B, ALL, A=[of_a], B=[of_b]).row(ALL, DECEMBER).marks == ("[p]", "[r]")


def test_a_formula_of_a_formula_stands_on_the_feeders_of_both() -> None:
    whole = an_indicator(code="WHOLE", made_of=of_parts("[ALL] + [C]"))
    figures = {code: [said(DECEMBER, out_of=(1, 4))] for code in "ABC"}
    judge = judge_of(A, B, C, ALL, whole, **figures)
    assert judge.figure(whole, DECEMBER).denominator == 12


def test_of_days_and_sums_the_values_are_taken() -> None:
    visits = [an_indicator(code=code, unit=Unit.NUMBER, rollup=RollUp.SUM, decimals=0) for code in "AB"]
    both = an_indicator(code="ALL", unit=Unit.NUMBER, decimals=0, made_of=of_values("[A] + [B]"))
    figures = {code: [said(month, 100) for month in MONTHS] for code in "AB"}
    assert judge_of(*visits, both, **figures).row(both, Q3).value_text == "600"


def test_nobody_owes_what_is_worked_out_and_a_period_is_complete_when_its_feeders_are() -> None:
    judge = judge_of(A, B, ALL, A=[said(DECEMBER, out_of=(5, 6))])
    assert [entry.codes for entry in owed(judge, DECEMBER) if entry.period == DECEMBER] == [["B"]]
    assert {each.indicator.code for entry in expected_of(judge, [DECEMBER]) for each in entry.asked} == {"A", "B"}
    assert [each.code for each in expected_for(judge, DECEMBER).to_come] == ["B", "ALL"]
    whole = judge_of(A, B, ALL, A=[said(DECEMBER, out_of=(5, 6))], B=[said(DECEMBER, out_of=(0, 0), gap=Gap.NO_CASES)])
    assert expected_for(whole, DECEMBER).is_complete


def test_a_month_of_what_is_worked_out_each_quarter_is_not_measured() -> None:
    quarterly = an_indicator(code="ALL", frequency=Frequency.QUARTERLY, made_of=of_parts("[A] + [B]"))
    assert judge_of(A, B, quarterly).row(quarterly, DECEMBER).value_text == "Measured quarterly [z]"


def test_figures_before_and_after_another_formula_are_not_compared() -> None:
    before = an_indicator(code="ALL", made_of=of_parts("[A]"), valid_to=NOVEMBER.end)
    after = an_indicator(code="ALL", made_of=of_parts("[A] + [B]"), valid_from=DECEMBER.start)
    figures = {code: [said(month, out_of=(1, 2)) for month in MONTHS] for code in "AB"}
    judge = judge_of(A, B, before, after, **figures)
    assert judge.row(after, DECEMBER).previous.trend.value == "not-comparable"
    assert judge.figure(after, Q3).gap == Gap.NOT_MEASURED


def score(*members: tuple[str, int]) -> Indicator:
    made_of = Group(tuple(Member(code, Decimal(weight)) for code, weight in members))
    return an_indicator(code="SCORE", decimals=0, made_of=made_of)


def test_the_score_of_a_group_is_its_share_of_the_points() -> None:
    group = score(("A", 1), ("B", 1), ("C", 2))
    figures = {
        "A": [said(DECEMBER, out_of=(9, 10))],
        "B": [said(DECEMBER, out_of=(3, 4))],
        "C": [said(DECEMBER, out_of=(1, 4))],
    }
    row = judge_of(A, B, C, group, **figures).row(group, DECEMBER)
    assert (row.value_text, row.status) == ("38%", Status.REQUIRES_ATTENTION)  # (100 + 50 + 2 × 0) ÷ 4 = 37.5


def test_a_member_still_to_come_makes_the_score_partial() -> None:
    row = judge_of(A, B, score(("A", 1), ("B", 1)), A=[said(DECEMBER, out_of=(9, 10))]).row(
        score(("A", 1), ("B", 1)), DECEMBER
    )
    assert (row.value_text, row.status, row.marks) == ("100%", Status.NOT_JUDGED, ("1 of 2 measured",))
    assert "B: awaited from Development Services" in row.note


def test_a_member_without_cases_is_left_out_and_counted() -> None:
    group = score(("A", 1), ("B", 1))
    figures = {"A": [said(DECEMBER, out_of=(9, 10))], "B": [said(DECEMBER, out_of=(0, 0), gap=Gap.NO_CASES)]}
    row = judge_of(A, B, group, **figures).row(group, DECEMBER)
    assert (row.value_text, row.status, row.marks) == ("100%", Status.GOOD, ("1 of 2 measured",))


def test_a_group_without_a_light_has_no_cases_or_awaits_them() -> None:
    group = score(("A", 1))
    assert judge_of(A, group).row(group, DECEMBER).missing == Gap.AWAITING
    assert (
        judge_of(A, group, A=[said(DECEMBER, out_of=(0, 0), gap=Gap.NO_CASES)]).row(group, DECEMBER).missing
        == Gap.NO_CASES
    )


def test_a_feeder_is_the_same_however_it_is_spelled_twice_in_a_formula() -> None:
    made = an_indicator(code="ALL", made_of=of_parts("[A] + [B]", "[a] + [ b ]"))
    judge = judge_of(A, B, made, A=[said(DECEMBER, out_of=(5, 6))], B=[said(DECEMBER, out_of=(1, 2))])
    assert judge.row(made, DECEMBER).value_text == "75.00%"


def test_what_has_no_cases_anywhere_adds_up_to_no_cases_and_not_to_nought() -> None:
    added = an_indicator(code="ALL", made_of=of_values("[A] + [B]"))
    none = [said(DECEMBER, gap=Gap.NO_CASES)]
    assert judge_of(A, B, added, A=none, B=none).row(added, DECEMBER).missing == Gap.NO_CASES
    assert judge_of(A, B, added, A=none, B=[said(DECEMBER, 3)]).row(added, DECEMBER).value == 3


def test_what_comes_to_more_than_any_figure_breaks_no_report_and_says_so() -> None:
    huge = an_indicator(code="ALL", made_of=of_values(" * ".join(["[A]"] * 90)))
    row = judge_of(A, huge, A=[said(DECEMBER, 10**14)]).row(huge, DECEMBER)
    assert row.value_text == "1 of 1 feeders; what it comes to is larger than any figure [z]"


def test_a_quarter_of_which_some_months_were_sent_and_others_worked_out_is_not_rolled_up() -> None:
    until, since = {"valid_to": OCTOBER.end}, {"valid_from": NOVEMBER.start}
    feeders = {code: [said(month, out_of=(1, 2)) for month in MONTHS] for code in "AB"}
    sent = {"ALL": [said(month, out_of=(9, 10)) for month in MONTHS]}
    for first, then in ((until, since), (since, until)):
        rows = sorted(
            (replace(ALL, **first), an_indicator(code="ALL", **then)), key=lambda row: row.valid_from or date.min
        )
        judge = judge_of(A, B, *rows, **feeders, **sent)
        standing = judge.register.indicator("ALL", Q3)
        assert standing and judge.row(standing, Q3).missing == Gap.NOT_MEASURED
        assert "changed within the period" in judge.row(standing, Q3).value_text


def test_a_member_without_a_target_is_left_out_before_its_figure_comes_as_after() -> None:
    group = score(("A", 1), ("B", 1))
    register = a_register(A, B, group, targets={each.code: {Period.year(2009): "80"} for each in (A, group)})
    ours, theirs = by_period(said(DECEMBER, out_of=(9, 10))), by_period(said(DECEMBER, out_of=(1, 10)))
    for figures in ({"A": ours}, {"A": ours, "B": theirs}):
        row = a_judge(register, figures).row(group, DECEMBER)
        assert (row.value_text, row.status, row.marks) == ("100%", Status.GOOD, ("1 of 2 measured",))
