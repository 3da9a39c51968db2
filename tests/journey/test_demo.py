"""`mortar demo`: a whole council in one command; a second run changes nothing."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from lxml import html

from tests.flows.public_council import every_byte
from tests.journey.followed_back import made_of_cells, page_of
from tests.journey.mortar import COMMAND, Ran, mortar
from tests.links import broken_links
from transforms.report_plan import FORMATS

pytestmark = pytest.mark.slow

SEED = 7

GOLDEN = {
    "LPI CS 1": ("64.56%", "80%", "requires-attention", "62.93%", "improving", "75.94%", "getting-worse"),
    "LPI CS 3": ("63.73%", "65%", "caution", "62.25%", "improving", "60.54%", "improving"),
    "NI 157a": ("82.61%", "80.00%", "good", "85.71%", "getting-worse", "70.37%", "improving"),
}


ELSEWHERE = {
    "MORTAR_TODAY": "2030-01-01",
    "MORTAR_WAREHOUSE": "postgresql://nowhere/none",
    "MORTAR_LAKE": "file:/nowhere",
    "MORTAR_NOTHING": "x",
}
"""An environment that sets everything otherwise, and something that is no setting."""


def demo(folder: Path) -> Ran:
    """Run the demo, which goes by embedded defaults, where the environment says otherwise."""
    done = subprocess.run(
        [*COMMAND, "demo", str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, **ELSEWHERE},
        timeout=900,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def digests(folder: Path) -> dict[str, str]:
    """The checksum of every file that is meant to last."""
    kept = [path for name in ("lake", "reports", "outbox", "inbox") for path in (folder / name).rglob("*")]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in kept
        if path.is_file()
    }


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The demo council, and what the command said."""
    folder = tmp_path_factory.mktemp("demo") / "council"
    return folder, demo(folder)


def test_it_says_what_happened_what_waits_and_what_to_open(played: tuple[Path, Ran]) -> None:
    folder, ran = played

    assert ran.code == 0, ran.err
    for words in (
        "accepted",
        "taken in part",
        "wait for a checker",
        "refused",
        "came before",
        "held     ",
        "late     ",
        "Lee Banks released LPI RR 1, December 2009, ",
        "Confirmed with the depot: snow and ice",
        "4 faults, first in cell D7: 'awaiting ledger' is not a number.",
        "Sencio monitoring return 24.ods: No sheet has a header row",
    ):
        assert words in ran.out
    assert "nothing changed" not in ran.out
    assert (folder / "warehouse.db").is_file()
    page = folder / "reports" / "scrutiny-2009-10 Q3.html"
    assert f"Open  {page}" in ran.out
    assert page.is_file()
    assert str(folder / "site" / "index.html") in ran.out
    assert (folder / "site" / "index.html").is_file()


def test_the_case_studys_rows_come_out_of_it(played: tuple[Path, Ran]) -> None:
    facts = json.loads((played[0] / "reports" / "scrutiny-2009-10 Q3.json").read_text())
    rows = {row["code"]: row for section in facts["sections"] for row in section["rows"]}

    for code, expected in GOLDEN.items():
        row = rows[code]
        assert (
            row["value_text"], row["target_text"], row["status"],
            row["previous"]["value_text"], row["previous"]["trend"],
            row["previous_year"]["value_text"], row["previous_year"]["trend"],
        ) == expected  # fmt: skip
    assert rows["LPI CS 1"]["commentary"].startswith("Staff shortages, combined with impacts from severe weather")
    assert rows["LPI CS 1"]["commentary"].endswith("options paper on budget cuts to this service.")
    assert rows["LPI CS 3"]["commentary"].startswith("Activity continues to identify new processes")
    assert rows["NI 157a"]["commentary"] == "Commentary not required"
    assert facts["summary"]["indicators"] >= 80
    assert len(facts["sections"]) >= 14


def test_a_second_run_changes_nothing(played: tuple[Path, Ran]) -> None:
    folder, _ = played
    before = digests(folder)

    again = demo(folder)

    assert again.code == 0, again.err
    assert "were sent again; all of them came before, and nothing changed." in again.out
    assert digests(folder) == before


