from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.transforms.given import DECEMBER, NOVEMBER, a_row, an_indicator, an_observation, at, number, said
from transforms.code import code_key
from transforms.figure import round_half_up
from transforms.gap import Gap
from transforms.observation import (
    Decided,
    Said,
    Stated,
    figure_of,
    known_commentaries,
    known_figures,
    last_said,
    open_holds,
    value_of,
)

NI = "NI 157a"
KEY = code_key(NI)
FIRST = an_observation(said(DECEMBER, "80"), "2010-01-12")
SECOND = an_observation(said(DECEMBER, "82.61"), "2010-01-20")
ODD = an_observation(said(DECEMBER, "826.1"), "2010-01-25", held="ten times the usual")


def test_the_value_is_the_numerator_by_the_denominator_at_the_indicators_scale() -> None:
    percent = value_of(Decimal(19), Decimal(23), Decimal(100))
    assert percent is not None
    assert round_half_up(percent, 2) == Decimal("82.61")
    assert value_of(Decimal(3), Decimal(120_000), Decimal(100_000)) == number("2.5")


def test_nothing_out_of_nothing_is_no_value_and_not_nought() -> None:
    assert value_of(Decimal(0), Decimal(0), Decimal(100)) is None
    assert value_of(Decimal(0), Decimal(4), Decimal(100)) == 0


def test_the_figure_of_a_row_without_cases_is_none_and_not_an_error() -> None:
    assert figure_of(a_row(out_of=(0, 0), gap=Gap.NO_CASES), an_indicator()) is None
    assert figure_of(a_row(out_of=(3, 0)), an_indicator()) is None
    assert figure_of(a_row(out_of=(1, 4)), None) is None


def test_parts_go_before_a_value_and_words_before_what_a_formula_made() -> None:
    assert figure_of(a_row(value="82", out_of=(1, 4)), an_indicator()) == 25
    assert figure_of(a_row(value="82", out_of=(3, 0)), an_indicator()) is None
    assert figure_of(a_row(value="82", gap=Gap.WITHHELD), an_indicator()) is None


def test_council_tax_collected_is_what_the_government_published(shared_data: Path) -> None:
    files = sorted((shared_data / "counciltax").glob("*_collection_rates.json"))
    years = [year for file in files for year in json.loads(file.read_text(), parse_float=Decimal)["years"].values()]
    assert len(years) >= 40
    for year in years:
        rate = value_of(year["collected_thousands"], year["net_collectable_thousands"], Decimal(100))
        assert rate is not None
        assert round_half_up(rate, 2) == year["collection_rate_pct"]


def test_of_several_statements_the_latest_counts() -> None:
    assert known_figures([FIRST, SECOND])[KEY][DECEMBER].value == number("82.61")
    assert known_figures([SECOND, FIRST])[KEY][DECEMBER].value == number("82.61")


def test_a_figure_that_differs_from_an_earlier_one_is_revised_for_good() -> None:
    back = an_observation(said(DECEMBER, "80"), "2010-02-01")
    assert not known_figures([FIRST])[KEY][DECEMBER].revised
    assert known_figures([FIRST, SECOND])[KEY][DECEMBER].revised
    assert known_figures([FIRST, SECOND, back])[KEY][DECEMBER].revised


@pytest.mark.parametrize("value", ["80", "80.0", "80.00"])
def test_a_figure_sent_again_unchanged_is_no_revision(value: str) -> None:
    again = an_observation(said(DECEMBER, value), "2010-01-20")
    assert not known_figures([FIRST, again])[KEY][DECEMBER].revised


def test_a_provisional_figure_confirmed_is_final_and_not_revised() -> None:
    provisional = an_observation(said(DECEMBER, "80", provisional=True), "2010-01-10")
    confirmed = known_figures([provisional, FIRST])[KEY][DECEMBER]
    assert (confirmed.provisional, confirmed.revised) == (False, False)


def test_a_held_figure_does_not_count_until_it_is_released() -> None:
    assert known_figures([FIRST, ODD])[KEY][DECEMBER].value == 80
    released = an_observation(
        ODD.said, "2010-01-25", held="ten times", decided=Decided.RELEASED, decided_on="2010-01-27"
    )
    assert released.known_at == at("2010-01-27")
    assert known_figures([FIRST, released])[KEY][DECEMBER].value == number("826.1")


def test_a_release_makes_a_figure_count_and_not_a_new_one() -> None:
    released = an_observation(
        said(DECEMBER, 1), "2010-01-12", held="odd", decided=Decided.RELEASED, decided_on="2010-01-30"
    )
    assert known_figures([released])[KEY][DECEMBER].value == 1
    assert known_figures([released, SECOND])[KEY][DECEMBER].value == SECOND.said.value


