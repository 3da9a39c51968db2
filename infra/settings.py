"""The settings of a workspace: `mortar.toml`, each key also `MORTAR_…` in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from transforms.errors import SettingsError

FILE_NAME = "mortar.toml"
SECRET = "***"


class Settings(BaseSettings):
    """What a council sets. Relative URLs are taken from the workspace."""

    model_config = SettingsConfigDict(env_prefix="MORTAR_", extra="forbid", frozen=True, toml_file=None)

    council: str = "The Council"
    inbox: str = "file:inbox"
    lake: str = "file:lake"
    warehouse: str = "sqlite:///warehouse.db"
    mail: str = "file:outbox"
    site: str = "file:site"
    timezone: str = "Europe/London"
    year_start_month: Annotated[int, Field(ge=1, le=12)] = 4
    due_rolls_to: Literal["next", "previous"] = "next"
    checker: str = "Policy Team"
    today: str = ""

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
    if not path.is_file():
        raise SettingsError(
            f"{workspace} is not a workspace: it has no {FILE_NAME}.",
            "Make one with `mortar init DIR`, or name one with -C DIR or MORTAR_WORKSPACE.",
        )

    class InWorkspace(Settings):
        model_config = SettingsConfigDict(toml_file=path)

    try:
        return InWorkspace()
    except ValidationError as error:
        faults = "; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors())
        raise SettingsError(f"{path} or the environment is wrong: {faults}.", "Mend the keys named.") from error
    except ValueError as error:
        raise SettingsError(f"{path} is not TOML: {error}.", "Mend the line named.") from error
