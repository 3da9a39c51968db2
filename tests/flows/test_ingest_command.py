from __future__ import annotations

from contextlib import nullcontext

import pytest

from flows.commands.ingest import sign_of_life


def test_a_wheel_turns_at_a_terminal_and_not_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):  # what runs the tests may have set them for logs in colour
        monkeypatch.delenv(name, raising=False)
    assert isinstance(sign_of_life(), nullcontext)
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert not isinstance(sign_of_life(), nullcontext)
