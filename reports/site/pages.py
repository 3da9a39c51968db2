"""All files of an edition of the public site, those that link to others after them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape

from reports.as_ods import ods_of
from reports.as_xlsx import xlsx_of
from reports.key import LIGHT_MEANINGS, SIGNS, TREND_MEANINGS
from reports.site.figures import figures_book, figures_csv, figures_metadata
from reports.site.indicator_page import indicator_page
from reports.site.press import HOME, Crumb, Press, Sheet, file_of
from reports.site.report_page import report_files, report_lists, report_pages
from reports.site.site import Named, Site
from reports.site.words import going_well, tally_words
from reports.summary import LIGHTS, counts, requires_attention, sentences
from transforms.words import many

File = tuple[str, bytes]
START = Crumb(HOME, "Home")
SHOWN_NEW, SHOWN_WELL = 4, 8
DATA = "data/figures"
SERVICES, THEMES, INDICATORS = "services", "themes", "indicators"
WITHDRAWN = "withdrawn"
FALLBACK = b"This file was withdrawn: it held what is not public any more.\r\n"


def files_of_site(site: Site) -> Mapping[str, bytes]:
    """Every file by its name, the same bytes for the same site; every link leads to a file before it, or back to the start."""
    press = Press(site)
    data = dict(_downloads(site))
    leaves = [*data.items(), *report_files(site), *_indicators(press), *report_pages(press)]
    lists = [*_explained(press), *_groups(press), *report_lists(press), *_lists(press, data)]
    made = dict([(press.style_file, press.style), *leaves, *lists])
    made |= dict(_moved(press))
    made |= dict(_ends(press, [name for name in made if name.endswith(".html")]))
    return made


def withdrawn_file(site: Site, name: str) -> bytes:
    """What lies from now on where an earlier edition had a file that this one does not make."""
    if not name.endswith(".html"):
        return FALLBACK
    address = name.removesuffix("index.html")
    return Press(site).page(WITHDRAWN, Sheet(address, "This page was withdrawn", "", [START]))


def _downloads(site: Site) -> Iterator[File]:
    """The figures of each indicator, and of all."""
    services = {named.key: named.name for named in site.services}
    for subject in site.subjects:
        file = f"{subject.word}.csv"
        title = f"{subject.indicator.code} {subject.indicator.name}"
        yield f"{subject.address}{file}", figures_csv([subject], services)
        yield f"{subject.address}{file}-metadata.json", figures_metadata(site, file, title)
    yield f"{DATA}.csv", figures_csv(site.subjects, services)
    yield f"{DATA}.csv-metadata.json", figures_metadata(site, "figures.csv", f"Performance figures of {site.council}")
    if any(subject.rows for subject in site.subjects):
        book = figures_book(site, services)
        yield f"{DATA}.xlsx", xlsx_of(book)
        yield f"{DATA}.ods", ods_of(book)


def _indicators(press: Press) -> Iterator[File]:
    services = {named.key: named for named in press.site.services}
    for subject in press.site.subjects:
        sheet, facts = indicator_page(press.site, subject, services.get(subject.indicator.service))
        yield sheet.file, press.page("indicator", sheet, **facts)


def _explained(press: Press) -> Iterator[File]:
    """The pages that explain: how to read the site, and who can read it."""
    site = press.site
    how = Sheet("how-to-read/", "How to read this site", "What the lights, arrows and signs mean, and how figures are judged.", [START])  # fmt: skip
    yield how.file, press.page("how_to_read", how, lights=LIGHT_MEANINGS, trends=TREND_MEANINGS, signs=SIGNS)
    who = Sheet("accessibility/", "Accessibility statement", f"How accessible the performance pages of {site.council} are.", [START])  # fmt: skip
    yield who.file, press.page("accessibility", who)


def _groups(press: Press) -> Iterator[File]:
    """A page for each service and each theme, and the lists of them."""
    site = press.site
    for kind, name, groups, members in (
        (SERVICES, "Services", site.services, site.of_service),
        (THEMES, "Themes", site.themes, site.of_theme),
    ):
        up = Crumb(f"{kind}/", name)
        for group in groups:
            mine = members(group.key)
            rows = [subject.row for subject in mine if subject.row]
            said = f"{group.name}: {tally_words(rows)}." if rows else f"{group.name}: no public indicators now."
            sheet = Sheet(address_of(kind, group), group.name, f"{said} Figures of {site.council} up to {site.quarter.label}.", [START, up])  # fmt: skip
            yield sheet.file, press.page("group", sheet, group=group, kind=kind, members=mine, rows=rows)
        about = f"How each of the {kind} of {site.council} is doing in {site.quarter.label}."
        sheet = Sheet(up.address, f"Performance by {kind.removesuffix('s')}", about, [START])
        listed = [(group, address_of(kind, group), members(group.key)) for group in groups]
        yield sheet.file, press.page("groups", sheet, kind=kind, listed=[each for each in listed if each[2]])


def address_of(kind: str, group: Named) -> str:
    """Where a service or a theme has its page."""
    return f"{kind}/{group.words[-1]}/"


def _lists(press: Press, downloads: Mapping[str, bytes]) -> Iterator[File]:
    """The lists of indicators, of corrections and of what can be downloaded."""
    site = press.site
    every = Sheet("indicators/", "All indicators", f"Every public indicator of {site.council}, with its latest figure.", [START])  # fmt: skip
    grouped = [(named, site.of_service(named.key)) for named in site.services]
    dropped = [subject for subject in site.subjects if subject.dropped]
    yield every.file, press.page("indicators", every, grouped=[each for each in grouped if each[1]], dropped=dropped)
    said = f"{many(len(site.corrections), 'figure')} corrected, the latest first."
    corrected = Sheet("revisions/", "Corrected figures", f"Every corrected figure of {site.council}: {said}", [START])
    yield corrected.file, press.page("revisions", corrected)
    data = Sheet("data/", "Data to take further", f"All public performance figures of {site.council} as CSV, Excel and OpenDocument.", [START])  # fmt: skip
    yield data.file, press.page("data", data, files=downloads, stem=DATA)


def _moved(press: Press) -> Iterator[File]:
    """Pages that point on, where a service, a theme or an indicator was found before."""
    site = press.site
    moved = [
        *((SERVICES, each.words, each.name) for each in site.services),
        *((THEMES, each.words, each.name) for each in site.themes),
        *((INDICATORS, each.words, each.indicator.name) for each in site.subjects),
    ]
    for kind, words, name in moved:
        for word in words[:-1]:
            sheet = Sheet(f"{kind}/{word}/", f"{name} has moved", "", [START])
            yield sheet.file, press.page("moved", sheet, target=f"{kind}/{words[-1]}/", name=name)


def _ends(press: Press, pages: list[str]) -> Iterator[File]:
    """The start, and what machines and the lost ask for."""
    site = press.site
    yield "404.html", press.page("not_found", Sheet("404.html", "Page not found", ""))
    yield "robots.txt", _robots(site)
    yield "sitemap.xml", _sitemap(site, pages)
    said = {"council": site.council, "as_at": site.as_at.isoformat(), "quarter": str(site.quarter), "pages": len(pages)}
    yield "edition.json", (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    title = f"How {site.council} is doing"
    home = Sheet(HOME, title, f"{title} in {site.quarter.label}. {' '.join(sentences(site.rows)[:1])}")
    yield home.file, press.page("home", home, **_home(site))


def _home(site: Site) -> dict[str, Any]:
    rows = site.rows
    well = going_well(rows)
    return {
        "lights": LIGHTS,
        "counts": counts(rows),
        "sentences": sentences(rows),
        "red": requires_attention(rows),
        "well": well[:SHOWN_WELL],
        "services": [(address_of(SERVICES, each), each, site.of_service(each.key)) for each in site.services],
        "themes": [(address_of(THEMES, each), each, site.of_theme(each.key)) for each in site.themes],
        "new_reports": site.newest[:SHOWN_NEW],
        "new_corrections": site.corrections[:SHOWN_NEW],
        "to_come": [each for each in reversed(site.releases) if not each.issues][:SHOWN_NEW],
    }


def _robots(site: Site) -> bytes:
    """Everybody may read everything; where the site's address is known, so is that of its map."""
    known = f"Sitemap: {site.base}sitemap.xml\n" if site.base else ""
    return f"User-agent: *\nAllow: /\n{known}".encode()


def _sitemap(site: Site, pages: list[str]) -> bytes:
    """The addresses of all pages; from the server's root where the site's own address is not known."""
    day = site.as_at.astimezone(site.zone).date().isoformat()
    addresses = [file_of(HOME), *pages]
    entries = "".join(
        f"<url><loc>{escape((site.base or '/') + name.removesuffix('index.html'))}</loc><lastmod>{day}</lastmod></url>\n"
        for name in addresses
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{space}">\n{entries}</urlset>\n'.encode()
