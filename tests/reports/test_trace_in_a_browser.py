"""The page of a figure as a browser shows it; needs Chromium, which CI installs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.nu_checker import faults
from tests.reports.any_trace import full_page, scored_page
from tests.reports.seen import fits_its_window, in_forced_colours, opened, overlaps, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """The page on disk, as a person opens it."""
    path = tmp_path / "ni-157a-2009-10-q3.html"
    path.write_bytes(full_page())
    return path


@pytest.fixture(params=(320, 768, 1280))
def page(request: pytest.FixtureRequest, browser: Browser, page_file: Path) -> Iterator[Page]:
    """The page on a phone, a tablet and a desk."""
    with opened(browser, page_file, request.param) as shown:
        yield shown


def test_axe_finds_nothing(page: Page) -> None:
    assert violations(page) == []


def test_nothing_runs_off_the_side_and_no_text_lies_over_another(page: Page) -> None:
    assert fits_its_window(page)
    assert overlaps(page, ".cells tr") == overlaps(page, ".plain tr") == 0


@pytest.mark.parametrize("width", [320, 768])
def test_what_feeds_a_score_fits_a_phone(browser: Browser, tmp_path: Path, width: int) -> None:
    path = tmp_path / "lpi-pp-3-2009-10-q3.html"
    path.write_bytes(scored_page())
    with opened(browser, path, width) as page:
        assert fits_its_window(page)
        assert violations(page) == []


def test_in_forced_colours_every_word_keeps_the_readers_own_colour(browser: Browser, page_file: Path) -> None:
    seen = in_forced_colours(browser, page_file, ".light", ".it", ".role", "h1", "dd")

    assert set(seen.values()) == {"rgb(255, 255, 255) on rgb(0, 0, 0)"}


def test_it_is_sound_html(tmp_path: Path) -> None:
    assert faults({"page.html": full_page(), "score.html": scored_page()}, tmp_path) == []
