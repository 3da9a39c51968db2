from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.given import SCRIBBLES, an_indicator, few, table
from transforms.errors import UnreadableFigure
from transforms.figure import (
    Unit,
    decimals_of,
    parse_decimal,
    plain,
    print_figure,
    read_figure,
    round_half_up,
)
from transforms.gap import Gap, stated_gap
from transforms.observation import value_of


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("64.56%", "64.56"),
        (" 64.56 % ", "64.56"),
        ("9,550", "9550"),
        ("£1,234.50", "1234.50"),
        ("-£5", "-5"),
        ("−5", "-5"),
        ("-.73%", "-0.73"),
        ("+5", "5"),
        ("\u00a05\u00a0", "5"),
        ("1,234,567.89", "1234567.89"),
        (0, "0"),
        (123_456_789_012, "123456789012"),
        ("(5)", "-5"),
        ("12.5 days", "12.5"),
    ],
)
def test_a_figure_is_read_as_people_write_it(cell: object, figure: str) -> None:
    assert read_figure(cell) == Decimal(figure)


@pytest.mark.parametrize(("cell", "figure"), [("yes", "1"), ("No", "0"), (" Y ", "1"), (True, "1"), (False, "0")])
def test_yes_and_no_are_figures_of_a_yes_no_indicator_only(cell: object, figure: str) -> None:
    assert read_figure(cell, Unit.YES_NO) == Decimal(figure)
    with pytest.raises(UnreadableFigure):
        read_figure(cell, Unit.PERCENT)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [("£5", Unit.PERCENT), ("5%", Unit.DAYS), ("£5%", None), ("5 days", Unit.HOURS), ("5 hours", Unit.NUMBER)],
)
def test_a_sign_of_another_unit_is_not_passed_over(cell: str, unit: Unit | None) -> None:
    with pytest.raises(UnreadableFigure):
        read_figure(cell, unit)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "-",
        " -",
        "–",
        ".",
        ":",
        "..",
        "*",
        "**",
        "***",
        "N/A",
        "NA",
        "n/a",
        "NS",
        "dna",
        "!",
        "null",
        "tbc",
        "[x]",
        None,
    ],
)
def test_a_sign_for_not_supplied_is_no_figure_and_never_nought(cell: object) -> None:
    assert read_figure(cell) is None


@pytest.mark.parametrize("cell", ["0", "0.00", "0%", 0, 0.0], ids=repr)
def test_nought_is_a_figure(cell: object) -> None:
    assert read_figure(cell) == 0


@pytest.mark.parametrize(
    "cell",
    ["about 5", "5 of 6", "1/2", "½", "6*", "12p", "<5", "64,56", "1,23", "12,34", "1 234", "1e5", "0x10", "1_000", "inf",
     "nan", "#DIV/0!", "#N/A", "nil", "Level 2", "48% (2003)", "2.4%<", "5%%", "=1+1", True, date(2010, 6, 5),
     time(7, 30), float("nan"), float("-inf")],
    ids=repr,
)  # fmt: skip
def test_what_is_no_number_is_never_taken_for_one(cell: object) -> None:
    with pytest.raises(UnreadableFigure) as raised:
        read_figure(cell)
    assert raised.value.message


@pytest.mark.parametrize("cell", ["9" * 27, -(10**27), 1e27], ids=["text", "number", "float"])
def test_a_figure_larger_than_any_council_counts_is_refused_and_breaks_no_report(cell: object) -> None:
    with pytest.raises(UnreadableFigure):
        read_figure(cell)
    assert round_half_up(Decimal("9" * 27), 2) == Decimal("9" * 27)


def test_a_number_keeps_the_decimals_it_was_written_with() -> None:
    assert [decimals_of(read_figure(text) or Decimal(0)) for text in ("80", "80.0", "80.00%")] == [0, 1, 2]


def test_the_noise_of_binary_numbers_is_not_read() -> None:
    assert (read_figure(274.65999999999997), read_figure(8.799999999999999)) == (Decimal("274.66"), Decimal("8.8"))
    assert read_figure(0.1 + 0.2) == Decimal("0.3")


def test_only_its_signs_say_that_a_figure_is_withheld_or_does_not_apply() -> None:
    cells = ("[c]", " [C] ", "withheld", "[z]", "-", "", "[x]", 0, None)
    assert [stated_gap(cell) for cell in cells] == [*[Gap.WITHHELD] * 3, Gap.NOT_MEASURED, *[None] * 5]


