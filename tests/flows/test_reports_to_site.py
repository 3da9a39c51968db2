"""The public site is published with the reports that are public, and whenever somebody asks for it; in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from infra.wiring import House
from tests.council import at
from tests.flows.late_figure import CORRECTED, ITS_DAY, LATER, NEXT, send
from tests.flows.public_council import make_public_council
from tests.journey.mortar import environment, mortar

pytestmark = pytest.mark.slow

PAGE = "indicators/ni-157a/index.html"
ISSUING = """\
import sys
from pathlib import Path
from flows.orchestration import prefect_running
workspace, *instants = sys.argv[1:]
with prefect_running(Path(workspace)):
    from flows.warehouse_to_reports import issue_reports
    for instant in instants:
        print(*sorted(issue.report for issue in issue_reports(workspace, "", instant)))
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A council whose public report has yet to go out."""
    return make_public_council(tmp_path / "council")


def issue_at(house: House, *instants: str) -> list[str]:
    """Run the flow that issues reports at these instants; returns what went out at each."""
    asked = [sys.executable, "-c", ISSUING, str(house.workspace), *instants]
    ran = subprocess.run(asked, capture_output=True, text=True, env=environment("2010-01-18"), timeout=300, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_with_a_public_report_the_site_goes_out_and_again_when_a_figure_is_corrected(house: House) -> None:
    site = house.workspace / "site"

    assert issue_at(house, "2010-01-28T07:00:00Z") == [""]
    assert not (site / "index.html").exists()

    assert issue_at(house, ITS_DAY, "2010-01-30T07:00:00Z") == ["scrutiny website", ""]
    assert "82.61% in October to December 2009" in (site / PAGE).read_text("utf-8")
    assert json.loads((site / "edition.json").read_text())["as_at"].startswith("2010-01-29")

    send(at(house, NEXT), "dev", CORRECTED, "corrected")
    assert issue_at(house, LATER) == ["scrutiny website"]
    assert "Corrected after publication" in (site / PAGE).read_text("utf-8")


def test_a_site_that_cannot_be_written_stops_no_report_and_is_made_up(house: House) -> None:
    own = house.workspace / "site" / "index.html"
    own.write_text("somebody's own")

    assert issue_at(house, ITS_DAY) == ["scrutiny website"]
    assert own.read_text() == "somebody's own"

    own.unlink()
    assert issue_at(house, "2010-02-01T07:00:00Z") == [""]
    assert (house.workspace / "site" / PAGE).is_file()


def test_somebody_publishes_it_now_into_a_folder(house: House, tmp_path: Path) -> None:
    ran = mortar(house.workspace, "site", "--out", str(tmp_path / "out"), "--format", "json")

    assert ran.code == 0, ran.err
    assert ran.facts["quarter"] == "2009-10 Q3"
    assert json.loads((tmp_path / "out" / "edition.json").read_text())["council"] == "Sevenoaks District Council"
    assert not (house.workspace / "site" / "index.html").exists()


def test_a_folder_of_somebody_elses_is_wrong_usage(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    ran = mortar(house.workspace, "site", "--out", str(folder))

    assert (ran.code, ran.out) == (2, "")
    assert "holds what was not published there" in ran.err
    assert (folder / "letter.txt").read_text() == "mine"
