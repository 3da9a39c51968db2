"""Who can reach `mortar up`, what it tells, and that it calls nobody: it runs in a council's closed network."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, drop, make_council
from tests.journey.mortar import mortar
from tests.journey.sockets import family, listening
from tests.journey.up import PATIENCE_SECONDS, Up, address_of_its_own, until, up, words_of
from tests.journey.way_out import way_out
from tests.living import contents

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow

PASSWORD = 'Mörtel: "Stein" & 石%20'
CREDENTIALS = f"mortar:{PASSWORD}"
CHROMIUM_ITSELF = "content-autofill.googleapis.com:443"
"""Whom this browser asks about every form it sees, whoever's it is."""

COMPLETED = {"state": {"type": {"any_": ["COMPLETED"]}}}
SOCKETS = ("/api/events/in", "/api/events/out", "/api/logs/out")
PAGES = (
    "/v2/dashboard", "/v2/runs", "/v2/flows", "/v2/deployments", "/v2/work-pools", "/v2/work-pools/create", "/v2/blocks",
    "/v2/blocks/catalog", "/v2/variables", "/v2/automations", "/v2/automations/create", "/v2/events", "/v2/artifacts",
    "/v2/concurrency-limits", "/v2/settings", "/dashboard", "/docs", "/redoc", "/api/docs",
)  # fmt: skip


def council_in(folder: Path) -> House:
    house = make_council(folder)
    apply_register(house)
    return house


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """`mortar up` on an address that is not the usual one, with a password; it has answered a file."""
    house = council_in(tmp_path_factory.mktemp("guarded"))
    with (
        address_of_its_own("127.0.0.2") as ui,
        up(house.workspace, MORTAR_UI=ui, MORTAR_UI_PASSWORD=PASSWORD) as running,
    ):
        drop(house, "cs", "return.csv", GOLDEN["cs"])
        until(lambda: running.answers, PATIENCE_SECONDS, "no answer came")
        yield running


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """`mortar up` as it is when nothing is set."""
    with up(council_in(tmp_path_factory.mktemp("usual")).workspace) as running:
        yield running


def ask(method: str, address: str, **how: Any) -> httpx.Response:
    """What is answered, however busy the server is."""
    return httpx.request(method, address, timeout=PATIENCE_SECONDS, **how)


def patient_page(context: BrowserContext) -> Page:
    """A page that waits for a busy server."""
    context.set_default_timeout(1000 * PATIENCE_SECONDS)
    return context.new_page()


def lets_in(running: Up, path: str, token: object, **headers: str) -> bool:
    """Whether a socket is let in."""
    address = running.ui.replace("http:", "ws:") + path
    try:
        with connect(
            address, subprotocols=[Subprotocol("prefect")], additional_headers=headers, open_timeout=PATIENCE_SECONDS
        ) as socket:
            socket.send(json.dumps({"type": "auth", "token": token}))
            return bool(json.loads(socket.recv())["type"] == "auth_success")
    except (ConnectionClosed, InvalidStatus):
        return False


def test_unless_told_otherwise_only_this_machine_reaches_any_of_its_processes(usual: Up) -> None:
    assert listening(family(usual.process.pid)) == {"127.0.0.1"}


def test_where_others_reach_it_no_up_without_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = make_council(tmp_path).workspace
    monkeypatch.setenv("MORTAR_UI", "http://127.0.0.2:4200")
    refused = mortar(workspace, "up")
    assert refused.code == 2
    assert "MORTAR_UI_PASSWORD has to be set" in refused.err


def test_the_operator_is_told_what_the_browser_will_ask_for(guarded: Up) -> None:
    assert guarded.process.stdout
    said = guarded.process.stdout.readline()
    assert "user mortar" in said
    assert PASSWORD not in said


@pytest.mark.parametrize(
    "path", ["/", "/v2/dashboard", "/ui-settings", "/docs", "/api/version", "/api/admin/settings", "/reports/x.html",
             f"/returns/{'0' * 64}/x.xlsx", "/api/csrf-token?client=x"],
)  # fmt: skip
def test_every_door_wants_the_password(guarded: Up, path: str) -> None:
    assert ask("GET", guarded.ui + path).status_code == 401
    assert ask("GET", guarded.ui + path, auth=("mortar", PASSWORD)).status_code in {200, 404}


@pytest.mark.parametrize("path", SOCKETS)
def test_every_socket_wants_the_password(guarded: Up, path: str) -> None:
    assert not lets_in(guarded, path, None)
    assert not lets_in(guarded, path, "mortar:guess")
    assert lets_in(guarded, path, CREDENTIALS)


def test_behind_the_password_all_parts_do_their_work(guarded: Up) -> None:
    def completed() -> set[object]:
        return {run["name"] for run in guarded.runs(flow_runs=COMPLETED)}

    until(lambda: len(completed()) >= 2, PATIENCE_SECONDS, "the intake or the desk did not come to an end")


