"""The committee's page, read back as a reader's program reads it."""

from __future__ import annotations

from html.parser import HTMLParser

from reports.as_html import as_html
from reports.document import Document


class Cells(HTMLParser):
    """The words of each indicator's cells, in order, and every tag, named place and link of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self.places: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.places += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        self.open.append(tag)
        if tag in {"tbody", "thead"}:
            self.rows.append([])
        if tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass
        if tag == "tbody":
            self.rows.append([])

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and not {"title", "desc"} & set(self.open):
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


def parsed(document: Document) -> Cells:
    """The page, read back."""
    cells = Cells()
    cells.feed(as_html(document).decode())
    return cells
