"""What the warehouse knows of the past that was changed on purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from infra.clock import parse_instant
from infra.warehouse.tables import restatements
from transforms.council import Council
from transforms.observation import Key
from transforms.period import Period
from transforms.register_history import JudgedAnew
from transforms.restated import Act, Restated, Setting


def restated_by(connection: sa.Connection, as_at: str, council: Council) -> list[Restated]:
    """Every setting restated by an instant, in the order in which they were."""
    query = sa.select(restatements).where(restatements.c.recorded_at <= as_at)
    rows = connection.execute(query.order_by(restatements.c.recorded_at, restatements.c.position)).mappings()
    return [_restated(row, council) for row in rows]


def judged_anew(connection: sa.Connection, as_at: str, entries: Sequence[str]) -> Mapping[str, Sequence[JudgedAnew]]:
    """By `code_key` the periods restated by an instant; `entries` are those of the registers applied by then, in order."""
    columns = (restatements.c[name] for name in ("code_key", "first", "last", "register_entry"))
    query = sa.select(*columns).where(restatements.c.recorded_at <= as_at).distinct()
    found: dict[str, list[JudgedAnew]] = defaultdict(list)
    for code, first, last, entry in connection.execute(query):
        found[code].append(JudgedAnew(first, last, entries.index(entry)))
    return found


def when_restated(connection: sa.Connection, since: str, as_at: str, year_start: int) -> Mapping[Key, datetime]:
    """The codes and periods restated after one instant and by another, and when last."""
    about = (restatements.c[name] for name in ("code_key", "period_start", "period_months", "recorded_at"))
    query = sa.select(*about).where(restatements.c.recorded_at > since, restatements.c.recorded_at <= as_at)
    rows = connection.execute(query.order_by(restatements.c.recorded_at))
    return {(code, Period(start, months, year_start)): parse_instant(at) for code, start, months, at in rows}


def _restated(row: sa.RowMapping, council: Council) -> Restated:
    at = parse_instant(row["recorded_at"])
    act = Act(row["code"], row["first"], row["last"], row["by"], row["reason"], at, council.day_of(at))
    period = Period(row["period_start"], row["period_months"], council.year_start)
    return Restated(act, Setting(period, row["setting"], row["was"], row["now"]))
