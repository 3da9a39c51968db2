"""Prints a page of the public site: its frame, its links, and what search engines read of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from reports.as_html import environment
from reports.icon import ICONS
from reports.key import ICON_MEANINGS, ICONS_TELL
from reports.site.site import Site
from reports.site.words import allowance, moved, size_words, standing, tally, tally_words
from transforms.words import long_date, many

INDEX = "index.html"
HOME = ""
MENU = (
    ("services/", "Services"),
    ("themes/", "Themes"),
    ("indicators/", "All indicators"),
    ("reports/", "Reports"),
    ("revisions/", "Corrections"),
    ("release-calendar/", "Release calendar"),
    ("data/", "Data"),
    ("how-to-read/", "How to read this"),
)
WORDS = {
    "allowance": allowance, "moved": moved, "size_words": size_words, "standing": standing, "tally": tally,
    "tally_words": tally_words, "long_date": long_date, "many": many,
}  # fmt: skip


class Crumb(NamedTuple):
    """A page above another: its address and its name."""

    address: str
    name: str


@dataclass(frozen=True)
class Sheet:
    """What is said of a page beside what stands on it: its address, its heading and what search engines show."""

    address: str
    title: str
    description: str
    above: Sequence[Crumb] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return file_of(self.address)


def file_of(address: str) -> str:
    """The file that is served at an address, which may name the file itself.

    >>> file_of("themes/ni/"), file_of("404.html")
    ('themes/ni/index.html', '404.html')
    """
    return f"{address}{INDEX}" if not address or address.endswith("/") else address


@dataclass(frozen=True)
class Press:
    """Prints the pages of one edition."""

    site: Site

    @cached_property
    def style(self) -> bytes:
        """The style sheet that all pages share: that of reports, and what a site needs beside."""
        return b"\n".join(
            environment().get_template(name).render().encode() for name in ("report.css", "site/site.css")
        )

    @property
    def style_file(self) -> str:
        """Its name, another one as soon as a byte is otherwise: it may be kept for ever by whoever has read it."""
        return f"assets/site-{hashlib.sha256(self.style).hexdigest()[:12]}.css"

    def page(self, template: str, sheet: Sheet, **facts: Any) -> bytes:
        """A page as UTF-8 HTML. Links are told from its own place, so that the site may lie anywhere."""
        up = "../" * sheet.address.count("/")

        def to(address: str) -> str:
            return up + quote(file_of(address))

        printed = environment().get_template(f"site/{template}.html.j2")
        return printed.render(
            site=self.site, sheet=sheet, to=to, menu=MENU, style_file=self.style_file, style=Markup(self.style.decode()),
            icons=ICONS, icon_meanings=ICON_MEANINGS, icons_tell=ICONS_TELL, **WORDS, **facts,
        ).encode()  # fmt: skip


def linked_data(facts: dict[str, Any]) -> Markup:
    """Facts as JSON-LD inside a page, in which no text can end the element."""
    text = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
