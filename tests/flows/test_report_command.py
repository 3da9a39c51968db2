"""What `mortar report` says of instants and folders that will not do; it runs on Prefect's server."""

from __future__ import annotations

from pathlib import Path

import pytest

from infra.wiring import House
from tests.journey.mortar import mortar

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("as_at", ["9999-12-31", "0001-01-01"])
def test_an_extreme_instant_is_wrong_usage(house: House, as_at: str) -> None:
    ran = mortar(house.workspace, "report", "scrutiny", "--period", "2009-12", "--as-at", as_at)

    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert not (house.workspace / "mortar.log").exists()


def test_a_folder_that_cannot_be_written_is_wrong_usage(house: House, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")

    ran = mortar(house.workspace, "report", "scrutiny", "--period", "2009-12", "--out", str(file))

    assert (ran.code, ran.out) == (2, "")
    # not by its place: at its end Python may warn of what Prefect leaves open
    assert [line for line in ran.err.splitlines() if line.startswith(f"{file} cannot be written")]
    assert not (house.workspace / "mortar.log").exists()


def test_a_report_that_went_out_stays_what_its_audience_read(went_out: House) -> None:
    page = went_out.workspace / "reports" / "scrutiny-2009-10 Q3.html"
    read = page.read_bytes()

    ran = mortar(went_out.workspace, "report", "scrutiny", "--period", "2009-10 Q3", today="2010-02-20")

    assert ran.code == 0, ran.err
    assert page.read_bytes() == read
    assert (page.parent / "on request" / page.name).is_file()
