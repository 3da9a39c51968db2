"""The pages of the record of timeliness as a browser shows them; needs Chromium, which CI installs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports.timeliness_page import Told, league_page, sender_page
from tests.council import utc
from tests.reports.poppler import poppler
from tests.reports.seen import fits_its_window, in_forced_colours, opened, overlaps, violations
from tests.transforms.given import a_register, a_sender
from tests.transforms.records import COUNCIL, a_finding, a_receipt
from tests.transforms.test_league import a_delivery
from transforms.finding import Severity
from transforms.league import Stretch, league
from transforms.timeliness import Delivery, HoldEnd

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

WIDTHS = (320, 768, 1280)
PAGES = ("timeliness", "timeliness-dev")
LONG_NAME = "Environmental Health, Building Control and Licensing: a shared service of two councils"
TOLD = Told(COUNCIL, Stretch.year_to(date(2010, 1, 20)), utc("2010-01-20T09:05:00"))


def a_year() -> Sequence[Delivery]:
    """A year of everything: early, prompt, late and owed, with findings of each kind."""
    days = (-19, -4, 0, 0, 1, 2, 3, 0, -2, 22, 1, None)
    months = [a_delivery(late, due=date(2009, 2, 16) + timedelta(days=30 * number)) for number, late in enumerate(days)]
    findings = [a_finding(), a_finding("outside-limits", Severity.HOLD), a_finding("taken-as", Severity.WARNING)]
    file = a_receipt("2009-03-12", *findings, file="West Kent PCT data with a name that is quite long 24.xls")
    held = [HoldEnd.RELEASED, HoldEnd.RETURNED, HoldEnd.WAITING]
    return [replace(months[0], files=[file, file], refused=findings[:1], holds=held), *months[1:]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both pages on disk, as a person opens them."""
    made = tmp_path_factory.mktemp("pages")
    few = [a_delivery(0, sender="pct")]
    told = [*a_year(), *few]
    senders = [replace(a_sender("dev"), name=LONG_NAME), a_sender("pct")]
    rows = league(a_register(senders=senders), told, TOLD.stretch)
    (made / "timeliness.html").write_bytes(league_page(TOLD, rows, told))
    (made / "timeliness-dev.html").write_bytes(sender_page(TOLD, rows[0], [], 0))
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


@pytest.mark.parametrize("name", PAGES)
def test_every_drawing_is_also_there_in_words(browser: Browser, folder: Path, name: str) -> None:
    with opened(browser, folder / f"{name}.html", max(WIDTHS)) as shown:
        silent = shown.evaluate(
            """() => [...document.querySelectorAll('svg')].filter(svg => svg.getAttribute('aria-hidden') !== 'true'
                && !svg.querySelector('title')).length"""
        )
        words = shown.locator("main").inner_text() + " ".join(shown.locator("svg title").all_text_contents())

    assert silent == 0
    assert "22 days late" in words
    assert "19 days early" in words


@pytest.mark.parametrize("name", PAGES)
def test_in_forced_colours_every_word_keeps_the_readers_own_colour(browser: Browser, folder: Path, name: str) -> None:
    seen = in_forced_colours(browser, folder / f"{name}.html", "h1", "td", ".legend li", ".rules p")

    assert set(seen.values()) == {"rgb(255, 255, 255) on rgb(0, 0, 0)"}


def test_the_page_for_a_sender_is_two_sheets_of_paper_at_most(browser: Browser, folder: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "record.pdf"
    with opened(browser, folder / "timeliness-dev.html", max(WIDTHS)) as shown:
        shown.pdf(path=pdf, prefer_css_page_size=True, print_background=True)

    text = poppler("pdftotext", "-layout", pdf, "-")
    assert "Page 1 of 2" in text or "Page 1 of 1" in text
    assert "What would help" in text
