"""Every layout as a browser shows it, on a phone and on a desk; needs Chromium, which CI installs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports.as_html import as_html
from reports.document import Document
from tests.reports.contrast import weakest
from tests.reports.full import full
from tests.reports.seen import SPACED, fits_its_window, show, violations
from tests.reports.signalled import broken, with_past
from tests.reports.test_blocks import themed
from transforms.report_plan import LAYOUTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
THEMES = {
    "LPI CS 1": ("QSI:performance", "statistic:crime", "SCS:safer"),
    "LPI CS 3": ("QSI:satisfaction", "perception:crime", "SCS:safer"),
    "NI 157a": ("QSI:turn-around-time", "SCS:green"),
}
READABLE = 4.5
"""Contrast of text, WCAG 2.2, 1.4.3."""


def written(golden: Document, layout: str, folder: Path) -> Path:
    """A page on disk with every kind of content that the layout prints."""
    path = folder / f"{layout}.html"
    document = replace(
        themed(with_past(full(golden), broken()), THEMES), layout=LAYOUTS[layout], focus="Customer Services"
    )
    path.write_bytes(as_html(document))
    return path


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nobody_is_kept_from_reading_it_at_any_width(
    golden: Document, layout: str, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    show(page, written(golden, layout, tmp_path))
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert fits_its_window(page), width
    page.close()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_set_further_apart_push_nothing_off_the_side(
    golden: Document, layout: str, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    show(page, written(golden, layout, tmp_path))
    page.add_style_tag(content=SPACED)
    for width in (390, 1150, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert fits_its_window(page), width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_in_forced_colours_every_word_stands_out(
    golden: Document, layout: str, scheme: str, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    show(page, written(golden, layout, tmp_path))
    ratio, words = weakest(page)
    context.close()
    assert ratio >= READABLE, words