def test_rebuilding_gives_the_same_report(played: tuple[Path, Ran], tmp_path: Path) -> None:
    folder, _ = played
    assert mortar(folder, "rebuild", today="2010-01-20").code == 0

    made = mortar(
        folder, "report", "scrutiny", "--period", "2009-10 Q3", "--as-at", "2010-01-20T09:00:00Z",
        "--format", ",".join(FORMATS), "--out", str(tmp_path), today="2010-01-20",
    )  # fmt: skip

    assert made.code == 0, made.err
    paths = list((folder / "reports").glob("scrutiny-*"))
    assert {path.suffix for path in paths} >= {f".{name}" for name in FORMATS}
    for path in paths:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "report",
    [
        "departmental-street-cleaning-2009-12", "directorate-housing-2009-12", "form-leisure-2009-12",
        "exceptions-finance-2009-12", "management-team-2009-10 Q3", "cabinet-2009-10 Q3", "scrutiny-2009-10 Q3",
        "pack-portfolio-holder-for-housing-2009-10 Q3", "partnership-2009-10 Q3", "leisure-trust-2009-10 Q3",
        "quality-2009-10 Q3", "website-2009-10 Q3", "in-shape-2009-10 Q3", "leisure-year-2008-09", "outturn-2008-09",
        "housekeeping-2008-09",
    ],
)  # fmt: skip
def test_every_audience_of_the_case_study_has_its_report(played: tuple[Path, Ran], report: str) -> None:
    for ending in ("html", "pdf"):
        assert (played[0] / "reports" / f"{report}.{ending}").stat().st_size > 4000


def test_the_same_figure_is_the_same_for_every_audience(played: tuple[Path, Ran]) -> None:
    printed: dict[str, set[tuple[str, str, str]]] = {}
    for path in (played[0] / "reports").glob("*-2009-10 Q3.json"):
        for section in json.loads(path.read_text("utf-8"))["sections"]:
            for row in section["rows"]:
                printed.setdefault(row["code"], set()).add((row["value_text"], row["target_text"], row["status"]))

    assert len(printed) > 100
    assert {code: told for code, told in printed.items() if len(told) > 1} == {}


def test_its_senders_are_compared_fairly_and_the_late_partner_has_a_page(
    played: tuple[Path, Ran], tmp_path: Path
) -> None:
    folder, _ = played
    asked = ("timeliness", "--format", "json", "--as-at", "2010-01-20T10:00:00Z", "--out", str(tmp_path))

    table = mortar(folder, *asked, today="2010-01-21")
    assert table.code == 0, table.err
    page = (tmp_path / "timeliness.html").read_bytes()
    again = mortar(folder, *asked, today="2010-01-21")
    pct = mortar(folder, *asked, "--sender", "west-kent-pct", today="2010-01-21")

    rows = {row["sender"]: row for row in table.facts["senders"]}
    assert (rows["west-kent-pct"]["place"], rows["west-kent-pct"]["on_time"]["number"]) == (13, 4)
    assert rows["kent-county-council"]["place"] == rows["dwp"]["place"] == rows["housing"]["place"] == 1
    assert rows["sencio-leisure"]["right_first_time"] == {"number": 11, "of": 12, "percent": 92}
    assert rows["environmental-operations"]["holds"]["released"] == 1
    assert (again.facts, (tmp_path / "timeliness.html").read_bytes()) == (table.facts, page)
    assert [one["days"] for one in pct.facts["returns"]] == [0, 1, 3, 0, 0, 2, 0, 3, 2, 1, 3, 1]
    assert "Had the day been the 18th" in (tmp_path / "timeliness-west-kent-pct.html").read_text()


def test_its_data_quality_is_told_of_all_and_of_each_sender(played: tuple[Path, Ran]) -> None:
    reports = played[0] / "reports"
    pages = {path.name: path.read_text("utf-8") for path in reports.glob("data-quality*.html")}

    assert len(pages) == 14
    assert "36 stood in another place" in pages["data-quality-west-kent-pct.html"]
    assert "Consider yearly" in (reports / "housekeeping-2008-09.html").read_text("utf-8")


