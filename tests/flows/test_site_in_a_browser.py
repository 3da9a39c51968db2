"""The public site as browsers and checkers see it: one page of each kind, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.council import SERVICES, at
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import CORRECTED, LATER, NEXT, send
from tests.flows.public_council import make_public_council, publish_site, register_anew, release
from tests.nu_checker import faults
from tests.reports.seen import fits_its_window, in_forced_colours, opened, overlaps, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

WIDTHS = (320, 1280)
KINDS = (
    "index.html", "services/index.html", "services/customer-services/index.html", "themes/ni/index.html",
    "indicators/index.html", "indicators/ni-157a/index.html", "indicators/lpi-cs-1/index.html",
    "indicators/ni-137/index.html", "reports/index.html", "reports/website/2009-10-q3/index.html",
    "revisions/index.html", "release-calendar/index.html", "data/index.html", "how-to-read/index.html",
    "accessibility/index.html", "404.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The site of a council with a corrected figure and a service that was renamed."""
    house = release(make_public_council(tmp_path_factory.mktemp("council")))
    register_anew(at(house, NEXT), services=SERVICES.replace("Refuse & Recycling", "Waste"))
    send(at(house, NEXT), "dev", CORRECTED, "corrected")
    issue_due(at(house, LATER))
    made = publish_site(at(house, LATER))
    house.engine.dispose()
    return made


@pytest.fixture(scope="module")
def folder(files: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site on disk."""
    made = tmp_path_factory.mktemp("site")
    for name, content in files.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    return made


@pytest.fixture(params=[(name, width) for name in KINDS for width in WIDTHS], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[Page]:
    """A page opened."""
    name, width = request.param
    with opened(browser, folder / name, width) as shown:
        yield shown


def test_axe_finds_nothing_and_nothing_runs_off_the_side(page: Page) -> None:
    assert violations(page) == []
    assert fits_its_window(page)
    assert overlaps(page, "tbody tr, .standing-now, .tile") == 0


def test_in_forced_colours_every_word_keeps_the_readers_own_colour(browser: Browser, folder: Path) -> None:
    parts = ("h1", ".big", ".light", ".trend", ".notice li", ".crumbs li:last-child", "td", "dd", ".quiet")

    seen = in_forced_colours(browser, folder / "indicators/ni-157a/index.html", *parts)

    assert set(seen.values()) == {"rgb(255, 255, 255) on rgb(0, 0, 0)"}, seen


def test_without_scripts_a_page_says_the_same(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "indicators/ni-157a/index.html").as_uri())
    text = page.locator("main").inner_text()
    page.get_by_role("link", name="Development Services").click()
    heading = page.locator("h1").inner_text()
    context.close()

    assert "Corrected after publication" in text
    assert heading == "Development Services"


def test_whoever_follows_an_old_address_comes_to_the_new_one(browser: Browser, folder: Path) -> None:
    with opened(browser, folder / "services/refuse-and-recycling/index.html", max(WIDTHS)) as shown:
        shown.wait_for_url("**/services/waste/index.html")
        assert shown.locator("h1").inner_text() == "Waste"


def test_every_page_is_sound_html(files: Mapping[str, bytes], tmp_path: Path) -> None:
    assert faults({name: page for name, page in files.items() if name.endswith(".html")}, tmp_path) == []
