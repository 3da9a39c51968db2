"""Links of pages that lie beside one another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cache
from urllib.parse import unquote

from lxml import html


def broken_links(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Links, within a site, that lead nowhere: each with the page on which it stands."""

    @cache
    def places(name: str) -> frozenset[str]:
        return frozenset(html.fromstring(files[name]).xpath("//@id"))

    def leads(name: str, link: str) -> bool:
        if link.startswith("https:"):
            return True
        path, _, place = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
        target = (link[1:] or "index.html") if link.startswith("/") else target
        return target in files and (not place or place in places(target))

    links = {
        (name, link)
        for name, page in files.items()
        if name.endswith(".html")
        for link in html.fromstring(page).xpath("//@href")
    }
    return sorted((name, link) for name, link in links if not leads(name, link))
