from __future__ import annotations

from lxml import html

from tests.reports.any_trace import full_page, scored_page


def words(page: bytes) -> str:
    """What a reader sees."""
    return " ".join(" ".join(html.fromstring(page).xpath("//body//text()")).split())


def test_the_same_knowledge_gives_the_same_bytes() -> None:
    assert full_page() == full_page()


def test_it_is_headed_by_the_figure_and_says_how_it_was_made() -> None:
    page = html.fromstring(full_page())

    assert page.xpath("string(//h1)") == "NI 157a 82.61%"
    assert "Target: 80.00%" in words(full_page())
    assert [cell.text for cell in page.xpath("//tfoot//*")][1:] == ["October to December 2009", "19", "23", "82.61%"]


def test_a_score_says_what_each_light_counts() -> None:
    page = html.fromstring(scored_page())
    counted = [cell.text for cell in page.xpath("//tr[th/a]/td[position() > 2]")]

    assert "Good counts whole, Caution half, Requires Attention nothing." in words(scored_page())
    assert counted == [cell.text for cell in page.xpath("//tfoot//td[position() > 2]")] == ["2", "2"]


def test_statements_that_make_the_figure_stand_apart_from_all_else_that_was_said() -> None:
    page = html.fromstring(full_page())
    heads = [head.text for head in page.xpath("//h2 | //h3")]

    assert heads == [
        "How it was made",
        "The cells it stands on",
        "October 2009: 83.33%, 5 out of 6",
        "November 2009: 87.50%, 7 out of 8",
        "December 2009: 77.78%, 7 out of 9",
        "What else was said of it",
        "November 2009: 75.00%, 6 out of 8",
        "December 2009: 128.57%, 9 out of 7",
        "What was sent back",
        "Revisions",
    ]


def test_it_says_what_became_of_each_who_decided_and_what_it_was_before() -> None:
    told = words(full_page())

    for each in (
        "Taken at once; overtaken by a later one",
        "Held, waits for a checker",
        "Released by Lee Banks, 14 January 2010 at 12:00am: Checked",
        "outside-limits in D7 (cell D7) – held, then released",
        "1 check found nothing Looked for and not found: unknown code.",
        "11 January 2010 at 12:00am November 2009 75.00% 87.50%",
        "The cell cannot be shown: The lake has lost the file.",
        "Sheet “Return”, cell E4 (figure), cell C4 (numerator), cell D4 (denominator)",
    ):
        assert each in told


def test_a_picture_has_letters_numbers_its_head_row_and_the_cells_marked_in_words() -> None:
    picture = html.fromstring(full_page()).xpath("//table[@class='cells']")[0]

    assert [head.text for head in picture.xpath("./thead//th")] == list("ABCDEF")
    assert [row.xpath("string(th)") for row in picture.xpath("./tbody/tr")] == ["2", "3", "4"]
    assert [cell.text for cell in picture.xpath("./tbody/tr[@class='head']/td")][2:5] == ["Num", "Denom", "Actual"]
    assert [cell.text_content() for cell in picture.xpath(".//td[@class='it']")] == [
        "7 numerator", "9 denominator", "77.78 figure",
    ]  # fmt: skip


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = html.fromstring(full_page())

    assert page.xpath("//script | //link | //img | //iframe | //@src | //@onclick") == []
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