@pytest.mark.parametrize(
    ("exact", "decimals", "rounded"),
    [
        ("82.605", 2, "82.61"),
        ("82.60499", 2, "82.60"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-0.5", 0, "-1"),
        ("-2.25", 1, "-2.3"),
        ("64.5", 2, "64.50"),
    ],
)
def test_halves_are_rounded_away_from_nought_as_people_do(exact: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(exact), decimals)) == rounded


@pytest.mark.parametrize(
    ("figure", "unit", "printed"),
    [
        ("80", Unit.PERCENT, "80%"),
        ("80.00", Unit.PERCENT, "80.00%"),
        ("0.00", Unit.PERCENT, "0.00%"),
        ("-0.00", Unit.PERCENT, "0.00%"),
        ("9550", Unit.NUMBER, "9,550"),
        ("-1234.5", Unit.POUNDS, "-£1,234.5"),
        ("15.3", Unit.DAYS, "15.3 days"),
        ("1", Unit.DAYS, "1 day"),
        ("1.0", Unit.HOURS, "1.0 hour"),
        ("1E+3", Unit.NUMBER, "1,000"),
        ("1", Unit.YES_NO, "Yes"),
        ("0", Unit.YES_NO, "No"),
    ],
)
def test_a_figure_is_printed_with_its_unit_and_its_own_decimals(figure: str, unit: Unit, printed: str) -> None:
    assert print_figure(Decimal(figure), unit) == printed


def test_an_indicator_prints_its_figures_with_its_unit_and_its_own_decimals() -> None:
    indicator = an_indicator(unit=Unit.POUNDS, decimals=1)

    assert indicator.printed(Decimal("1234.55")) == Decimal("1234.6")
    assert indicator.text(Decimal("1234.55")) == "£1,234.6"
    assert indicator.text(Decimal(-7)) == "-£7.0"


def test_a_figure_kept_in_digits_has_no_exponent() -> None:
    assert [plain(Decimal(text)) for text in ("1E+3", "0.00000001", "80.00")] == ["1000", "0.00000001", "80.00"]


@pytest.mark.parametrize("text", ["", "NaN", "Infinity", "eighty", "80%"])
def test_the_register_takes_plain_decimals_only(text: str) -> None:
    with pytest.raises(UnreadableFigure):
        parse_decimal(text)


def test_published_percentages_are_their_numerators_and_denominators_rounded_half_up(shared_data: Path) -> None:
    rows = [row for row in table(shared_data / "published" / "statements.csv") if row["verdict"] == "agrees"]
    assert len(rows) == 14
    for row in rows:
        published = Decimal(row["published_pct"])
        exact = value_of(Decimal(row["numerator"]), Decimal(row["denominator"]), Decimal(100))
        assert exact is not None
        assert round_half_up(exact, decimals_of(published)) == published, row["quote"]
        assert round_half_up(exact, 3) == Decimal(row["exact_pct"]), row["quote"]


@few
@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_rounding_away_the_last_digit_is_what_is_done_on_paper(digits: int, decimals: int) -> None:
    on_paper = (abs(digits) + 5) // 10 * (1 if digits >= 0 else -1)
    assert round_half_up(Decimal(digits).scaleb(-decimals - 1), decimals) == Decimal(on_paper).scaleb(-decimals)


@few
@given(
    st.decimals(-(10**12), 10**12, places=4),
    st.sampled_from([Unit.PERCENT, Unit.NUMBER, Unit.POUNDS, Unit.RATIO, Unit.GRADE]),
)
def test_a_printed_figure_is_read_back_as_it_was(figure: Decimal, unit: Unit) -> None:
    assert read_figure(print_figure(figure, unit)) == figure


@few
@given(st.integers(-(10**9), 10**9), st.integers(0, 5))
def test_a_number_typed_into_excel_is_read_as_it_was_typed(digits: int, decimals: int) -> None:
    typed = Decimal(digits).scaleb(-decimals)
    assert read_figure(float(typed)) == typed


@few
@given(st.one_of(SCRIBBLES, st.floats(), st.integers(), st.booleans(), st.dates(), st.times()))
def test_whatever_a_cell_holds_it_is_a_finite_figure_or_none_or_refused(cell: object) -> None:
    try:
        figure = read_figure(cell)
    except UnreadableFigure:
        return
    assert figure is None or figure.is_finite()
