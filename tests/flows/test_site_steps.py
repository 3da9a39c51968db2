"""The public site shows what is public, as every report does, and nothing else; what was once there stays."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from flows.decide import holds_of
from flows.site_steps import is_out_of_date
from infra.settings import Settings
from infra.wiring import House
from tests.council import SERVICES, TARGETS, at, utc
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import CORRECTED, LATE, LATER, NEXT, send
from tests.flows.odd_figure import hold_odd_figure
from tests.flows.public_council import (
    SECRET_CODE,
    SECRET_WORDS,
    every_byte,
    indicators,
    make_public_council,
    pages_of,
    publish_site,
    register_anew,
    release,
)  # fmt: skip
from tests.links import broken_links

pytestmark = pytest.mark.slow

PAGE = "indicators/ni-157a/index.html"


@pytest.fixture
def public(tmp_path: Path) -> House:
    """A council with figures, before anything went out."""
    return make_public_council(tmp_path)


@pytest.fixture
def out(public: House) -> House:
    """The council on the day on which its public report went out."""
    return release(public)


def pages(files: Mapping[str, bytes]) -> dict[str, html.HtmlElement]:
    """The pages of the site itself; reports lie there as they went out."""
    ours = ((name, content) for name, content in files.items() if "version-" not in name)
    return {name: html.fromstring(content) for name, content in ours if name.endswith(".html")}


def words(page: bytes) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def test_an_indicators_page_says_what_the_report_says(out: House) -> None:
    page = html.fromstring(pages_of(out)[PAGE])

    [description] = page.xpath("//meta[@name='description']/@content")
    assert description.startswith("82.61% in October to December 2009, target 80.00%: Good.")
    assert page.xpath("//title/text()")[0].startswith("Processing of planning applications: Major applications")
    assert "Getting Worse from 85.71% in July to September 2009" in words(html.tostring(page))
    assert [cell.text_content() for cell in page.xpath("//section[@aria-labelledby='table-1']//tbody/tr[1]/*")][:3] == [
        "October to December 2009",
        "82.61%",
        "80.00%",
    ]


def test_every_page_has_one_heading_a_title_of_its_own_and_a_description(out: House) -> None:
    made = pages(pages_of(out))

    assert all(len(page.xpath("//h1")) == 1 for page in made.values())
    titles = [page.xpath("string(//title)") for page in made.values()]
    assert len(titles) == len(set(titles))
    described = {name for name, page in made.items() if page.xpath("//meta[@name='description']")}
    assert made.keys() - described == {"404.html"}


def test_every_link_leads_to_a_file_that_is_there(out: House) -> None:
    assert broken_links(pages_of(out)) == []


NO_WORD = st.text("bcdfghjklmnpqrstvwxz", min_size=12, max_size=30)
"""Names without a vowel: Hypothesis also draws words of our own source, and some of those stand on every page."""


@settings(max_examples=4, deadline=None)
@given(NO_WORD)
def test_what_is_not_public_is_in_no_byte(name: str) -> None:
    with TemporaryDirectory() as folder:
        house = release(make_public_council(Path(folder), secret_name=name))
        files = pages_of(house)
        house.engine.dispose()

    hidden = [name, SECRET_CODE, "ni-777", SECRET_WORDS, "31415", "31,415", "27182"]
    told = {(file, each) for file, content in every_byte(files) for each in hidden if each.encode() in content}
    assert told == set()


def test_a_held_figure_is_not_shown(public: House) -> None:
    hold_odd_figure(public)
    assert [hold.observation.code for hold in holds_of(public)] == ["LPI CS 1"]

    files = pages_of(public)
    assert "64.56%" in words(files["indicators/lpi-cs-1/index.html"])
    assert [name for name, content in every_byte(files) if b"120.00" in content] == []


def test_a_figure_that_is_withheld_now_is_nowhere_told_by_what_it_was(out: House) -> None:
    publish_site(out)
    send(at(out, NEXT), "cs", "Code,Value,Period\nLPI CS 3,[c],Q3 2009/10\n", "withheld")
    later = at(out, LATER)
    issue_due(later)

    files = publish_site(later)
    assert [name for name, content in every_byte(files) if b"63.73" in content] == []
    assert "Withheld [c]" in words(files["indicators/lpi-cs-3/index.html"])
    assert "not shown any more" in words(files["reports/website/2009-10-q3/index.html"])


def test_the_same_instant_gives_the_same_bytes_whatever_comes_later(out: House) -> None:
    instant = utc("2010-01-29T08:00:00")
    before = pages_of(at(out, NEXT), instant)
    send(at(out, NEXT), "dev", LATE, "bins")
    register_anew(at(out, NEXT), indicators=indicators(but="NI 137"))

    assert pages_of(at(out, LATER), instant) == before


def test_a_dropped_indicator_keeps_its_page_with_a_notice(out: House) -> None:
    publish_site(out)
    later = at(out, NEXT)
    targets = "".join(line for line in TARGETS.splitlines(keepends=True) if not line.startswith("NI 157a"))
    register_anew(later, indicators=indicators(but="NI 157a"), targets=targets)

    files = publish_site(later)
    assert "This indicator is measured no more" in words(files[PAGE])
    assert "82.61%" in words(files[PAGE])
    assert b"ni-157a" in files["indicators/index.html"]
    assert b"ni-157a" not in files["services/development-services/index.html"]
    assert broken_links(files) == []


def test_a_renamed_service_leaves_a_page_that_points_on(out: House) -> None:
    publish_site(out)
    later = at(out, NEXT)
    register_anew(later, services=SERVICES.replace("Development Services", "Planning & Building"))

    files = publish_site(later)
    [refresh] = html.fromstring(files["services/development-services/index.html"]).xpath(
        "//meta[@http-equiv='refresh']/@content"
    )
    assert refresh == "0; url=../../services/planning-and-building/index.html"
    assert "Planning & Building" in words(files["services/planning-and-building/index.html"])
    assert broken_links(files) == []


def test_what_is_public_no_more_leaves_a_page_that_does_not_name_it(out: House) -> None:
    first = publish_site(out)
    later = at(out, NEXT)
    register_anew(later, indicators=indicators(hidden="LPI RR 1"))

    files = publish_site(later)
    assert "indicators/lpi-rr-1/index.html" in first
    assert "was withdrawn" in words(files["indicators/lpi-rr-1/index.html"])
    assert first.keys() <= files.keys()
    told = [name for name, content in every_byte(files) if b"Missed bins" in content or b"LPI RR 1" in content]
    assert told == []
    assert broken_links(files) == []


def test_a_figure_corrected_after_publication_is_told_on_its_page_in_the_list_and_with_the_report(out: House) -> None:
    send(at(out, NEXT), "dev", CORRECTED, "corrected")
    later = at(out, LATER)
    issue_due(later)
    files = pages_of(later)

    assert "Corrected after publication December 2009: it was 77.78% and is 83.33%" in words(files[PAGE])
    [row] = html.fromstring(files["revisions/index.html"]).xpath("//tbody/tr")
    assert [" ".join(cell.text_content().split()) for cell in row][1:] == [
        "December 2009", "77.78%", "83.33%", "2 February 2010", "Yes",
    ]  # fmt: skip
    report = words(files["reports/website/2009-10-q3/index.html"])
    assert "Corrected: version 2 takes the place of version 1" in report
    assert {f"reports/website/2009-10-q3/version-{number}/website-2009-10 Q3.html" for number in (1, 2)} <= files.keys()


def test_only_reports_that_are_to_be_published_are_on_the_site_and_in_its_calendar(out: House) -> None:
    files = pages_of(out)

    assert {name.split("/")[1] for name in files if name.startswith("reports/") and name.count("/") > 2} == {"website"}
    assert [name for name, content in every_byte(files) if b"P&amp;G" in content] == []
    calendar = words(files["release-calendar/index.html"])
    assert "How your council is doing - Quarter 4" in calendar
    assert "30 April 2010" in calendar


def test_the_site_ends_with_the_last_quarter_released_unless_somebody_asks(public: House) -> None:
    assert json.loads(pages_of(public, asked=False)["edition.json"])["quarter"] == "2009-10 Q2"
    assert b"82.61" not in b"".join(pages_of(public, asked=False).values())
    assert json.loads(pages_of(public, asked=True)["edition.json"])["quarter"] == "2009-10 Q3"
    assert json.loads(pages_of(release(public), asked=False)["edition.json"])["quarter"] == "2009-10 Q3"


def test_the_site_is_out_of_date_when_a_public_report_went_out_or_a_shown_figure_changed(public: House) -> None:
    assert not is_out_of_date(public)

    day = release(public)
    assert is_out_of_date(day)
    publish_site(at(day, "2010-01-29T09:00:00Z"))
    assert not is_out_of_date(at(day, "2010-01-30T09:00:00Z"))

    send(at(day, NEXT), "cs", f"Code,Value,Period\n{SECRET_CODE},31416,Oct-09\nLPI CS 1,66,Jan-10\n", "of no concern")
    assert not is_out_of_date(at(day, LATER))
    send(at(day, NEXT), "dev", CORRECTED, "corrected")
    assert is_out_of_date(at(day, LATER))


def test_with_its_address_known_a_page_names_it_and_the_map_is_found(out: House) -> None:
    known = Settings(**{**out.settings.model_dump(), "site_address": "https://performance.council.example"})
    files = pages_of(House(out.workspace, known))

    assert html.fromstring(files[PAGE]).xpath("//link[@rel='canonical']/@href") == [
        "https://performance.council.example/indicators/ni-157a/"
    ]
    assert b"Sitemap: https://performance.council.example/sitemap.xml" in files["robots.txt"]
    places = set(re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"].decode()))
    assert "https://performance.council.example/indicators/ni-157a/" in places
    assert not any(b"canonical" in page for page in pages_of(out).values())


def test_a_figure_stands_beside_those_of_other_councils(out: House) -> None:
    others = "Code,Authority,Value,Period,Group\nNI 157a,Dover,79.1%,Q3 2009/10,Kent districts\n"
    send(at(out, NEXT), "dev", others, "kent")

    files = pages_of(at(out, LATER))
    assert "Kent districts, October to December 2009 1st of 2: second quartile" in words(files[PAGE])
    rows = html.fromstring(files[PAGE]).xpath("//section[@aria-labelledby='beside']//tbody/tr")
    assert [[cell.text for cell in row] for row in rows][1] == ["Dover", "79.10%"]
    assert broken_links(files) == []


def test_hostile_words_stay_words(out: House) -> None:
    send(at(out, NEXT), "cs", 'Code,Value,Period,Commentary\nLPI CS 1,64,Q3 2009/10,"</script><b>=1+1"\n', "hostile")
    register_anew(at(out, NEXT), indicators=indicators().replace("Visitors to reception", "</script><i>Visitors"))

    files = pages_of(at(out, LATER))
    assert not any(page.xpath("//b | //i") for page in pages(files).values())
    [linked] = html.fromstring(files["indicators/lpi-cs-7/index.html"]).xpath("//script/text()")
    assert json.loads(linked)["name"] == "</script><i>Visitors (LPI CS 7)"
