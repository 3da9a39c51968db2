"""Puts the house together: every adapter of a workspace, chosen by the scheme of its URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from infra.clock import Clock
from infra.inbox import FolderInbox
from infra.lake import Lake
from infra.settings import Settings, read_settings
from infra.store import folder_of, open_store
from infra.warehouse.database import open_database
from infra.warehouse.knowledge import Knowledge
from infra.warehouse.ledger import Ledger, open_ledger


@dataclass(frozen=True)
class House:
    """A workspace with its settings; what is outside is opened when it is first asked for."""

    workspace: Path
    settings: Settings

    @cached_property
    def clock(self) -> Clock:
        """What time it is where the council is."""
        return Clock(ZoneInfo(self.settings.timezone), self.settings.today)

    @cached_property
    def inbox(self) -> FolderInbox:
        """Where departments drop their files."""
        return FolderInbox(folder_of(self.settings.inbox, self.workspace))

    @cached_property
    def lake(self) -> Lake:
        """What is kept for ever."""
        return Lake(open_store(self.settings.lake, self.workspace))

    @cached_property
    def engine(self) -> sa.Engine:
        """The warehouse's database, its tables up to date."""
        return open_database(self.settings.warehouse, self.workspace)

    @property
    def register_folder(self) -> Path:
        """Where the council edits its register."""
        return self.workspace / "register"

    def ledger(self) -> AbstractContextManager[Ledger]:
        """Hold the warehouse for writing, caught up with the lake."""
        return open_ledger(self.engine, self.lake)

    def known_to(self, ledger: Ledger) -> Knowledge:
        """What is known to whoever holds the ledger: everything recorded so far."""
        return Knowledge(ledger.connection, datetime.max.replace(tzinfo=self.clock.now().tzinfo), self._year_start)

    @contextmanager
    def knowledge(self, as_at: datetime | None = None) -> Iterator[Knowledge]:
        """What was known at an instant, by default now; nothing becomes known at that instant afterwards.

        Raises `UsageError` where `as_at` lies in the future.
        """
        with self.ledger() as ledger:
            now = self.clock.now()
            instant = ledger.stamp(now) if as_at is None else as_at
            ledger.settle_at(instant, now)
        with self.engine.connect() as connection:
            yield Knowledge(connection, instant, self._year_start)

    @property
    def _year_start(self) -> int:
        return self.settings.year_start_month


def open_house(workspace: Path, now: str = "") -> House:
    """The house of a workspace, its clock set to `now` if given. Raises `SettingsError` where it is none."""
    settings = read_settings(workspace)
    return House(workspace.resolve(), settings.model_copy(update={"today": now}) if now else settings)
