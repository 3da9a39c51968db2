"""What the pages of data quality say, and that it can be counted again."""

from __future__ import annotations

import re
from html import unescape

import pytest

from reports.quality_page import all_page, sender_page
from reports.quality_words import FLAWS, REMEDIES, score_in_words, trend_in_words
from tests.reports.any_quality import FLAWS as OF_DIMENSION
from tests.reports.any_quality import TO, TOLD, both, everything, few
from transforms.data_quality import Dimension, Fact, Flaw, Quality, Score


def words(page: bytes) -> str:
    """What a page says, without its marks."""
    body = page.decode().split("<body>")[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_each_dimension_has_its_share_its_question_and_its_formula() -> None:
    said = words(sender_page(TOLD, everything()))

    for score in everything().scores:
        assert f"{score.share.number} of {score.share.of} figures" in said
    assert said.count("of all that were asked for") == 2
    assert "Is the figure right the first time it is taken?" in said


def test_the_mean_is_shown_with_what_it_is_made_of() -> None:
    quality = everything()
    said = words(sender_page(TOLD, quality))
    told = re.search(r"\(([\d+ ]+)\) ÷ 5 = (\d+)%", said)

    assert told
    assert round(sum(map(int, told[1].split(" + "))) / 5) == int(told[2]) == quality.mean


def test_what_pulled_it_down_stands_with_three_examples_their_cells_and_what_to_do() -> None:
    said = words(sender_page(TOLD, everything()))

    assert said.count("What to do") == len(Dimension)
    assert said.count("sheet “Returns”, cell D7") == 3 * len(Dimension)
    assert "What pulled it down: 3 came late and 3 are owed" in said


def test_what_others_wrote_is_no_markup() -> None:
    assert b"<b>" not in sender_page(TOLD, everything())


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_has_words_and_a_remedy_and_belongs_somewhere(flaw: Flaw) -> None:
    assert FLAWS[flaw]
    assert REMEDIES[flaw]
    assert any(flaw in flaws for flaws in OF_DIMENSION.values())


def test_under_six_facts_the_page_says_so_and_gives_no_share() -> None:
    said = words(sender_page(TOLD, few()))

    assert "too few to say: 1 of 1" in said
    assert "100%" not in said
    assert "Mean of" not in said


def test_the_page_of_all_has_a_line_for_each_sender_and_leads_to_its_page() -> None:
    page = all_page(TOLD, Quality(None, TOLD.stretch, everything().facts), both()).decode()

    assert 'href="data-quality-dev.html"' in page
    assert 'href="data-quality-pct.html"' in page
    assert page.count('role="img"') == len(Dimension)


def test_a_page_without_any_return_says_so() -> None:
    nothing = Quality(None, TOLD.stretch, [])

    assert "No return was due in this time" in words(all_page(TOLD, nothing, []))
    assert "No return was due in this time" in words(sender_page(TOLD, Quality(few().sender, TOLD.stretch, [])))


def test_a_score_goes_up_or_down_only_where_both_years_can_be_told() -> None:
    nine, eight = (Score(Dimension.VALIDITY, [Fact(Dimension.VALIDITY, TO)] * number) for number in (9, 8))

    assert trend_in_words(nine, eight) == "As the year before: 8 of 8 (100%)."
    assert trend_in_words(nine, Score(Dimension.VALIDITY, [])) == ""
    assert score_in_words(nine) == "9 of 9 figures (100%)"


def test_the_same_facts_are_the_same_bytes() -> None:
    assert sender_page(TOLD, everything()) == sender_page(TOLD, everything())
