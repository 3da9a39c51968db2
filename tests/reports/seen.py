"""What a browser sees of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
