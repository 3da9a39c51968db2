"""The pages of data quality as a browser shows them; needs Chromium, which CI installs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports.quality_page import all_page, sender_page
from tests.reports.any_quality import TOLD, both, everything, few
from tests.reports.poppler import poppler
from tests.reports.seen import fits_its_window, in_forced_colours, opened, overlaps, violations
from transforms.data_quality import Quality

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

WIDTHS = (320, 768, 1280)
PAGES = ("data-quality", "data-quality-dev", "data-quality-pct")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages on disk, as a person opens them."""
    made = tmp_path_factory.mktemp("pages")
    together = Quality(None, TOLD.stretch, everything().facts)
    (made / "data-quality.html").write_bytes(all_page(TOLD, together, both()))
    (made / "data-quality-dev.html").write_bytes(sender_page(TOLD, everything()))
    (made / "data-quality-pct.html").write_bytes(sender_page(TOLD, few()))
    return made


@pytest.fixture(params=[(name, width) for name in PAGES for width in WIDTHS], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[Page]:
    """Each page on a phone, a tablet and a desk."""
    name, width = request.param
    with opened(browser, folder / f"{name}.html", width) as shown:
        yield shown


def test_axe_finds_nothing(page: Page) -> None:
    assert violations(page) == []


def test_nothing_runs_off_the_side_and_no_text_lies_over_another(page: Page) -> None:
    assert fits_its_window(page)
    assert overlaps(page, "tbody tr") == 0
    assert overlaps(page, ".dimension") == 0


@pytest.mark.parametrize("name", PAGES)
def test_every_drawing_is_also_there_in_words(browser: Browser, folder: Path, name: str) -> None:
    with opened(browser, folder / f"{name}.html", max(WIDTHS)) as shown:
        silent = shown.evaluate(
            """() => [...document.querySelectorAll('svg')].filter(svg => svg.getAttribute('aria-hidden') !== 'true'
                && !(svg.querySelector('title') && svg.querySelector('desc'))).length"""
        )
        described = shown.locator("svg desc").all_text_contents()

    assert silent == 0
    assert len(described) == 6
    assert all(said.count("to 20") == 8 for said in described)


@pytest.mark.parametrize("name", PAGES)
def test_in_forced_colours_every_word_keeps_the_readers_own_colour(browser: Browser, folder: Path, name: str) -> None:
    seen = in_forced_colours(browser, folder / f"{name}.html", "h1", ".legend li", ".rules p")

    assert set(seen.values()) == {"rgb(255, 255, 255) on rgb(0, 0, 0)"}


def test_on_paper_the_page_for_a_sender_is_four_sheets_at_most(browser: Browser, folder: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "quality.pdf"
    with opened(browser, folder / "data-quality-dev.html", max(WIDTHS)) as shown:
        shown.pdf(path=pdf, prefer_css_page_size=True, print_background=True)

    pages = int(next(line.split()[1] for line in poppler("pdfinfo", pdf).splitlines() if line.startswith("Pages:")))
    assert pages <= 4
