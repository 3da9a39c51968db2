from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette

from flows.up.files import files_of
from infra.wiring import House
from tests.council import make_council
from tests.flows.up.served import served

HOSTILE = 'Q3 "returns"\r\nSet-Cookie: x=1 <b>.xlsx'


def files(house: House) -> AbstractContextManager[httpx.Client]:
    """The files of a house on a real server."""
    return served(Starlette(routes=files_of(house)))


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    house = make_council(tmp_path)
    (house.workspace / "reports").mkdir(exist_ok=True)
    (house.workspace / "reports" / "scrutiny-2009-10 Q3.html").write_text("<h1>Q3</h1>", "utf-8")
    (house.workspace / "secret.txt").write_text("not for you", "utf-8")
    with files(house) as client:
        yield client


def test_a_report_is_served_and_nothing_in_it_runs_in_the_name_of_the_ui(client: httpx.Client) -> None:
    answer = client.get("/reports/scrutiny-2009-10 Q3.html")
    assert answer.text == "<h1>Q3</h1>"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_pdf_is_shown_by_the_browsers_own_viewer_and_a_workbook_is_saved(
    client: httpx.Client, tmp_path: Path
) -> None:
    for name in ("a.pdf", "a.xlsx"):
        (tmp_path / "reports" / name).write_bytes(b"%PDF-1.7")

    shown, saved = client.get("/reports/a.pdf"), client.get("/reports/a.xlsx")

    assert shown.headers["content-type"] == "application/pdf"
    assert not {"content-security-policy", "content-disposition"} & set(shown.headers)
    assert saved.headers["content-disposition"].startswith("attachment")


def test_a_report_that_was_asked_for_is_served_from_its_own_folder(client: httpx.Client, tmp_path: Path) -> None:
    (tmp_path / "reports" / "on request").mkdir()
    (tmp_path / "reports" / "on request" / "cabinet-2009-10 Q3.html").write_text("<h1>Now</h1>", "utf-8")

    assert client.get("/reports/on request/cabinet-2009-10 Q3.html").text == "<h1>Now</h1>"
    assert client.get("/reports/on request/..%2Fscrutiny-2009-10 Q3.html").status_code == 404


@pytest.mark.parametrize("name", ["..%2Fsecret.txt", "%2e%2e%2fmortar.toml", "nothing.html", ".hidden", "..", "%00"])
def test_nothing_outside_the_reports_is_served(client: httpx.Client, name: str) -> None:
    assert client.get(f"/reports/{name}").status_code == 404


def test_a_return_is_served_byte_for_byte_as_a_file_to_save_whatever_its_name(tmp_path: Path) -> None:
    house = make_council(tmp_path)
    sha256 = house.lake.keep(b"as it was sent")
    with files(house) as client:
        answer = client.get(f"/returns/{sha256}/{quote(HOSTILE)}")
    assert answer.content == b"as it was sent"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Q3%20%22returns%22")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("sha256", ["0" * 64, "..", "a", "%2e%2e%2f"])
def test_what_the_lake_does_not_hold_is_not_found(client: httpx.Client, sha256: str) -> None:
    assert client.get(f"/returns/{sha256}/x.xlsx").status_code == 404
