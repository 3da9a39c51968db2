from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.check import check_rows
from tests.council import FILES
from transforms.check_frame import check_frame, row_points
from transforms.errors import CheckFailed
from transforms.finding import Finding, Severity
from transforms.history import History
from transforms.read_register import read_register
from transforms.read_return import read_return
from transforms.read_workbook import read_workbook
from transforms.register import Register
from transforms.stated_row import Source, StatedRow

TODAY = date(2010, 1, 18)
HEADER = "Code,Numerator,Denominator,Value,Period\n"


@pytest.fixture(scope="module")
def register() -> Register:
    """The tiny council's register."""
    return read_register(FILES)


def rows_of(register: Register, text: str, sender: str = "cs", file_id: int = 0) -> list[StatedRow]:
    """The rows of a return written as CSV under the usual header."""
    source = Source(file_id, sender, f"{file_id}.csv")
    return read_return(read_workbook((HEADER + text).encode()), source, register.indicator).rows


def check(register: Register, rows: Sequence[StatedRow], past: str = "") -> dict[int, Sequence[Finding]]:
    """The findings on rows, given a past written as a return."""
    history = History.of(row_points(rows_of(register, past), register)) if past else History()
    kinds = {sender.sender: sender.kind for sender in register.senders.values()}
    return dict(check_rows(rows, check_frame(rows, register, history, TODAY), kinds, register, TODAY))


def only(findings: dict[int, Sequence[Finding]]) -> tuple[str, str, str]:
    """Severity, rule and cell of the one finding."""
    [[finding]] = findings.values()
    return finding.severity.value, finding.rule, finding.cell


YEAR = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
STEADY = "".join(
    f"LPI CS 7,,,{1000 + 10 * (at % 3)},{month}-{year}\n"
    for year, months in (("08", [*YEAR, "Dec"]), ("09", YEAR))
    for at, month in enumerate(months)
)
"""Twenty-three months between 1000 and 1020."""


WRONG = {
    ",1,2,,Dec-09": ("error", "code-missing", "A2"),
    "LPI CS 99,1,2,,Dec-09": ("error", "unknown-code", "A2"),
    "LPI CS 99,1,2,50,Dec-09": ("error", "unknown-code", "A2"),
    "NI 157a,1,2,,Dec-09": ("error", "not-your-indicator", "A2"),
    "LPI CS 1,1,2,,soon": ("error", "period-unreadable", "E2"),
    "LPI CS 1,1,2,,": ("error", "period-unreadable", "E2"),
    "LPI CS 1,1,2,,Q3 2009": ("error", "period-unreadable", "E2"),
    "LPI CS 1,1,2,,Jan-10": ("error", "future-period", "E2"),
    "LPI CS 1,one,2,,Dec-09": ("error", "not-a-number", "B2"),
    "LPI CS 1,1,2,about half,Dec-09": ("error", "not-a-number", "D2"),
    "LPI CS 1,1,,,Dec-09": ("error", "part-missing", "C2"),
    "LPI CS 1,,2,,Dec-09": ("error", "part-missing", "B2"),
    "LPI CS 1,1,0,,Dec-09": ("error", "cases-out-of-none", "C2"),
    "LPI CS 1,1,2,51%,Dec-09": ("error", "value-disagrees", "D2"),
    "LPI CS 1,3,2,,Dec-09": ("hold", "numerator-above-denominator", "B2"),
    "LPI CS 1,,,645.6,Dec-09": ("hold", "above-100-percent", "D2"),
    "LPI CS 7,,,-5,Dec-09": ("hold", "below-zero", "D2"),
    "LPI CS 1,,,,Dec-09": ("warning", "no-figure", "B2"),
    "LPI CS 7,,,,Dec-09": ("warning", "no-figure", "D2"),
    "LPI CS 1,1,2,,2009-10": ("warning", "period-assumed", "E2"),
    "LPI CS 1,,,64.56*,Dec-09": ("warning", "taken-as", "D2"),
    "LPI CS 1,330*,500,,Dec-09": ("warning", "taken-as", "B2"),
    "LPI CS 1,330,500,,Dec-09p": ("warning", "taken-as", "E2"),
    "LPI CS 1,,,0.6456,Dec-09": ("hold", "maybe-fraction", "D2"),
}
RIGHT = [
    "LPI CS 1,330,500,,Dec-09",
    "lpi cs1,330,500,66%,December 2009",
    "LPI CS 1,330,500,66.0%,40148",
    "LPI CS 1,2,3,67%,Dec-09",
    "LPI CS 1,0,0,,Dec-09",
    "LPI CS 1,,,[c],Dec-09",
    "LPI CS 7,,,0,Dec-09",
    'LPI CS 7,,,"12,345",Q3 2009/10',
    "LPI CS 1,,,64.56 [p],Dec-09",
    "LPI CS 1,,,0.65,Dec-09",
    "LPI CS 1,500,500,,Dec-09",
]
ODD = {
    "10100": "decimal-point",
    "101": "decimal-point",
    "101000": "decimal-point",
    "1600": "outside-limits",
    "1020": None,
    "1025": None,
}
"""Values of December after `STEADY`, and why each is held."""