def test_a_returned_figure_never_counts() -> None:
    returned = an_observation(ODD.said, "2010-01-25", held="ten times", decided=Decided.RETURNED)
    assert (returned.known_at, returned.is_returned) == (None, True)
    assert known_figures([FIRST, returned])[KEY][DECEMBER].value == 80
    assert known_figures([returned]) == {}


def test_that_there_were_no_cases_is_a_statement_that_replaces_a_figure() -> None:
    none = an_observation(said(DECEMBER, out_of=(0, 0), gap=Gap.NO_CASES), "2010-01-20")
    known = known_figures([FIRST, none])[KEY][DECEMBER]
    assert (known.value, known.gap, known.revised) == (None, Gap.NO_CASES, True)


def test_half_a_figure_is_no_statement_of_one() -> None:
    half = an_observation(Stated(DECEMBER, numerator=Decimal(7)), "2010-01-20")
    assert not half.said.has_parts
    assert known_figures([FIRST, half])[KEY][DECEMBER] == FIRST.said


def test_a_statement_that_only_comments_leaves_the_figure_as_it_was() -> None:
    comment = an_observation(said(DECEMBER), "2010-01-20", commentary="Two were late.")
    assert known_figures([FIRST, comment])[KEY][DECEMBER] == FIRST.said
    assert known_commentaries([FIRST, comment]) == {KEY: {DECEMBER: "Two were late."}}


def test_a_later_statement_without_commentary_does_not_cut_the_commentary() -> None:
    commented = an_observation(said(DECEMBER, 80), "2010-01-12", commentary="Two were late.")
    assert known_commentaries([commented, SECOND])[KEY][DECEMBER] == "Two were late."


def test_of_several_commentaries_the_latest_counts() -> None:
    texts = [an_observation(said(DECEMBER), f"2010-01-{day}", commentary=f"Of the {day}th") for day in (20, 12)]
    assert known_commentaries(texts)[KEY][DECEMBER] == "Of the 20th"


def test_the_commentary_of_a_held_figure_waits_with_it() -> None:
    held = an_observation(said(DECEMBER, 1), held="odd", commentary="It is right.")
    assert known_commentaries([held]) == {}


def test_figures_of_two_periods_and_codes_stand_apart() -> None:
    other = an_observation(said(NOVEMBER, 5), code="LPI CS 1")
    figures = known_figures([FIRST, other])
    other_key = code_key("LPI CS 1")
    assert {key: list(periods) for key, periods in figures.items()} == {KEY: [DECEMBER], other_key: [NOVEMBER]}


def test_a_code_spelt_otherwise_is_the_same_indicator() -> None:
    respelt = an_observation(said(NOVEMBER, 5), code="ni157A")
    assert list(known_figures([FIRST, respelt])[KEY]) == [DECEMBER, NOVEMBER]


def test_what_was_said_last_includes_what_waits_but_not_what_was_sent_back() -> None:
    returned = an_observation(said(DECEMBER, 9), "2010-01-28", held="odd", decided=Decided.RETURNED)
    assert last_said([FIRST, ODD, returned])[KEY, DECEMBER].stated == ODD.said


def test_what_was_said_last_keeps_figure_and_commentary_of_different_statements() -> None:
    comment = an_observation(said(DECEMBER), "2010-01-20", commentary="Two were late.")
    assert last_said([FIRST, comment])[KEY, DECEMBER] == Said(FIRST.said, "Two were late.")


def test_a_figure_waits_for_a_person_until_it_is_decided() -> None:
    assert open_holds([FIRST, ODD]) == [ODD]
    for decided in Decided:
        assert open_holds([FIRST, an_observation(ODD.said, "2010-01-25", held="odd", decided=decided)]) == []


def test_a_hold_is_overtaken_by_a_later_figure_but_not_by_a_comment() -> None:
    later = an_observation(said(DECEMBER, "82.61"), "2010-01-26")
    comment = an_observation(said(DECEMBER), "2010-01-26", commentary="It is right.")
    assert open_holds([ODD, later]) == []
    assert open_holds([ODD, comment]) == [ODD]


def test_a_hold_does_not_come_back_when_the_figure_that_overtook_it_is_sent_back() -> None:
    returned = an_observation(said(DECEMBER, 9), "2010-01-26", held="odd", decided=Decided.RETURNED)
    assert open_holds([ODD, returned]) == []


def test_a_figure_that_its_source_marks_as_revised_is_so_though_no_earlier_one_is_known() -> None:
    marked = an_observation(said(DECEMBER, "82.61", revised=True))
    again = an_observation(said(DECEMBER, "82.7"), "2010-01-20")

    assert known_figures([marked])[KEY][DECEMBER].revised
    assert known_figures([marked, again])[KEY][DECEMBER].revised


def test_a_mark_alone_says_nothing_new_of_an_unchanged_figure() -> None:
    before = Said().and_then(said(DECEMBER, "82.61"), "")

    assert not before.adds(said(DECEMBER, "82.61", revised=True), "")
    assert before.adds(said(DECEMBER, "82.7", revised=True), "")
