"""Each figure of a report leads to a page on which it is followed back to its cells."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html
from starlette.applications import Starlette

from flows.cli import main
from flows.decide import decide, holds_of
from flows.figure_pages import pages_as_at, write_figure_pages
from flows.report_steps import settled_instant, write_document
from flows.trace import trace
from flows.up.files import files_of
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import at, drop
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import CORRECTED, LATER, NEXT, send
from tests.flows.make_document import make_document
from tests.flows.public_council import make_public_council, release
from tests.flows.take_in import take_in
from tests.flows.up.served import served
from tests.links import broken_links
from transforms.figure_address import folder_as_at
from transforms.issue import Issue
from transforms.observation import Decided
from transforms.period import Period

pytestmark = pytest.mark.slow

Q3, DECEMBER = Period.quarter(2009, 3), Period.month(2009, 12)
HEADER = "Code,Numerator,Denominator,Period,Commentary\n"


def written(folder: Path) -> Mapping[str, bytes]:
    """Every file of a folder, by its name from there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def page_of(house: House, code: str = "NI 157a", period: Period = Q3) -> str:
    """The page of a figure as known now, as a reader sees it."""
    pages = pages_as_at(house, settled_instant(house))
    return " ".join(html.fromstring(pages.page(pages.evidence.trace(code, period))).text_content().split())


def test_each_figure_of_a_report_that_went_out_leads_to_its_page(went_out: House) -> None:
    files = written(went_out.workspace / "reports")
    links = html.fromstring(files["scrutiny-2009-10 Q3.html"]).xpath("//td//a")

    assert {link.text for link in links} >= {"64.56%", "62.93%", "75.94%", "82.61%", "85.71%", "70.37%"}
    assert broken_links(files) == []
    pages = {link.get("href"): link.text for link in links}
    for address, figure in pages.items():
        assert figure in html.fromstring(files[address]).xpath("string(//h1)")


def test_a_page_says_how_the_figure_was_made_and_shows_its_cells(went_out: House) -> None:
    page = page_of(went_out)

    assert "19 ÷ 23 × 100 = 82.61%" in page
    assert "Made of 3 months: all numerators together, divided by all denominators together." in page
    for words in ("golden.csv, line 2, columns 2 and 3", "Development Services", "5 numerator6 denominator"):
        assert words in page


def test_the_same_instant_gives_the_same_pages_whenever_they_are_made(went_out: House, tmp_path: Path) -> None:
    [issue] = [each for each in _issues(went_out) if each.report == "scrutiny"]
    before = written(went_out.workspace / "reports" / folder_as_at(issue.as_at))

    later = at(went_out, LATER)
    send(later, "dev", CORRECTED, "corrected")
    rebuild(later.engine, later.lake)
    pages_as_at.cache_clear()
    document = make_document(later, "scrutiny", "2009-10 Q3", issue.as_at)
    write_figure_pages(later, document, ["html"], tmp_path / "again")

    assert before
    assert written(tmp_path / "again" / folder_as_at(issue.as_at)) == before


def _issues(house: House) -> list[Issue]:
    with house.glimpse() as knowledge:
        return knowledge.issues()


def test_reports_for_the_public_lead_to_no_page_and_have_none(tmp_path: Path) -> None:
    house = release(make_public_council(tmp_path / "council"))
    reports = house.workspace / "reports"

    public = html.fromstring((reports / "website-2009-10 Q3.html").read_bytes())
    internal = html.fromstring((reports / "scrutiny-2009-10 Q3.html").read_bytes())

    assert public.xpath("//a[contains(@href, 'figures/')]") == []
    assert internal.xpath("//a[contains(@href, 'figures/')]")
    document = make_document(house, "website", "2009-10 Q3")
    assert write_figure_pages(house, document, ["html"], tmp_path / "out") == []
    assert not (tmp_path / "out").exists()


def test_a_report_without_html_needs_no_pages(went_out: House, tmp_path: Path) -> None:
    document = make_document(went_out, "scrutiny", "2009-10 Q3")

    assert write_figure_pages(went_out, document, ["pdf", "json"], tmp_path) == []


def test_a_correction_a_repetition_and_what_was_sent_back_are_told(house: House) -> None:
    first = at(house, "2010-01-18T09:00:00Z")
    send(first, "cs", f"{HEADER}LPI CS 1,400,500,Dec-09,\nLPI CS 3,300,500,Dec-09,\n", "first")
    second = at(house, "2010-01-19T09:00:00Z")
    send(second, "cs", f"{HEADER}LPI CS 1,400,500,Dec-09,\nLPI CS 3,310,500,Dec-09,\n", "second")
    third = at(house, "2010-01-20T09:00:00Z")
    send(third, "cs", f"{HEADER}LPI CS 1,many,500,Dec-09,\nLPI CS 3,310,500,Dec-09,\n", "third")

    [said] = trace(third, "LPI CS 1", DECEMBER, None).steps
    revised = trace(third, "LPI CS 3", DECEMBER, None)

    assert [receipt.file for receipt in said.repeated] == ["second.csv"]
    assert [[receipt.file for receipt in step.repeated] for step in revised.steps] == [[], ["third.csv"]]
    assert [(change.was, change.now) for change in revised.revisions] == [("60.00%", "62.00%")]
    assert "Unchanged in second.csv" in page_of(third, "LPI CS 1", DECEMBER)
    assert "'many' is not a number." in page_of(third, "LPI CS 1", DECEMBER)
    assert "60.00%62.00%" in page_of(third, "LPI CS 3", DECEMBER)