def test_its_public_site_shows_what_is_public_and_every_link_leads_somewhere(played: tuple[Path, Ran]) -> None:
    folder, _ = played
    ran = mortar(folder, "site", "--format", "json", today="2010-01-20")
    assert ran.code == 0, ran.err
    assert ran.facts["quarter"] == "2009-10 Q3"

    site = folder / "site"
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert broken_links(files) == []
    with (folder / "register" / "indicators.csv").open(encoding="utf-8") as register:
        hidden = [row for row in csv.DictReader(register) if row["public"] == "no"]
    told = {
        (name, row["code"])
        for name, content in every_byte(files)
        for row in hidden
        if row["name"].encode() in content or re.search(rf"\b{re.escape(row['code'])}\b".encode(), content)
    }
    assert hidden
    assert told == set()
    for code, (figure, target, *_) in GOLDEN.items():
        page = files[f"indicators/{code.casefold().replace(' ', '-')}/index.html"].decode()
        assert f'content="{figure} in October to December 2009, target {target}: ' in page


def test_the_public_reads_the_same_of_signal_or_noise_as_the_committee(played: tuple[Path, Ran]) -> None:
    folder, _ = played
    facts = json.loads((folder / "reports" / "scrutiny-2009-10 Q3.json").read_text("utf-8"))
    rows = {row["code"]: row for section in facts["sections"] for row in section["rows"] if row["variation"]}

    pages = [html.parse(page).getroot() for page in (folder / "site" / "indicators").glob("*/index.html")]
    told = {page.xpath("string(//*[@class='eyebrow']/*[@class='code'])"): page.find_class("noise") for page in pages}
    both = {code: noise for code, noise in told.items() if code in rows and rows[code]["value"] is not None}
    assert len(both) > 20
    for code, noise in both.items():
        words = [" ".join(each.text_content().split()) for each in noise]
        labels = filter(None, [rows[code]["variation_label"], rows[code]["assurance_label"]])
        assert words == ([f"{'. '.join(labels)} {rows[code]['signal']}"] if rows[code]["signal"] else []), code


def test_ten_figures_chosen_at_random_lead_to_the_cells_that_hold_them(played: tuple[Path, Ran]) -> None:
    folder, _ = played
    facts = json.loads((folder / "reports" / "scrutiny-2009-10 Q3.json").read_text("utf-8"))
    rows = [row for section in facts["sections"] for row in section["rows"]]
    printed = [(row["code"], each) for row in rows for each in (row, row["previous"], row["previous_year"])]
    report = html.fromstring((folder / "reports" / "scrutiny-2009-10 Q3.html").read_bytes())
    with (folder / "register" / "indicators.csv").open(encoding="utf-8") as register:
        registered = {row["code"]: row for row in csv.DictReader(register)}

    for code, told in Random(SEED).sample([each for each in printed if each[1]["value"] is not None], 10):
        asked = ("trace", code, told["period"], "--as-at", facts["as_at"])
        traced = mortar(folder, *asked, "--format", "json", today="2010-01-20").facts
        page = page_of(folder, traced)

        assert traced["value_text"] == told["value_text"]
        assert page in report.xpath("//td//a/@href")
        assert made_of_cells(folder, traced, registered) == Decimal(str(told["value"])), (code, told["period"])


def test_every_link_of_every_report_leads_to_a_page_and_none_for_the_public(played: tuple[Path, Ran]) -> None:
    reports = played[0] / "reports"
    files = {path.relative_to(reports).as_posix(): path.read_bytes() for path in reports.rglob("*.html")}
    linking = {name for name, content in files.items() if b'href="figures/' in content}

    assert broken_links(files) == []
    assert {"scrutiny-2009-10 Q3.html", "cabinet-2009-10 Q3.html", "management-team-2009-10 Q3.html"} <= linking
    assert not {name for name in linking if name.startswith(("website", "in-shape"))}
    assert len([name for name in files if name.startswith("figures/")]) > 400
