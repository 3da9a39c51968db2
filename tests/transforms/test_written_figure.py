from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.transforms.given import DECEMBER, TODAY, a_register, an_indicator, number
from transforms.errors import UnreadableFigure
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.indicator import Frequency
from transforms.period import Period
from transforms.read_batch import ReadBatch
from transforms.read_return import read_return
from transforms.read_workbook import read_workbook
from transforms.settle import SentFile
from transforms.stated_row import Source, StatedRow
from transforms.workbook import Cell, Sheet, Workbook
from transforms.written_figure import read_written

HEADER = ["Code", "Period", "Numerator", "Denominator", "Value"]
WAIT = an_indicator(code="LPI 9", unit=Unit.HOURS, decimals=2)
CLEAN = an_indicator(code="LVE 009", frequency=Frequency.ANNUAL)
REGISTER = a_register(an_indicator(), WAIT, CLEAN, an_indicator(code="LVE 010"), an_indicator(code="LVE 0010"))


def one(*cells: Cell) -> StatedRow:
    book = Workbook((Sheet("Return", [HEADER, cells]),))
    source = Source(0, "dev", "return.xlsx")
    [row] = read_return(book, source, REGISTER.indicator, meant=REGISTER.indicator_without_zeros).rows
    return row


def told(row: StatedRow) -> list[tuple[str, str, str]]:
    return [(row.cell(each.field), each.written, each.taken) for each in row.assumed]


def test_an_asterisk_behind_a_figure_makes_it_provisional_and_is_said() -> None:
    row = one("NI 157a", "Dec-09", "", "", "54.34*")
    assert (row.value, row.provisional) == (number("54.34"), True)
    assert told(row) == [("E2", "54.34*", "54.34, provisional")]


@pytest.mark.parametrize("cell", ["54.3p", "54.3 (p)", "54.3%*", "54.3 e"])
def test_marks_of_provisional_figures_are_read_and_said(cell: str) -> None:
    row = one("NI 157a", "Dec-09", "", "", cell)
    assert (row.value, row.provisional, len(row.assumed)) == (number("54.3"), True, 1)


def test_the_marks_of_government_statistics_need_no_guess() -> None:
    row = one("NI 157a", "Dec-09", "7 [p]", "9 [r]", "")
    assert (row.numerator, row.denominator, row.provisional, row.assumed) == (7, 9, True, ())


def test_a_figure_marked_as_revised_is_no_less_final() -> None:
    for cell in ("54.3 [r]", "54.3r", "54.3 (r)"):
        written = read_written(cell, Unit.PERCENT)
        assert (written.figure, written.provisional, written.revised) == (Decimal("54.3"), False, True)
    assert not read_written("54.3 [p]", Unit.PERCENT).revised


def test_a_mark_that_points_to_a_note_leaves_the_figure_final() -> None:
    row = one("NI 157a", "Dec-09", "6**", "9", "")
    assert (row.numerator, row.provisional, told(row)) == (6, False, [("C2", "6**", "6")])


@pytest.mark.parametrize("cell", ["*", "**", "***", "!", "NS", "dna"])
def test_an_asterisk_alone_is_a_figure_still_awaited(cell: str) -> None:
    row = one("NI 157a", "Dec-09", "", "", cell)
    assert (row.is_blank, row.gap, row.assumed) == (True, None, ())


def test_not_applicable_and_confidential_are_reasons_and_not_awaited() -> None:
    gaps = [one("NI 157a", "Dec-09", "", "", cell).gap for cell in ("[c]", "Confidential", "[z]", "not applicable")]
    assert gaps == [Gap.WITHHELD, Gap.WITHHELD, Gap.NOT_MEASURED, Gap.NOT_MEASURED]


@pytest.mark.parametrize(
    ("cell", "hours"),
    [("255:10:10", "255.169444"), (timedelta(days=10, seconds=54610), "255.169444"), ("7:30", "7.5"), (time(7, 30), "7.5")],
)  # fmt: skip
def test_a_duration_is_a_figure_of_an_indicator_in_hours(cell: Cell, hours: str) -> None:
    row = one("LPI 9", "Dec-09", "", "", cell)
    assert (row.value, [each.taken for each in row.assumed]) == (number(hours), [f"{hours} hours"])


def test_a_duration_is_no_figure_of_an_indicator_that_keeps_no_time_nor_a_count_of_cases() -> None:
    assert one("NI 157a", "Dec-09", "", "", "7:30").number_fault
    assert one("LPI 9", "Dec-09", "7:30", "3:00", "").fault_field == "denominator"


def test_the_duration_of_a_workbook_that_counts_from_1904_is_its_hours(shared_data: Path) -> None:
    book = read_workbook((shared_data / "hostile" / "cal_date_1904.xlsx").read_bytes())
    assert read_written(book.sheets[0].rows[2][0], None, keeps_time=Unit.HOURS).figure == number("255.169444")
    assert book.sheets[0].rows[0][0].year == 2021  # type: ignore[attr-defined]


def test_a_comma_is_said_where_it_could_be_a_decimal_comma() -> None:
    assert told(one("LPI 9", "Dec-09", "", "", "1,234")) == [("E2", "1,234", "1234")]
    for cell in ("1,234.5", "1,234,567"):
        assert one("LPI 9", "Dec-09", "", "", cell).assumed == ()


@pytest.mark.parametrize(("cell", "unit"), [("12p", Unit.POUNDS), ("-*", Unit.NUMBER), ("Level 2*", Unit.NUMBER)])
def test_what_a_mark_leaves_unclear_is_asked_and_not_guessed(cell: str, unit: Unit) -> None:
    with pytest.raises(UnreadableFigure):
        read_written(cell, unit)


@pytest.mark.parametrize(
    ("code", "written", "period"),
    [("NI 157a", "Dec-09p", DECEMBER), ("LVE 009", "2006-07r", Period.year(2006)), ("LVE 009", "2016/17 ->", Period.year(2016))],
)  # fmt: skip
def test_a_mark_behind_a_period_is_read_and_said(code: str, written: str, period: Period) -> None:
    row = one(code, written, 7, 9, "")
    assert (row.period, row.period_fault, [each.field for each in row.assumed]) == (period, "", ["period"])
    assert row.provisional == (not written.endswith("r"))


def test_a_year_that_could_be_two_is_asked_with_its_mark_and_without() -> None:
    row = one("LVE 009", "2016     ->", 7, 9, "")
    assert (row.period, "2016" in row.period_fault) == (None, True)


@pytest.mark.parametrize("code", ["LVE 9", "lve9", "LVE  09"])
def test_a_code_that_lost_its_zeros_is_mended_and_said(code: str) -> None:
    row = one(code, "2009/10", 7, 9, "")
    assert (row.code, [each.field for each in row.assumed]) == ("LVE 009", ["code"])


def test_a_code_that_could_be_two_without_its_zeros_is_not_mended() -> None:
    assert one("LVE 10", "Dec-09", 7, 9, "").code == "LVE 10"


def test_a_batch_mends_codes_too() -> None:
    batch, text = ReadBatch(), b"Code,Period,Numerator,Denominator\nlve9,2009/10,7,9\n"
    batch.add(SentFile(0, "dev", "a.csv", "", 0, None), read_workbook(text), REGISTER, 4, TODAY)  # type: ignore[arg-type]
    assert [row.code for row in batch.rows] == ["LVE 009"]
