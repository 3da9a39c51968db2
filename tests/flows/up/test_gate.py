from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import AbstractContextManager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from flows.up.gate import Gate
from tests.flows.up.served import served
from tests.journey.up import PATIENCE_SECONDS

pytestmark = pytest.mark.slow

PREFECT = Subprotocol("prefect")
PASSWORD = "Mörtel: Stein & 石"


async def answer(_: Request) -> PlainTextResponse:
    return PlainTextResponse("come in")


async def strict(_: Request) -> PlainTextResponse:
    return PlainTextResponse("come in", headers={"Content-Security-Policy": "sandbox"})


async def socket(asked: WebSocket) -> None:
    """As Prefect's: the first message is about who asks."""
    await asked.accept("prefect" if "prefect" in asked.scope["subprotocols"] else None)
    await asked.receive_json()
    await asked.send_json("come in")


def behind(password: str) -> AbstractContextManager[httpx.Client]:
    """Something to come in to, behind the gate, on a real server."""
    routes = [
        Route("/api/health", answer, methods=["GET", "POST"]), Route("/api/runs", answer, methods=["GET", "POST"]),
        Route("/strict", strict), WebSocketRoute("/socket", socket),
    ]  # fmt: skip
    return served(Starlette(routes=routes, middleware=[Middleware(Gate, password=password)]))


def basic(said: str) -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(said.encode()).decode()}"}


def comes_in(
    client: httpx.Client, token: object, headers: dict[str, str] | None = None, *, prefect: bool = True
) -> bool:
    """Whether a socket is let in that gives a token in its first message."""
    address = f"{client.base_url}/socket".replace("http:", "ws:", 1)
    try:
        with connect(
            address, subprotocols=[PREFECT] if prefect else None, additional_headers=headers,
            open_timeout=PATIENCE_SECONDS,
        ) as asked:  # fmt: skip
            asked.send(token if isinstance(token, str) else json.dumps(token))
            return bool(json.loads(asked.recv()) == "come in")
    except (ConnectionClosed, InvalidStatus):
        return False


def ours(client: httpx.Client) -> str:
    """The origin of a page of ours."""
    return str(client.base_url).rstrip("/")


@pytest.fixture
def guarded() -> Iterator[httpx.Client]:
    with behind(PASSWORD) as client:
        yield client


@pytest.fixture
def unguarded() -> Iterator[httpx.Client]:
    with behind("") as client:
        yield client


@pytest.mark.parametrize("path", ["/api/runs", "/strict", "/nothing", "/api/health/../runs"])
def test_without_the_password_nobody_comes_in(guarded: httpx.Client, path: str) -> None:
    refused = guarded.get(path)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic ")


@pytest.mark.parametrize(
    "wrong",
    [
        basic("mortar:guess"), basic("mortar:"), basic(PASSWORD), basic(f"other:{PASSWORD}"),
        {"Authorization": "Basic ???"}, {"Authorization": "Basic"}, {"Authorization": f"Bearer {PASSWORD[-8:-4]}"},
    ],
)  # fmt: skip
def test_a_wrong_password_is_none(guarded: httpx.Client, wrong: dict[str, str]) -> None:
    assert guarded.get("/api/runs", headers=wrong).status_code == 401


def test_the_password_lets_in_whatever_its_letters(guarded: httpx.Client) -> None:
    assert guarded.get("/api/runs", headers=basic(f"mortar:{PASSWORD}")).text == "come in"


def test_whether_it_answers_may_be_asked_without_the_password(guarded: httpx.Client) -> None:
    assert guarded.get("/api/health").status_code == 200
    assert guarded.post("/api/health").status_code == 401


def test_a_socket_gives_the_password_in_its_first_message_or_its_headers(guarded: httpx.Client) -> None:
    secret = f"mortar:{PASSWORD}"
    assert comes_in(guarded, {"type": "auth", "token": secret})
    assert comes_in(guarded, {"type": "auth", "token": None}, basic(secret))
    assert comes_in(guarded, {"type": "auth", "token": None}, basic(secret), prefect=False)


@pytest.mark.parametrize("token", [{"type": "auth"}, {"token": "guess"}, {"token": 1}, ["mortar"], "no json", {}])
def test_a_socket_without_the_password_is_closed(guarded: httpx.Client, token: object) -> None:
    assert not comes_in(guarded, token)


def test_a_socket_that_will_not_say_who_it_is_is_closed(guarded: httpx.Client) -> None:
    assert not comes_in(guarded, {"token": f"mortar:{PASSWORD}"}, prefect=False)


def test_where_there_is_no_password_none_is_asked(unguarded: httpx.Client) -> None:
    assert unguarded.get("/api/runs").text == "come in"
    assert comes_in(unguarded, {"type": "auth", "token": None})
    assert comes_in(unguarded, {"type": "filter"}, prefect=False)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "http://127.0.0.1", "null", ""])
def test_what_a_page_of_another_address_asks_is_refused(unguarded: httpx.Client, origin: str) -> None:
    assert unguarded.get("/api/runs", headers={"Origin": origin}).status_code == 403
    assert unguarded.post("/api/runs", headers={"Origin": origin}).status_code == 403
    assert not comes_in(unguarded, {"type": "auth", "token": None}, {"Origin": origin})


def test_what_our_own_page_asks_is_answered(unguarded: httpx.Client) -> None:
    assert unguarded.post("/api/runs", headers={"Origin": ours(unguarded)}).status_code == 200
    assert comes_in(unguarded, {"type": "auth", "token": None}, {"Origin": ours(unguarded)})


def test_our_pages_stand_in_no_other_page_and_load_nothing_from_elsewhere(unguarded: httpx.Client) -> None:
    headers = unguarded.get("/api/runs").headers
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_a_page_that_is_stricter_with_itself_stays_so(unguarded: httpx.Client) -> None:
    assert unguarded.get("/strict").headers["content-security-policy"] == "sandbox"