def each_alone(register: Register, texts: Sequence[str], past: str = "") -> dict[str, Sequence[Finding]]:
    """The findings on each text as a file of its own, all checked in one batch."""
    rows = [row for number, text in enumerate(texts) for row in rows_of(register, text, file_id=number)]
    found = check(register, rows, past)
    return {texts[rows[position].source.file_id]: said for position, said in found.items()}


@pytest.fixture(scope="module")
def found(register: Register) -> dict[str, Sequence[Finding]]:
    """What is found of the rows that are wrong and of those that are right."""
    return each_alone(register, [*WRONG, *RIGHT])


@pytest.fixture(scope="module")
def held(register: Register) -> dict[str, Sequence[Finding]]:
    """What is found of odd values against a steady past."""
    return each_alone(register, [f"LPI CS 7,,,{value},Dec-09" for value in ODD], STEADY)


@pytest.mark.parametrize("row", WRONG)
def test_what_is_wrong_is_found_in_its_cell(found: dict[str, Sequence[Finding]], row: str) -> None:
    assert only({0: found[row]}) == WRONG[row]


@pytest.mark.parametrize("row", RIGHT)
def test_what_people_write_and_is_right_is_left_alone(found: dict[str, Sequence[Finding]], row: str) -> None:
    assert row not in found


@pytest.mark.parametrize("value", ODD)
def test_a_figure_is_held_against_its_own_past(held: dict[str, Sequence[Finding]], value: str) -> None:
    rules = [finding.rule for finding in held.get(f"LPI CS 7,,,{value},Dec-09", [])]

    assert rules == ([ODD[value]] if ODD[value] else [])


def test_last_months_figure_to_the_last_digit_is_odd_for_a_department_and_not_for_a_feed(register: Register) -> None:
    past = "LPI CS 7,,,1234,Nov-09\n"
    assert only(check(register, rows_of(register, "LPI CS 7,,,1234,Dec-09"), past))[1] == "same-as-last-period"

    feed = rows_of(register, "NI 192,,,36.61,Q2 2009/10", sender="kcc")
    assert check(register, feed, "NI 192,,,36.61,Q1 2009/10\n") == {}


def test_what_counts_up_from_april_may_not_fall_before_the_next_april(register: Register) -> None:
    past = "BV 9,,,80.5,Nov-09\n"

    assert only(check(register, rows_of(register, "BV 9,,,79.5,Dec-09"), past))[1] == "cumulative-falls"
    assert check(register, rows_of(register, "BV 9,,,9.5,Apr-09"), "BV 9,,,97.5,Mar-09\n") == {}


def test_a_season_that_comes_back_each_year_is_not_odd(register: Register) -> None:
    flat = "".join(f"LPI CS 7,,,{100 + at % 2},{month}-09\n" for at, month in enumerate(YEAR))
    past = "LPI CS 7,,,390,Dec-08\nLPI CS 7,,,101,Nov-08\nLPI CS 7,,,100,Oct-08\n" + flat

    assert check(register, rows_of(register, "LPI CS 7,,,391,Dec-09"), past) == {}


COUNTED = STEADY + "".join(
    f"LPI CS 1,{800 + at * 37 % 60},{1000 + at * 53 % 70},,{month}\n"
    f"LPI CS 3,{120 + at * 7 % 9},{300 + at * 5 % 11},,{month}\n"
    for at, month in enumerate([*(f"{name}-08" for name in [*YEAR, "Dec"]), *(f"{name}-09" for name in YEAR)])
)
"""Twenty-three months of two indicators with parts, of which none has the figure of another."""


def test_rows_that_changed_places_are_held_and_told_whose_figures_they_look_like(register: Register) -> None:
    swapped = rows_of(register, "LPI CS 1,120,305,,Dec-09\nLPI CS 3,820,1030,,Dec-09\n")

    [first], [second] = check(register, swapped, COUNTED).values()

    assert [(said.rule, said.cell) for said in (first, second)] == [
        ("like-another-indicator", "B2"),
        ("like-another-indicator", "B3"),
    ]
    assert second.message.startswith("820 out of 1030 is unlike LPI CS 3 and looks like the figure of LPI CS 1, Perc")


def test_a_denominator_unlike_its_past_is_held_in_its_cell_though_the_percentage_is_usual(register: Register) -> None:
    findings = check(register, rows_of(register, "LPI CS 1,1240,1550,,Dec-09"), COUNTED)

    assert only(findings) == ("hold", "parts-unlike-themselves", "C2")
    [[finding]] = findings.values()
    assert finding.message == (
        "The denominator, 1550, is unlike the last 23 denominators of LPI CS 1, which call for 961 to 1,103."
    )


def test_the_figure_of_another_month_is_held_and_the_month_named(register: Register) -> None:
    [[finding]] = check(register, rows_of(register, "LPI CS 1,837,1053,,Dec-09"), COUNTED).values()

    assert finding.rule == "same-as-another-period"
    assert finding.message == "837 out of 1053 is the figure of LPI CS 1 for February 2008 to the last digit."


