"""Puts the house together: every adapter of a workspace, chosen by the scheme of its URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa

from infra.bucket_events import BucketEvents, open_events
from infra.clock import Clock
from infra.inbox import Inbox, open_inbox
from infra.lake import Lake
from infra.lake_entry import settings_entry
from infra.mail import Mail, open_mail
from infra.public_site import PublicSite, open_site
from infra.settings import Settings, read_settings
from infra.store import open_store
from infra.warehouse.database import open_database
from infra.warehouse.knowledge import SETTINGS_KIND, Knowledge, settings_of
from infra.warehouse.ledger import Ledger, open_ledger
from transforms.council import Council

EVER = datetime.max.replace(tzinfo=UTC)
"""Later than any instant that is given out."""


@dataclass(frozen=True)
class House:
    """A workspace with its settings; what is outside is opened when it is first asked for."""

    workspace: Path
    settings: Settings

    @cached_property
    def clock(self) -> Clock:
        """What time it is where the council is."""
        return Clock(self.council.zone, self.settings.today)

    @cached_property
    def council(self) -> Council:
        """What the council has set that colours its reports, from now on."""
        chosen = self.settings
        return Council(chosen.council, chosen.timezone, chosen.year_start_month, chosen.due_rolls_to)

    @cached_property
    def inbox(self) -> Inbox:
        """Where departments drop their files."""
        return open_inbox(self.settings.inbox, self.workspace, self.settings.inbox_settle_seconds)

    @cached_property
    def events(self) -> BucketEvents | None:
        """What tells of new files; where nothing does, the inbox is to be looked into from time to time."""
        return open_events(self.settings.inbox_events)

    @cached_property
    def lake(self) -> Lake:
        """What is kept for ever."""
        return Lake(open_store(self.settings.lake, self.workspace))

    @cached_property
    def mail(self) -> Mail:
        """By what letters go out."""
        return open_mail(self.settings.mail, self.workspace)

    @cached_property
    def site(self) -> PublicSite:
        """Where the public reads."""
        return open_site(self.settings.site, self.workspace)

    @cached_property
    def engine(self) -> sa.Engine:
        """The warehouse's database, its tables up to date."""
        return open_database(self.settings.warehouse, self.workspace)

    @property
    def register_folder(self) -> Path:
        """Where the council edits its register."""
        return self.workspace / "register"

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """Hold the warehouse for writing, caught up with the lake and with the council's settings."""
        with open_ledger(self.engine, self.lake) as ledger:
            if settings_of(ledger.connection) != self.council.facts():
                ledger.record(SETTINGS_KIND, self.clock.now(), settings_entry(self.council.facts()))
            yield ledger

    def known_to(self, ledger: Ledger) -> Knowledge:
        """What is known to whoever holds the ledger: everything recorded so far."""
        return Knowledge(ledger.connection, EVER)

    @contextmanager
    def glimpse(self) -> Iterator[Knowledge]:
        """What is known now, for an answer that names no instant: the next entry may bear any that has not passed."""
        with self.ledger():
            pass
        with self.engine.connect() as connection:
            yield Knowledge(connection, EVER, self.clock.now())

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
            yield Knowledge(connection, instant)


def open_house(workspace: Path, now: str = "") -> House:
    """The house of a workspace, its clock set to `now` if given. Raises `SettingsError` where it is none."""
    settings = read_settings(workspace)
    return House(workspace.resolve(), settings.model_copy(update={"today": now}) if now else settings)
