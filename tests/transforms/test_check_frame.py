from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.transforms.given import (
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    Q3,
    a_register,
    a_row,
    a_sender,
    an_indicator,
    by_period,
    said,
)
from transforms.check_frame import COLUMNS, check_frame, figure_points, row_points
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.history import History, Point
from transforms.indicator import RollUp
from transforms.period import Period
from transforms.register import Register
from transforms.stated_row import StatedRow

TODAY = date(2010, 1, 18)


def record(row: StatedRow, register: Register | None = None, history: History | None = None) -> dict[str, Any]:
    frame = check_frame([row], register or a_register(), history or History(), TODAY)
    return {name: None if frame[name].isna()[0] else frame[name][0] for name in COLUMNS}


def test_a_frame_of_no_rows_has_every_column_with_its_type() -> None:
    frame = check_frame([], a_register(), History(), TODAY)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == COLUMNS
    assert len(frame) == 0


def test_the_types_of_columns_do_not_depend_on_what_was_sent() -> None:
    rows = [a_row(), a_row("unknown", None, period_fault="is not given"), a_row(out_of=(7, 9))]
    frame = check_frame(rows, a_register(), History(), TODAY)
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == COLUMNS
    assert list(frame.index) == [0, 1, 2]


def test_a_row_stands_beside_what_the_register_says_of_it() -> None:
    found = record(a_row(value="77.78", out_of=(7, 9)))
    assert (found["code"], found["sender"], found["registered_sender"]) == ("NI 157a", "dev", "dev")
    assert (found["period"], found["in_use"], found["days_to_run"]) == ("2009-12", True, -18)
    assert (found["scale"], found["decimals"], found["part_of_whole"], found["flow"]) == (100, 2, True, True)
    assert (found["stated_value"], found["stated_decimals"]) == (Decimal("77.78"), 2)
    assert (found["exact_numerator"], found["exact_denominator"]) == (7, 9)
    assert found["value"] == pytest.approx(700 / 9)


def test_the_figure_checked_is_the_exact_one_where_its_parts_are_given() -> None:
    assert record(a_row(value="80", out_of=(7, 8)))["value"] == 87.5
    assert record(a_row(value="80"))["value"] == 80


def test_a_period_that_runs_on_has_days_to_run() -> None:
    assert record(a_row(period=Period.month(2010, 1), value=1))["days_to_run"] == 13


def test_a_period_in_which_the_indicator_is_not_collected_is_not_in_use() -> None:
    register = a_register(an_indicator(valid_from=date(2010, 4, 1)))
    found = record(a_row(value=1), register)
    assert (found["in_use"], found["registered_sender"]) == (False, "dev")


def test_an_unknown_code_is_not_blamed_for_its_period_or_sender_too() -> None:
    found = record(a_row("NI 157b", value=1))
    assert (found["in_use"], found["registered_sender"], found["points"]) == (True, None, 0)


def test_a_code_of_another_sender_stands_beside_its_owner() -> None:
    register = a_register(an_indicator(sender="kcc"), senders=[a_sender("kcc")])
    found = record(a_row(value=1), register)
    assert (found["sender"], found["registered_sender"]) == ("dev", "kcc")


@pytest.mark.parametrize(
    ("row", "half"),
    [
        (a_row(numerator=Decimal(7)), True),
        (a_row(denominator=Decimal(7)), True),
        (a_row(out_of=(7, 9)), False),
        (a_row(value=1, numerator=Decimal(7)), False),
        (a_row(gap=Gap.WITHHELD), False),
        (a_row(), False),
    ],
    ids=["numerator", "denominator", "both", "value too", "withheld", "nothing"],
)
def test_a_numerator_without_its_denominator_is_half_a_figure(row: StatedRow, half: bool) -> None:
    assert record(row)["half_given"] == half


def test_a_blank_row_is_blank_unless_it_stands_for_a_longer_period_than_is_measured() -> None:
    assert record(a_row(is_blank=True))["blank"]
    assert record(a_row(is_blank=True, commentary="Still counting"))["blank"]
    assert not record(a_row(is_blank=True, commentary="Two were late", period=DECEMBER.within(3)))["blank"]
    assert not record(a_row(is_blank=True, period=DECEMBER.within(3)))["blank"]
    assert record(a_row(is_blank=True))["period"] is None


@pytest.mark.parametrize("gap", [Gap.NO_CASES, Gap.WITHHELD])
def test_a_row_that_says_why_there_is_no_figure_has_none_to_check(gap: Gap) -> None:
    assert record(a_row(gap=gap, out_of=(0, 0)))["value"] is None


def test_a_row_stands_beside_the_past_of_its_figure() -> None:
    past = History.of([("NI 157a", month, Point(month.start, 80.0, 4, 5)) for month in (OCTOBER, NOVEMBER)])
    found = record(a_row(out_of=(7, 9)), history=past)
    assert (found["points"], found["usual"], found["last"], found["last_numerator"]) == (2, 80, 80, 4)


def test_a_row_that_cannot_be_read_carries_the_words_that_could_not() -> None:
    found = record(a_row(period=None, period_fault="is not given", number_fault="five"))
    assert (found["period_fault"], found["number_fault"], found["period"]) == ("is not given", "five", None)
    sound = record(a_row(value=1))
    assert (sound["period_fault"], sound["number_fault"], sound["stated_decimals"]) == (None, None, 0)


def test_the_parts_of_known_figures_are_the_past_parts_of_new_ones() -> None:
    figures = {"NI 157a": by_period(said(NOVEMBER, out_of=(7, 8)))}
    past = History.of(figure_points(figures, a_register()))
    found = record(a_row(out_of=(7, 9)), history=past)
    assert (found["last_numerator"], found["last_denominator"]) == (7, 8)


def test_a_stock_may_stand_still_and_a_flow_is_odd_when_it_does() -> None:
    stock = a_register(an_indicator(unit=Unit.NUMBER, rollup=RollUp.LATEST))
    assert not record(a_row(value=1), stock)["flow"]
    assert record(a_row(value=1))["flow"]


def test_a_backlog_of_months_is_checked_against_its_own_past() -> None:
    rows = [a_row(period=month, out_of=parts) for month, parts in ((OCTOBER, (1, 2)), (NOVEMBER, (3, 4)))]
    points = list(row_points([*rows, a_row(period=None, value=1), a_row(gap=Gap.WITHHELD)], a_register()))
    past = History.of(points).before("NI 157a", DECEMBER)
    assert past.last
    assert (past.points, past.usual, past.last.value) == (2, 62.5, 75.0)


def test_figures_known_already_are_the_past_of_new_ones() -> None:
    figures = {"NI 157a": by_period(said(Q3, out_of=(19, 23)), said(DECEMBER, gap=Gap.NO_CASES))}
    [(code, period, point)] = figure_points(figures, a_register())
    assert (code, period, point.numerator) == ("NI 157a", Q3, 19)
    assert point.value == pytest.approx(82.6087, abs=1e-4)
