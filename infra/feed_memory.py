"""What is remembered of asking feeds, so that what is unchanged is not fetched and what is late is told once.

None of it is knowledge: where it is lost, a feed is fetched once more and its bytes are known by their checksum.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from infra.clock import instant_text
from infra.warehouse.tables import asked, late


@dataclass(frozen=True, slots=True)
class Answered:
    """What a feed answered when it last gave anything: the address, its own marks of the version, and the bytes.

    `register_entry` is the register by which the bytes were to be read; by another one they may be read otherwise.
    """

    url: str
    etag: str
    last_modified: str
    sha256: str
    register_entry: str


def last_answer(engine: sa.Engine, feed: str) -> Answered | None:
    """What a feed answered last; `None` where it never gave anything."""
    columns = [asked.c[name] for name in Answered.__slots__]
    with engine.connect() as connection:
        row = connection.execute(sa.select(*columns).where(asked.c.feed == feed)).mappings().one_or_none()
    return Answered(**row) if row else None


def remember(engine: sa.Engine, feed: str, answered: Answered, now: datetime) -> None:
    """Remember what a feed answered."""
    with engine.begin() as connection:
        connection.execute(asked.delete().where(asked.c.feed == feed))
        connection.execute(asked.insert().values(feed=feed, asked_at=instant_text(now), **asdict(answered)))


def was_told(engine: sa.Engine, feed: str, about: str, since: datetime | None = None) -> bool:
    """Whether something about a feed was told: a period for which it is late, or why it cannot be had; since an instant."""
    query = sa.select(late.c.told_at).where(late.c.feed == feed, late.c.period == about)
    if since:
        query = query.where(late.c.told_at >= instant_text(since))
    with engine.connect() as connection:
        return connection.execute(query).first() is not None


def note_told(engine: sa.Engine, feed: str, about: str, now: datetime) -> None:
    """Remember that it was told."""
    with engine.begin() as connection:
        connection.execute(late.delete().where(late.c.feed == feed, late.c.period == about))
        connection.execute(late.insert().values(feed=feed, period=about, told_at=instant_text(now)))
