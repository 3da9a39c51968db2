"""The steps by which the public site is published, each a plain function; the flow `reports_to_site` runs them as tasks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.site_material import public_knowledge, quarter_to_show, site_of
from infra.clock import parse_instant
from infra.public_site import MARK
from infra.wiring import House
from reports.site.pages import files_of_site, withdrawn_file
from reports.site.site import Site
from transforms.period import Period
from transforms.public import is_public, is_published
from transforms.read_period import named_period

ASSETS = "assets/"
"""Where files are named for what is in them: readers of an older page need them still."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that was published: its instant and the quarter with which it ends."""

    as_at: datetime
    quarter: Period


def edition_shown(house: House) -> Edition | None:
    """The edition that the public reads now; `None` where there is none."""
    try:
        said = json.loads(house.site.get(MARK))
    except KeyError:
        return None
    return Edition(parse_instant(said["as_at"]), named_period(said["quarter"], house.council.year_start))


def is_out_of_date(house: House) -> bool:
    """Whether a public report went out since the edition that is read, or a figure that it shows became otherwise.

    Where nothing was ever published it is the first public report that begins the site.
    """
    shown = edition_shown(house)
    with house.glimpse() as knowledge:
        register, issues = knowledge.register(), knowledge.issues()
        went_out = [issue for issue in issues if is_published(register, issue.report)]
        if shown is None:
            return bool(went_out)
        news = knowledge.news_since(shown.as_at)
    if any(issue.as_at > shown.as_at for issue in went_out):
        return True
    return any(period.end <= shown.quarter.end and is_public(register, code, period) for code, period in news)


def make_site(house: House, instant: datetime, *, asked: bool) -> Site:
    """All that the site shows as at an instant.

    By itself it ends with the last quarter released, and never before the one that is shown; for whoever asks for it, with the
    last of which something is known.
    """
    public = public_knowledge(house, instant)
    quarter, shown = quarter_to_show(public, asked=asked), edition_shown(house)
    return site_of(public, quarter if asked or shown is None else max(quarter, shown.quarter))


def print_pages(site: Site) -> Mapping[str, bytes]:
    """Every file of the site, in the order in which they may become seen."""
    return files_of_site(site)


def publish(house: House, site: Site, files: Mapping[str, bytes]) -> int:
    """Publish the files; returns how many there are.

    What an earlier edition had and this one has not is not forgotten: at its address stands that it was withdrawn.
    """
    gone = [name for name in house.site.lying() if name not in files]
    kept = {name: house.site.get(name) if name.startswith(ASSETS) else withdrawn_file(site, name) for name in gone}
    house.site.publish({**kept, **files})
    return len(files)
