"""The gate before all that the server shows: who may come in, from which pages, and what a page may do there."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.status import WS_1008_POLICY_VIOLATION
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from flows.up.environment import USER

POLICY = (
    "default-src 'self'", "script-src 'self' 'unsafe-eval'", "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:", "font-src 'self' data:", "worker-src 'self' blob:", "object-src 'none'",
    "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'",
)  # fmt: skip
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(POLICY),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""A page of ours loads nothing from elsewhere, tells nobody anything, and stands in no other page.

Prefect's UI would call Amplitude on every page, whatever is set, and fetch logos and fonts. The graph of a run needs eval.
"""

ASK = {"WWW-Authenticate": 'Basic realm="Mortar", charset="UTF-8"'}
OPEN = "/api/health"
"""Whether the server answers may be asked without the password."""


class Gate:
    """Lets in who knows the password, where there is one, and never what another page asks for.

    Prefect checks a password itself, but not one with letters beyond English; its UI would have it typed as
    `mortar:password`, and reports and returns would ask for it once more. And it answers a page of any address.
    """

    def __init__(self, app: ASGIApp, password: str) -> None:
        self._app = app
        self._secret = f"{USER}:{password}".encode() if password else b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._request(scope, receive, _with_headers(send))

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if _is_of_another_page(headers):
            await PlainTextResponse("Another page may not ask for this.", 403)(scope, receive, send)
        elif self._is_right(_given(headers)) or (scope["path"] == OPEN and scope["method"] == "GET"):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("The password is wanted.", 401, ASK)(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Prefect's own processes give the password in their first message; where they say so, Prefect waits for it."""
        headers = Headers(scope=scope)
        if _is_of_another_page(headers):
            await WebSocketClose(WS_1008_POLICY_VIOLATION)(scope, receive, send)
        elif self._is_right(_given(headers)):
            await self._app(scope, receive, send)
        elif "prefect" in scope["subprotocols"]:
            await self._app(scope, self._asking(receive, send), send)
        else:
            await WebSocketClose(WS_1008_POLICY_VIOLATION)(scope, receive, send)

    def _asking(self, receive: Receive, send: Send) -> Receive:
        """What a socket says, which ends at once where its first message does not bear the password."""
        asked = False

        async def first_asked() -> Message:
            nonlocal asked
            message = await receive()
            if asked or message["type"] != "websocket.receive":
                return message
            asked = True
            if self._is_right(_token(message.get("text"))):
                return message
            await send({"type": "websocket.close", "code": WS_1008_POLICY_VIOLATION})
            return {"type": "websocket.disconnect", "code": WS_1008_POLICY_VIOLATION}

        return first_asked

    def _is_right(self, given: bytes) -> bool:
        return not self._secret or secrets.compare_digest(given, self._secret)


def _is_of_another_page(headers: Headers) -> bool:
    """Whether a browser says that a page of another address asks. Our own address has been checked before."""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _given(headers: Headers) -> bytes:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    try:
        return b64decode(given, validate=True) if scheme.lower() == "basic" else b""
    except ValueError:
        return b""


def _token(text: str | None) -> bytes:
    try:
        said = json.loads(text or "")
    except ValueError:
        return b""
    token = said.get("token") if isinstance(said, dict) else None
    return token.encode(errors="replace") if isinstance(token, str) else b""


def _with_headers(send: Send) -> Send:
    """Add the headers to whatever is answered; a page that is stricter with itself stays so."""

    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return add