def test_a_count_in_thousands_is_a_slip_of_the_point(register: Register) -> None:
    [[finding]] = check(register, rows_of(register, "LPI CS 7,,,1.0,Dec-09"), STEADY).values()

    assert finding.message == "1 is about a thousandth of the usual 1,010 of LPI CS 7."


def test_less_than_a_twentieth_off_is_not_worth_a_checkers_time(register: Register) -> None:
    assert check(register, rows_of(register, "LPI CS 7,,,1060,Dec-09"), STEADY) == {}


def test_an_error_silences_what_follows_from_it(register: Register) -> None:
    findings = check(register, rows_of(register, "NI 157a,300,2,,Jun-10"))

    assert {finding.severity for said in findings.values() for finding in said} == {Severity.ERROR}


def test_a_message_names_the_figures_and_dates_a_person_can_check(found: dict[str, Sequence[Finding]]) -> None:
    assert found["LPI CS 1,1,2,51%,Dec-09"][0].message == "51% is not 1 out of 2, which is 50.00%."
    assert found["LPI CS 1,1,2,,Jan-10"][0].message == (
        "January 2010 is not over: it ends on 31 January 2010, and today is 18 January 2010."
    )
    assert found["LPI CS 99,1,2,,Dec-09"][0].remedy.startswith("Did you mean LPI CS")


def test_the_same_figure_twice_with_different_values_is_refused_in_both_rows(register: Register) -> None:
    findings = check(register, rows_of(register, "LPI CS 1,1,2,,Dec-09\nLPI CS 1,1,3,,Dec-09\n"))

    assert {finding.cell for said in findings.values() for finding in said} == {"A2", "A3"}


def test_in_a_micro_batch_each_finding_stays_with_its_file(register: Register) -> None:
    rows = [
        row
        for file_id in range(120)
        for row in rows_of(
            register,
            f"LPI CS 1,1,2,,Dec-09\nLPI CS 3,{'lots' if file_id % 40 == 7 else 1},2,,Nov-09\n",
            file_id=file_id,
        )
    ]

    findings = check(register, rows)

    assert sorted(rows[position].source.file_id for position in findings) == [7, 47, 87]
    assert {finding.cell for said in findings.values() for finding in said} == {"B3"}


def test_senders_of_every_kind_are_checked_in_one_batch_by_their_own_suites(register: Register) -> None:
    rows = [
        *rows_of(register, "LPI CS 1,3,2,,Dec-09"),
        *rows_of(register, "NI 192,,,140,Q2 2009/10", sender="kcc", file_id=1),
        *rows_of(register, "NI 137,,,-70,2008/09", sender="pct", file_id=2),
    ]

    rules = {rows[position].source.sender: said[0].rule for position, said in check(register, rows).items()}

    assert rules == {"cs": "numerator-above-denominator", "kcc": "above-100-percent", "pct": "below-zero"}


def test_an_expectation_that_cannot_be_evaluated_is_a_fault_and_no_silence(register: Register) -> None:
    rows = rows_of(register, "LPI CS 1,3,2,,Dec-09")
    frame = check_frame(rows, register, History(), TODAY).astype({"value": object, "usual": object})
    frame.loc[0, "value"] = "a text no reader lets through"
    kinds = {sender.sender: sender.kind for sender in register.senders.values()}

    with pytest.raises(CheckFailed):
        check_rows(rows, frame, kinds, register, TODAY)


def test_an_empty_batch_has_no_findings(register: Register) -> None:
    assert check_frame([], register, History(), TODAY).empty
    assert isinstance(check_frame([], register, History(), TODAY), pd.DataFrame)


CODES = ["LPI CS 1", "LPI CS 7", "BV 9", "NI 157a", "NI 192", "NI 137", "LPI RR 1", "XX 1", ""]
PERIODS = ["Dec-09", "Q3 2009/10", "2009/10", "Jan-10", "soon", "", "2009-10"]
CELLS = ["", "0", "1", "-5", "64.56%", "1e3", "999999999999", "0.000001", "half", "[c]", "£5", "7*"]


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(*(st.sampled_from(of) for of in (CODES, CELLS, CELLS, CELLS, PERIODS))), min_size=1, max_size=40)
)
def test_no_row_that_can_be_written_stops_the_check(register: Register, cells: list[tuple[str, ...]]) -> None:
    text = "".join(",".join(row) + "\n" for row in [("LPI CS 1", "1", "2", "", "Dec-09"), *cells])
    past = "".join(f"LPI CS 7,,,{number},{month}-09\n" for number, month in enumerate(YEAR))

    check(register, rows_of(register, text), past)


def test_what_is_found_of_a_sum_of_cells_is_said_of_the_first_one(register: Register) -> None:
    [row] = rows_of(register, "LPI CS 1,3,2,,Dec-09\n")
    summed = row._replace(cells={**row.cells, "numerator": "B3:AF3"})
    assert only(check(register, [summed])) == ("hold", "numerator-above-denominator", "B3")
