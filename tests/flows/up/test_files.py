from __future__ import annotations

import socket
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from flows.up.files import files_of
from infra.wiring import House
from tests.council import council_at, make_council

HOSTILE = 'Q3 "returns"\r\nSet-Cookie: x=1 <b>.xlsx'


@contextmanager
def served(house: House) -> Iterator[httpx.Client]:
    """The files of a house on a real server."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=files_of(house)), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}") as client:
            yield client
        server.should_exit = True
        thread.join()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    house = make_council(tmp_path)
    (house.workspace / "reports").mkdir(exist_ok=True)
    (house.workspace / "reports" / "scrutiny-2009-10 Q3.html").write_text("<h1>Q3</h1>", "utf-8")
    (house.workspace / "secret.txt").write_text("not for you", "utf-8")
    with served(house) as client:
        yield client


def test_a_report_is_served_and_nothing_in_it_runs_in_the_name_of_the_ui(client: httpx.Client) -> None:
    answer = client.get("/reports/scrutiny-2009-10 Q3.html")
    assert answer.text == "<h1>Q3</h1>"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["..%2Fsecret.txt", "%2e%2e%2fmortar.toml", "nothing.html", ".hidden", "..", "%00"])
def test_nothing_outside_the_reports_is_served(client: httpx.Client, name: str) -> None:
    assert client.get(f"/reports/{name}").status_code == 404


def test_a_return_is_served_byte_for_byte_as_a_file_to_save_whatever_its_name(tmp_path: Path) -> None:
    house = make_council(tmp_path)
    sha256 = house.lake.keep(b"as it was sent")
    with served(house) as client:
        answer = client.get(f"/returns/{sha256}/{quote(HOSTILE)}")
    assert answer.content == b"as it was sent"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Q3%20%22returns%22")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("sha256", ["0" * 64, "..", "a", "%2e%2e%2f"])
def test_what_the_lake_does_not_hold_is_not_found(client: httpx.Client, sha256: str) -> None:
    assert client.get(f"/returns/{sha256}/x.xlsx").status_code == 404


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    make_council(tmp_path)
    monkeypatch.setenv("MORTAR_UI_PASSWORD", "Mörtel & Stein")
    return council_at(tmp_path, "sqlite:///warehouse.db")


def test_where_there_is_a_password_files_ask_for_it_too(guarded: House) -> None:
    (guarded.workspace / "reports" / "q3.html").write_text("<h1>Q3</h1>", "utf-8")
    right = b64encode("mortar:Mörtel & Stein".encode()).decode()
    wrong = b64encode(b"mortar:guess").decode()
    with served(guarded) as client:
        assert client.get("/reports/q3.html").status_code == 401
        for given in (f"Basic {wrong}", "Basic ???", "Bearer x", f"Basic {right[:-4]}"):
            assert client.get("/reports/q3.html", headers={"Authorization": given}).status_code == 401
        assert client.get("/reports/q3.html", headers={"Authorization": f"Basic {right}"}).status_code == 200
