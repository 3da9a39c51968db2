from __future__ import annotations

from pathlib import Path

from flows.up.environment import prefect_environment
from infra.settings import Settings


def test_nothing_is_told_to_anybody_outside() -> None:
    environment = prefect_environment(Settings(), Path("/council"))
    assert environment["DO_NOT_TRACK"] == "1"
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environment["PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT"] == "false"
    assert environment["PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED"] == "true"


def test_a_password_guards_the_api_and_is_known_to_our_own_processes() -> None:
    environment = prefect_environment(Settings(ui_password="stone"), Path("/council"))
    assert environment["PREFECT_SERVER_API_AUTH_STRING"] == environment["PREFECT_API_AUTH_STRING"] == "mortar:stone"


def test_prefect_keeps_its_own_things_in_the_workspace_or_in_the_database_that_is_set() -> None:
    assert "PREFECT_SERVER_DATABASE_CONNECTION_URL" not in prefect_environment(Settings(), Path("/council"))
    elsewhere = Settings(prefect_database="postgresql://policy:st%40ne@db/prefect?sslmode=require")
    assert prefect_environment(elsewhere, Path("/council"))["PREFECT_SERVER_DATABASE_CONNECTION_URL"] == (
        "postgresql+asyncpg://policy:st%40ne@db/prefect?sslmode=require"
    )
