from __future__ import annotations

import threading
from contextlib import nullcontext

import httpx
import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]


def test_runs_that_died_are_looked_for_again_after_the_server_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.up import desk

    stop, looks = threading.Event(), list[object]()

    def away_at_first(*_: object) -> None:
        looks.append(None)
        if len(looks) == 1:
            raise httpx.ConnectError("nobody is there")
        stop.set()

    monkeypatch.setattr(desk, "LOOK_SECONDS", 0)
    monkeypatch.setattr(desk, "get_client", lambda **_: nullcontext())
    monkeypatch.setattr(desk, "do_again", away_at_first)

    desk._look_after(["Remind"], stop)

    assert len(looks) == 2
