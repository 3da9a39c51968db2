"""The page as a browser shows it; needs Chromium, which CI installs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports.as_html import as_html
from reports.document import Document
from tests.reports.poppler import poppler
from tests.reports.seen import fits_its_window, in_forced_colours, opened, overlaps, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

WIDTHS = (320, 768, 1150, 1280)


@pytest.fixture
def page_file(golden: Document, tmp_path: Path) -> Path:
    """The committee's report on disk, as a person opens it."""
    path = tmp_path / "scrutiny.html"
    path.write_bytes(as_html(golden))
    return path


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, page_file: Path) -> Iterator[Page]:
    """The report opened on a phone, a tablet, a narrow and a wide desk."""
    with opened(browser, page_file, request.param) as shown:
        yield shown


def test_axe_finds_nothing(page: Page) -> None:
    assert violations(page) == []


def test_nothing_runs_off_the_side(page: Page) -> None:
    assert fits_its_window(page)


def test_no_text_lies_over_another(page: Page) -> None:
    assert overlaps(page, ".facts") == 0


def test_a_figure_and_its_marks_stand_on_one_line(page: Page) -> None:
    assert page.evaluate("[...document.querySelectorAll('.whole')].every(el => el.getClientRects().length === 1)")


def test_where_the_table_does_not_fit_there_are_as_many_cards_side_by_side_as_do(page: Page) -> None:
    beside = page.evaluate(
        """() => { const tops = [...document.querySelector('.indicators').tBodies].map(
            card => card.getBoundingClientRect().top); return tops.filter(top => top === tops[0]).length; }"""
    )

    assert beside == {320: 1, 768: 2, 1150: 1, 1280: 1}[page.viewport_size["width"] if page.viewport_size else 0]


def test_every_light_is_read_aloud_by_its_word(page: Page) -> None:
    words = page.locator(".status .light").all_inner_texts()

    assert {"Good", "Caution", "Requires Attention"} <= {word.strip() for word in words}


def test_in_forced_colours_every_word_keeps_the_readers_own_colour(browser: Browser, page_file: Path) -> None:
    seen = in_forced_colours(browser, page_file, ".light", ".trend", ".said", ".now", "h1")

    assert set(seen.values()) == {"rgb(255, 255, 255) on rgb(0, 0, 0)"}


def test_on_paper_the_head_of_the_table_is_repeated_and_pages_are_numbered(
    browser: Browser, page_file: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "scrutiny.pdf"
    with opened(browser, page_file, max(WIDTHS)) as shown:
        shown.pdf(path=pdf, prefer_css_page_size=True, print_background=True)

    text = poppler("pdftotext", "-layout", pdf, "-")
    assert text.count("Traffic light") >= 2
    assert "Page 1 of" in text
    assert "Performance and Governance Committee · December 2009" in text
