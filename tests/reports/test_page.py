"""What a councillor reads on the page: gaps and notes, places, key, and what is said once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.as_html import SIGNS, as_html
from reports.document import Document, Section
from tests.reports.conftest import Q3, golden_figures
from tests.reports.parsed import parsed
from transforms.gap import PROVISIONAL_MARK, REVISED_MARK, Gap
from transforms.judged import JudgedRow
from transforms.period import Period

DECEMBER = Period.month(2009, 12)


@pytest.fixture
def partial(make_report: Callable[..., Document]) -> Document:
    """The committee's report while the December of NI 157a is still awaited."""
    figures = golden_figures()
    del figures["NI 157a"][DECEMBER]
    return make_report(figures, {})


def cells(document: Document, code: str) -> list[str]:
    """The words of one indicator's cells."""
    return next(row for row in parsed(document).rows if row and row[0] == code)


def row_of(document: Document, code: str) -> JudgedRow:
    """One row of a document."""
    return next(row for row in document.rows if row.indicator.code == code)


def page_of(document: Document, *rows: JudgedRow) -> Document:
    """The document with these rows only."""
    return replace(document, sections=[Section("Customer Services", rows)])


def test_where_there_is_no_figure_the_reason_and_the_commentary_are_both_read(
    make_report: Callable[..., Document],
) -> None:
    document = make_report(golden_figures(), {"LPI RR 1": {Q3: "The weighbridge is being mended."}})

    assert cells(document, "LPI RR 1")[-1] == (
        "No figure Awaited from Development Services [x] Commentary The weighbridge is being mended."
    )


def test_without_a_commentary_only_the_reason_is_read(golden: Document) -> None:
    assert cells(golden, "LPI RR 1")[-1] == "No figure Awaited from Development Services [x]"


def test_an_incomplete_figure_says_once_how_much_of_it_is_in_and_then_what_it_lacks(partial: Document) -> None:
    told = cells(partial, "NI 157a")

    assert " ".join(told).count("2 of 3 months") == 1
    assert told[-1] == "Incomplete December 2009: awaited from Development Services [x]"


def test_an_incomplete_figure_has_not_the_weight_of_a_judged_one(partial: Document) -> None:
    page = as_html(partial).decode()

    assert re.search(r'class="figure part"[^>]*><span class="whole">85.71%</span>', page)
    assert re.search(r'class="figure now"[^>]*><span class="whole">64.56%</span>', page)


def test_an_incomplete_figure_keeps_its_commentary(make_report: Callable[..., Document]) -> None:
    figures = golden_figures()
    del figures["NI 157a"][DECEMBER]
    document = make_report(figures, {"NI 157a": {Q3: "Two applications were withdrawn."}})

    assert cells(document, "NI 157a")[-1].endswith("[x] Commentary Two applications were withdrawn.")


def test_a_commentary_that_is_owed_is_asked_for_under_its_row(golden: Document) -> None:
    assert cells(golden, "LPI CS 3")[-1] == "Commentary awaited from Head of CS"


def test_marks_stand_in_one_piece_with_their_figure(golden: Document) -> None:
    row = replace(row_of(golden, "LPI CS 1"), marks=("[p]", "[r]"))

    assert cells(page_of(golden, row), "LPI CS 1")[2] == "64.56% [p] [r]"
    assert (
        '<span class="whole">64.56% <span class="mark">[p]</span> <span class="mark">[r]</span></span>'
        in as_html(page_of(golden, row)).decode()
    )


def test_every_place_on_the_page_has_a_name_of_its_own_whatever_the_codes(golden: Document) -> None:
    row = row_of(golden, "LPI CS 1")
    codes = ("LPI CS 1", "LPI-CS-1", "LPI CS (1)", "key", "%")
    rows = [replace(row, indicator=replace(row.indicator, code=code)) for code in codes]
    document = replace(golden, sections=[Section("Key", rows[:3]), Section("key", rows[3:])])
    page = parsed(document)

    assert len(page.places) == len(set(page.places))
    assert {link.removeprefix("#") for link in page.links} <= set(page.places)


def test_all_that_requires_attention_is_linked_to_its_row(golden: Document) -> None:
    page = as_html(golden).decode()

    [place] = re.findall(r'<li><a href="#(pi-\d+)">LPI CS 1 ', page)
    assert f'<tbody id="{place}">' in page
    assert "64.56% against 80%" in page


def test_without_anything_that_requires_attention_there_is_no_list_of_it(make_report: Callable[..., Document]) -> None:
    assert "furthest from target first" not in as_html(make_report({}, {})).decode()


def test_indicators_measured_by_the_year_stand_below_the_quarters_table_under_their_frequency(golden: Document) -> None:
    assert not any(row and row[0] == "NI 137" for row in parsed(golden).rows)
    words = " ".join(re.sub(r"<[^>]+>", " ", as_html(golden).decode()).split())
    assert "Measured annually [z] NI 137 Healthy life expectancy at 65" in words


def test_the_key_explains_every_sign_once(golden: Document) -> None:
    [key] = re.findall(r'<section aria-labelledby="key">.*?</section>', as_html(golden).decode(), re.DOTALL)
    explained = re.findall(r"<dt>(.*?)</dt>", key, re.DOTALL)
    words = ["".join(re.sub(r"<[^>]+>", "", term).split()) for term in explained]

    assert words == ["Dataonly", "Notjudged", "[p]", "[r]", "[x]", "[z]", "[c]"]
    assert set(SIGNS) == {gap.shorthand for gap in Gap} | {PROVISIONAL_MARK, REVISED_MARK}


def test_lower_is_better_is_said_in_words_without_an_arrow(golden: Document) -> None:
    page = as_html(golden).decode()

    assert page.count("Lower is better") == 1
    assert "\\2193" not in page


def test_the_page_says_when_the_data_were_taken_at_its_head_and_at_its_foot(golden: Document) -> None:
    page = as_html(golden).decode()

    assert page.count("18 January 2010 at 9:05am") == 2
    assert "traced" not in page
