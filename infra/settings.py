"""The settings of a workspace: `mortar.toml`, each key also `MORTAR_…` in the environment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from infra.inbox import SETTLE_SECONDS
from transforms.errors import SettingsError
from transforms.feed import KEY_PREFIX

FILE_NAME = "mortar.toml"
PREFIX = "MORTAR_"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""Hosts that only this machine itself reaches."""

EVERYWHERE = ("0.0.0.0", "::")
"""What a server listens on that listens on every address; no browser can open it."""

OTHER_VARIABLES = ("MORTAR_WORKSPACE",)
"""Variables that are ours and no settings of a workspace."""


class Settings(BaseSettings):
    """What a council sets. Relative URLs are taken from the workspace."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, toml_file=None)

    council: str = "The Council"
    inbox: str = "file:inbox"
    inbox_settle_seconds: Annotated[float, Field(ge=0, le=600)] = SETTLE_SECONDS
    inbox_events: str = ""
    lake: str = "file:lake"
    warehouse: str = "sqlite:///warehouse.db"
    mail: str = "file:outbox"
    mail_from: str = "Policy Team <policy@localhost>"
    policy_team: str = ""
    site: str = "file:site"
    site_address: str = ""
    ui: str = "http://127.0.0.1:4200"
    ui_password: str = ""
    prefect_database: str = ""
    work_pool: str = ""
    dask: str = ""
    retry_seconds: Annotated[float, Field(ge=0, le=60)] = 1.0
    feed_timeout_seconds: Annotated[float, Field(gt=0, le=3600)] = 300
    feed_retry_seconds: Annotated[float, Field(gt=0, le=3600)] = 30
    timezone: str = "Europe/London"
    year_start_month: Annotated[int, Field(ge=1, le=12)] = 4
    due_rolls_to: Literal["next", "previous"] = "next"
    checker: str = ""
    today: str = ""

    @property
    def checkers(self) -> tuple[str, ...]:
        """Who alone may decide held figures; where nobody is named, anybody but the provider."""
        return tuple(name.strip() for name in self.checker.split(",") if name.strip())

    @property
    def policy_team_address(self) -> str:
        """Where the Policy Team hears of what waits for it; where none is set, the address it writes from."""
        return self.policy_team or self.mail_from

    @field_validator("ui")
    @classmethod
    def _an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname or not parts.port or parts.path.strip("/"):
            raise ValueError("write the address and the port, as http://127.0.0.1:4200")
        if parts.hostname in EVERYWHERE:
            raise ValueError("write the one address or name by which others reach this machine: links lead to it")
        return url.rstrip("/")

    @field_validator("site_address")
    @classmethod
    def _an_address_of_the_web(cls, url: str) -> str:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and parts.hostname and not parts.query and not parts.fragment
        if url and not sound:
            raise ValueError(
                "write the address at which the public reads the site, as https://performance.council.example/"
            )
        return url.rstrip("/") + "/" if url else ""

    @field_validator("prefect_database")
    @classmethod
    def _a_database_of_postgresql(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme != "postgresql" or not parts.path.strip("/")):
            raise ValueError(
                "write the URL of a PostgreSQL database, as postgresql://user@host/prefect, or leave it empty"
            )
        return url

    @model_validator(mode="after")
    def _a_password_where_others_reach_it(self) -> Self:
        if urlsplit(self.ui).hostname not in LOOPBACK and not self.ui_password:
            raise ValueError("ui: others than this machine can reach it, so MORTAR_UI_PASSWORD has to be set")
        return self

    @field_validator("dask")
    @classmethod
    def _a_scheduler(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and not (parts.scheme in {"tcp", "tls"} and parts.hostname and parts.port):
            raise ValueError("write the address of Dask's scheduler, as tcp://10.0.0.5:8786")
        return url

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"'{name}' is no time zone; Europe/London is one") from error
        return name

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(workspace: Path) -> Settings:
    """The settings of a workspace. Raises `SettingsError` naming each key that is wrong."""
    path = workspace / FILE_NAME
    _refuse_unknown_variables()

    class InWorkspace(Settings):
        model_config = SettingsConfigDict(toml_file=path)

    try:
        if not path.is_file():
            raise SettingsError(
                f"{workspace} is not a workspace: it has no {FILE_NAME}.",
                "Make one with `mortar init DIR`, or name one with -C DIR or MORTAR_WORKSPACE.",
            )
        return InWorkspace()
    except ValidationError as error:
        faults = "; ".join(_fault(dict(fault)) for fault in error.errors())
        raise SettingsError(f"{path} or the environment is wrong: {faults}.", "Mend the keys named.") from error
    except ValueError as error:
        raise SettingsError(f"{path} is not TOML: {error}.", "Mend the line named.") from error
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {error.strerror}.", "Name another workspace with -C DIR."
        ) from error


@contextmanager
def files_alone() -> Iterator[None]:
    """Read settings from files alone for a while, whatever the environment holds."""
    aside = {name: os.environ.pop(name) for name in _variables()}
    try:
        yield
    finally:
        os.environ.update(aside)


def _variables() -> list[str]:
    return [name for name in os.environ if name.upper().startswith(PREFIX)]


def _refuse_unknown_variables() -> None:
    known = [*(f"{PREFIX}{key.upper()}" for key in Settings.model_fields), *OTHER_VARIABLES]
    settings = [name for name in _variables() if not name.upper().startswith(KEY_PREFIX)]
    if unknown := [name for name in settings if name.upper() not in known]:
        told = "; ".join(f"{name} is no setting{_did_you_mean(name.upper(), known)}" for name in unknown)
        raise SettingsError(f"The environment is wrong: {told}.", "Mend the names, or unset the variables.")


def _fault(fault: dict[str, Any]) -> str:
    if not fault["loc"]:
        return str(fault["msg"]).removeprefix("Value error, ")
    key = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        return f"{key} is no setting{_did_you_mean(key, list(Settings.model_fields))}"
    return f"{key}: {fault['msg']}"


def _did_you_mean(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f" (did you mean {near[0]}?)" if near else ""
