from __future__ import annotations

from pathlib import Path

import pytest

from flows.up.environment import prefect_environment
from infra.settings import Settings


def test_nothing_is_told_to_anybody_outside() -> None:
    environment = prefect_environment(Settings(), Path("/council"))
    assert environment["DO_NOT_TRACK"] == "1"
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environment["PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT"] == "false"
    assert environment["PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED"] == "true"


def test_our_own_processes_know_the_password() -> None:
    environment = prefect_environment(Settings(ui_password="stone"), Path("/council"))
    assert environment["PREFECT_API_AUTH_STRING"] == "mortar:stone"


def test_what_the_parts_say_to_one_another_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "intranet.example")
    settings = Settings(ui="http://policy.council.example:4200", ui_password="stone")
    past = prefect_environment(settings, Path("/council"))["NO_PROXY"].split(",")
    assert past == ["intranet.example", "policy.council.example", "127.0.0.1", "::1", "localhost"]


def test_prefect_keeps_its_own_things_in_the_workspace_or_in_the_database_that_is_set() -> None:
    assert "PREFECT_SERVER_DATABASE_CONNECTION_URL" not in prefect_environment(Settings(), Path("/council"))
    elsewhere = Settings(prefect_database="postgresql://policy:st%40ne@db/prefect?sslmode=require")
    assert prefect_environment(elsewhere, Path("/council"))["PREFECT_SERVER_DATABASE_CONNECTION_URL"] == (
        "postgresql+asyncpg://policy:st%40ne@db/prefect?ssl=require"
    )
