from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from infra.clock import Clock, instant_text, parse_instant
from infra.settings import files_alone, read_settings
from infra.workspace import make_workspace
from transforms.errors import SettingsError, UsageError

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A new workspace."""
    make_workspace(tmp_path)
    return tmp_path


def write(workspace: Path, text: str) -> None:
    """Replace the settings."""
    (workspace / "mortar.toml").write_text(text)


def test_a_new_workspace_can_be_used_as_it_is(workspace: Path) -> None:
    settings = read_settings(workspace)

    assert (settings.lake, settings.warehouse, settings.year_start_month) == ("file:lake", "sqlite:///warehouse.db", 4)


def test_a_workspace_is_never_made_over_another(workspace: Path) -> None:
    with pytest.raises(UsageError, match="already"):
        make_workspace(workspace)


def test_the_environment_goes_before_the_file(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(workspace, 'council = "From the file"')
    monkeypatch.setenv("MORTAR_COUNCIL", "From the environment")

    assert read_settings(workspace).council == "From the environment"


def test_every_wrong_key_is_named_at_once(workspace: Path) -> None:
    write(workspace, 'cuoncil = "Sevenoaks"\nyear_start_month = 13\ntimezone = "Mars"')

    with pytest.raises(SettingsError) as error:
        read_settings(workspace)

    for word in ("cuoncil", "year_start_month", "timezone"):
        assert word in error.value.message


def test_a_key_that_is_mistyped_is_told_the_one_meant(workspace: Path) -> None:
    write(workspace, 'cuoncil = "Sevenoaks"')

    with pytest.raises(SettingsError, match=r"cuoncil is no setting \(did you mean council\?\)"):
        read_settings(workspace)


def test_an_unknown_variable_is_an_error_and_the_workspaces_own_is_none(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_WORKSPACE", str(workspace))
    read_settings(workspace)
    monkeypatch.setenv("MORTAR_CUONCIL", "Sevenoaks")

    with pytest.raises(SettingsError, match=r"MORTAR_CUONCIL is no setting \(did you mean MORTAR_COUNCIL\?\)"):
        read_settings(workspace)


def test_the_keys_of_feeds_are_no_settings_and_anything_like_them_is_refused(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_FEED_KEY_DWP", "hush")
    assert "hush" not in repr(read_settings(workspace))
    monkeypatch.setenv("MORTAR_FEED_KEYS_DWP", "hush")

    with pytest.raises(SettingsError, match="MORTAR_FEED_KEYS_DWP is no setting") as raised:
        read_settings(workspace)

    assert "hush" not in raised.value.message


def test_files_alone_are_read_where_the_environment_is_nobodys_business(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_COUNCIL", "From the environment")
    monkeypatch.setenv("MORTAR_ODD", "x")

    with files_alone():
        assert read_settings(workspace).council == "The Council"

    assert os.environ["MORTAR_COUNCIL"] == "From the environment"


def test_the_checkers_are_names_with_commas_and_nobody_is_named_at_first(workspace: Path) -> None:
    assert read_settings(workspace).checkers == ()
    write(workspace, 'checker = "Lee Banks, Karl Sewell,"')

    assert read_settings(workspace).checkers == ("Lee Banks", "Karl Sewell")


def test_a_workspace_that_cannot_be_made_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    for folder in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("x" * 300)):
        with pytest.raises(UsageError, match="cannot be made a workspace"):
            make_workspace(folder)


@pytest.mark.parametrize("text", ["council = ", "= 3", "[[["])
def test_a_file_that_is_not_toml_is_said_to_be_so(workspace: Path, text: str) -> None:
    write(workspace, text)

    with pytest.raises(SettingsError, match=r"mortar\.toml"):
        read_settings(workspace)


def test_a_folder_that_is_no_workspace_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path)

    assert "mortar init" in error.value.remedy


def test_on_a_day_set_by_hand_the_hours_go_on() -> None:
    clock = Clock(LONDON, "2010-01-18")

    assert clock.today() == date(2010, 1, 18)
    assert clock.now() <= clock.now()


def test_at_an_instant_set_by_hand_the_clock_stands() -> None:
    clock = Clock(LONDON, "2010-07-18T23:30:00Z")

    assert clock.now() == datetime(2010, 7, 18, 23, 30, tzinfo=UTC)
    assert clock.today() == date(2010, 7, 19)


@pytest.mark.parametrize("today", ["18/01/2010", "2010-13-01", "yesterday", "2010-01-18T09:00"])
def test_a_clock_that_cannot_be_set_so_says_how(today: str) -> None:
    with pytest.raises(SettingsError, match="today"):
        Clock(LONDON, today)


def test_instants_are_texts_that_sort_by_time_and_come_back_whole() -> None:
    instants = [
        datetime(2010, 1, 18, 9, tzinfo=UTC),
        datetime(2010, 1, 18, 9, 0, 0, 1, tzinfo=UTC),
        datetime(2010, 1, 18, 10, tzinfo=LONDON),
    ]
    texts = [instant_text(instant) for instant in instants]

    assert sorted(texts) == texts
    assert [parse_instant(text) for text in texts] == instants


def test_the_policy_team_hears_where_it_writes_from_unless_another_address_is_set(workspace: Path) -> None:
    write(workspace, 'mail_from = "Policy <policy@council.example>"')
    assert read_settings(workspace).policy_team_address == "Policy <policy@council.example>"

    write(workspace, 'mail_from = "Policy <policy@council.example>"\npolicy_team = "team@council.example"')
    assert read_settings(workspace).policy_team_address == "team@council.example"


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]"])
def test_an_address_that_no_browser_can_open_is_refused(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("MORTAR_UI_PASSWORD", "stone")
    write(workspace, f'ui = "http://{host}:4200"')

    with pytest.raises(SettingsError, match="ui: .*by which others reach this machine"):
        read_settings(workspace)


@pytest.mark.parametrize("url", ["sqlite:///prefect.db", "postgresql://db", "prefect"])
def test_prefects_database_is_one_of_postgresql(workspace: Path, url: str) -> None:
    write(workspace, f'prefect_database = "{url}"')

    with pytest.raises(SettingsError, match="prefect_database: .*PostgreSQL"):
        read_settings(workspace)