def test_a_released_figure_names_its_checker_and_the_reason(house: House) -> None:
    later = at(house, "2010-01-18T09:00:00Z")
    send(later, "cs", f"{HEADER}LPI CS 1,600,500,Dec-09,\n", "odd")
    decide(later, holds_of(later)[0].short_id, Decided.RELEASED, "Lee Banks", "Counted twice a call")

    page = page_of(at(house, "2010-01-19T09:00:00Z"), "LPI CS 1", DECEMBER)

    assert "Held, then released" in page
    assert "Released by Lee Banks, 18 January 2010 at " in page
    assert "Counted twice a call" in page


def test_what_strangers_wrote_is_no_markup_and_mail_addresses_are_not_shown(house: House) -> None:
    rows = '<script>alert(1)</script>,x,,,\nLPI CS 1,1,3,Dec-09,"Ask ann.bell@council.example <b>now</b>"\n'
    drop(house, "cs", "<img src=x> ann@bell.example.csv", HEADER + rows)
    take_in(house)
    pages = pages_as_at(house, settled_instant(house))

    page = pages.page(pages.evidence.trace("LPI CS 1", DECEMBER)).decode()

    assert html.fromstring(page).xpath("//script | //img | //b") == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "@" not in page.partition("</style>")[2]
    assert "Ask [mail address] &lt;b&gt;now&lt;/b&gt;" in page


def test_a_file_that_cannot_be_opened_any_more_is_said_to_be_so_in_words(house: House) -> None:
    send(house, "cs", f"{HEADER}LPI CS 1,1,3,Dec-09,\n", "gone")
    [step] = trace(house, "LPI CS 1", DECEMBER, None).steps
    sha256 = step.observation.sha256
    (house.workspace / "lake" / "raw" / sha256[:2] / sha256).unlink()

    page = page_of(at(house, NEXT), "LPI CS 1", DECEMBER)

    assert f"The cell cannot be shown: The lake has lost the file {sha256}." in page
    assert "1 out of 3" in page


def test_the_command_writes_one_page(
    went_out: House, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_TODAY", "2010-02-20")
    asked = ["-C", str(went_out.workspace), "trace", "NI 157a", "2009-10 Q3", "--format", "html"]

    assert main([*asked, "--out", str(tmp_path / "one")]) == 0

    page = tmp_path / "one" / "ni-157a-2009-10-q3.html"
    assert capsys.readouterr().out == f"{page}\n"
    assert "82.61%" in page.read_text("utf-8")


def test_the_terminal_is_told_the_same_within_eighty_columns(
    went_out: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_TODAY", "2010-02-20")

    main(["-C", str(went_out.workspace), "trace", "NI 157a", "2009-10 Q3"])

    told = capsys.readouterr().out
    assert "19/23" in told
    assert "Development Services" in told
    assert "numerator B2, denominator C2" in " ".join(told.split())
    assert max(map(len, told.splitlines())) <= 80


def test_a_report_on_request_has_its_pages_beside_it(went_out: House, tmp_path: Path) -> None:
    document = make_document(at(went_out, NEXT), "scrutiny", "2009-10 Q3")

    write_document(document, ["html"], tmp_path)
    paths = write_figure_pages(at(went_out, NEXT), document, ["html"], tmp_path)

    assert len(paths) == len(document.figure_pages) > 6
    assert broken_links(written(tmp_path)) == []


@pytest.mark.parametrize("name", ["..", "%2e%2e", "2010-01-29T070000Z", ".hidden"])
def test_pages_are_served_beside_the_reports_and_nothing_else_is(went_out: House, name: str) -> None:
    [folder] = (went_out.workspace / "reports" / "figures").iterdir()
    with served(Starlette(routes=files_of(went_out))) as client:
        page = client.get(f"/reports/figures/{folder.name}/ni-157a-2009-10-q3.html")
        other = client.get(f"/reports/figures/{name}/mortar.toml")

    assert page.status_code == 200
    assert "sandbox" in page.headers["content-security-policy"]
    assert other.status_code == 404


def test_the_old_copies_of_a_report_keep_their_pages(went_out: House) -> None:
    later = at(went_out, NEXT)
    send(later, "dev", CORRECTED, "corrected")
    assert [issue.version for issue in issue_due(at(went_out, LATER))] == [2]

    files = written(went_out.workspace / "reports")
    assert broken_links(files) == []
    assert len({name.split("/")[1] for name in files if name.startswith("figures/")}) == 2
