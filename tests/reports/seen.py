"""What a browser sees of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE_SECONDS = 150
"""For a page to be shown on a machine that does other things too."""

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
"""What a reader may set who finds letters hard to tell apart, WCAG 2.2, 1.4.12."""
COLOURS = "el => getComputedStyle(el).color + ' on ' + getComputedStyle(document.documentElement).backgroundColor"


@contextmanager
def opened(browser: Browser, path: Path, width: int) -> Iterator[Page]:
    """A page of the disk in a window so many pixels wide."""
    with closing(browser.new_page(viewport={"width": width, "height": 900})) as page:
        show(page, path)
        yield page


def show(page: Page, path: Path) -> None:
    """Show a page of the disk; whatever is asked of it later may take its time too."""
    page.set_default_timeout(1000 * PATIENCE_SECONDS)
    page.goto(path.as_uri())


def in_forced_colours(browser: Browser, path: Path, *parts: str) -> Mapping[str, str]:
    """The colours of the first of each part of a page, text on ground, where its reader has chosen light on dark."""
    with browser.new_context(forced_colors="active", color_scheme="dark") as context:
        page = context.new_page()
        show(page, path)
        return {part: page.locator(part).first.evaluate(COLOURS) for part in parts}


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds: the name of each rule, and the first piece of the page that breaks it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]


def fits_its_window(page: Page) -> bool:
    """Whether nothing runs off the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def overlaps(page: Page, rows: str) -> int:
    """How many texts lie over another within a row, of the rows that a selector names."""
    return int(
        page.evaluate(
            """rows => [...document.querySelectorAll(rows)].flatMap(row => {
            const boxes = [...row.children].map(cell => {
                const range = document.createRange(); range.selectNodeContents(cell); return range.getBoundingClientRect();
            }).filter(box => box.width);
            return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
                a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom));
        }).length""",
            rows,
        )
    )