def test_the_password_is_told_nowhere(guarded: Up) -> None:
    forms = [
        form
        for said in (PASSWORD, CREDENTIALS)
        for form in (said.encode(), json.dumps(said)[1:-1].encode(), quote(said, safe="").encode())
    ]
    forms.append(b64encode(CREDENTIALS.encode()))
    told = {path for path, content in contents(guarded.workspace) if any(form in content for form in forms)}
    assert told == set()
    commands = "\n".join(word for process in family(guarded.process.pid) for word in words_of(process)).encode()
    assert b"flows.up.part" in commands
    assert not any(form in commands for form in forms)
    settings = ask("GET", f"{guarded.api}/admin/settings", auth=("mortar", PASSWORD)).content
    assert not any(form in settings for form in forms)


def test_a_browser_asks_for_the_password_once_and_then_shows_all(guarded: Up, browser: Browser) -> None:
    from playwright.sync_api import Error

    with browser.new_context() as stranger, pytest.raises(Error, match="ERR_INVALID_AUTH_CREDENTIALS"):
        patient_page(stranger).goto(guarded.ui)
    (guarded.workspace / "reports" / "q3.html").write_text("<h1>Quarter 3</h1>", "utf-8")
    with browser.new_context(http_credentials={"username": "mortar", "password": PASSWORD}) as known:
        page = patient_page(known)
        page.goto(f"{guarded.ui}/v2/runs")
        page.get_by_text("inbox-to-mail").first.wait_for()
        page.goto(f"{guarded.ui}/reports/q3.html")
        assert page.inner_text("h1") == "Quarter 3"


def test_a_page_of_another_address_changes_nothing_and_reads_nothing(usual: Up) -> None:
    foreign = {"Origin": "http://elsewhere.example"}
    for path in ("/api/csrf-token?client=x", "/api/version"):
        assert ask("GET", usual.ui + path, headers=foreign).status_code == 403
    for path in ("/api/flow_runs/filter", "/api/variables/"):
        assert ask("POST", usual.ui + path, json={}).status_code == 403, "no token"
        with usual.client() as client:
            assert client.post(path, json={"name": "x", "value": 1}, headers=foreign).status_code == 403
        asked = foreign | {"Access-Control-Request-Method": "POST"}
        assert ask("OPTIONS", usual.ui + path, headers=asked).status_code == 403
    assert not any(lets_in(usual, path, None, **foreign) for path in SOCKETS)
    assert all(lets_in(usual, path, None) for path in SOCKETS)


def test_another_name_for_this_machine_is_not_answered(usual: Up) -> None:
    assert ask("GET", f"{usual.api}/version", headers={"Host": "elsewhere.example:4200"}).status_code == 400


@pytest.mark.parametrize("path", ["/v2/dashboard", "/dashboard", "/reports/none.html", "/api/version"])
def test_no_page_of_ours_stands_in_another(usual: Up, path: str) -> None:
    headers = ask("GET", usual.ui + path, headers={"Accept": "text/html"}).headers
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_nobody_outside_is_called_neither_by_a_process_nor_by_a_page(tmp_path: Path, browser: Browser) -> None:
    house, heard = council_in(tmp_path), tmp_path / "heard.txt"
    eavesdropping = {"PYTHONPATH": str(Path(__file__).parent / "eavesdrop"), "EAVESDROPPER": str(heard)}
    with way_out() as (proxy, asked), up(house.workspace, **eavesdropping) as running:
        drop(house, "cs", "return.csv", GOLDEN["cs"])
        until(lambda: running.answers, PATIENCE_SECONDS, "no answer came")
        with browser.new_context(proxy={"server": proxy, "bypass": "127.0.0.1"}) as context:
            faults = look_at_all(patient_page(context), running)
    spoken_to = {line.split(maxsplit=1)[1] for line in heard.read_text("utf-8").splitlines()}
    assert spoken_to == {"127.0.0.1"}
    assert set(asked) <= {CHROMIUM_ITSELF}
    assert faults == []


def look_at_all(page: Page, running: Up) -> list[str]:
    """Open every page of the UI, the one of a run too; what went wrong in one of them."""
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(fault.message))
    until(lambda: running.runs(flow_runs=COMPLETED), PATIENCE_SECONDS, "no run came to its end")
    run = running.runs(flow_runs=COMPLETED)[0]
    for path in (*PAGES, f"/v2/runs/flow-run/{run['id']}", f"/runs/flow-run/{run['id']}"):
        page.goto(running.ui + path)
        page.wait_for_timeout(1500)
    page.goto(f"{running.ui}/v2/runs")
    page.get_by_text(str(run["name"])).first.wait_for()
    return faults
