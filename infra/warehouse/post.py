"""What the warehouse knows of what is still to be said: returns to answer, held figures to tell of, letters refused;
and of reminders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from infra.clock import instant_text
from infra.warehouse.knowledge import LATEST, finding_of
from infra.warehouse.tables import answers, begun, decisions, deliveries, findings, refusals, reminders, returns, told
from transforms.finding import Counts, Finding, Verdict
from transforms.reminded import Matter, Occasion, Reminded
from transforms.returned import Returned

Reached = tuple[str, str, int, str]
"""A report, the period, its version, and the address that it reached."""


def unanswered(connection: sa.Connection) -> list[Returned]:
    """The returns that have no answer yet, in the order in which they were recorded."""
    query = (
        sa.select(returns)
        .join(answers, answers.c.return_id == returns.c.return_id, isouter=True)
        .where(answers.c.return_id.is_(None))
        .order_by(returns.c.recorded_at, returns.c.return_id)
    )
    return [_returned(row) for row in connection.execute(query).mappings()]


def refused_since(connection: sa.Connection, since: datetime) -> Mapping[str, str]:
    """The addresses to which answers were refused for good since an instant, by the return's id."""
    query = sa.select(refusals.c.return_id, refusals.c.address).where(refusals.c.refused_at > instant_text(since))
    return {return_id: address for return_id, address in connection.execute(query)}


def note_refusals(connection: sa.Connection, refused: Mapping[str, str], now: datetime) -> None:
    """Note to which addresses answers were refused for good, by the return's id; the last refusal is what counts."""
    if refused:
        connection.execute(refusals.delete().where(refusals.c.return_id.in_(list(refused))))
        rows = [
            {"return_id": return_id, "address": address, "refused_at": instant_text(now)}
            for return_id, address in refused.items()
        ]
        connection.execute(refusals.insert(), rows)


def findings_on(connection: sa.Connection, return_ids: Iterable[str]) -> Mapping[str, list[Finding]]:
    """Everything that was found on each return, in the order in which it was said."""
    query = sa.select(findings).where(findings.c.return_id.in_(list(return_ids)))
    found: dict[str, list[Finding]] = defaultdict(list)
    for row in connection.execute(query.order_by(findings.c.return_id, findings.c.position)).mappings():
        found[row["return_id"]].append(finding_of(row))
    return found


def told_on(connection: sa.Connection, occasion: str, observation_ids: Iterable[str]) -> set[str]:
    """The figures of these of which somebody was told on an occasion."""
    query = sa.select(told.c.observation_id).where(told.c.occasion == occasion)
    return set(connection.execute(query.where(told.c.observation_id.in_(list(observation_ids)))).scalars())


def decided_untold(connection: sa.Connection) -> list[str]:
    """The figures that a checker released or sent back and of which nobody was told that, in the order of decision."""
    was_told = sa.and_(told.c.observation_id == decisions.c.observation_id, told.c.occasion == decisions.c.decision)
    query = (
        sa.select(decisions.c.observation_id).join(told, was_told, isouter=True).where(told.c.observation_id.is_(None))
    )
    return list(connection.execute(query.order_by(decisions.c.recorded_at)).scalars())


def reminded_since(connection: sa.Connection, since: date, as_at: str = LATEST) -> list[Reminded]:
    """What people were written to about since a day, in the order in which they were; as known at an instant."""
    query = sa.select(reminders).where(reminders.c.day >= since, reminders.c.recorded_at <= as_at)
    rows = connection.execute(query.order_by(reminders.c.day, reminders.c.recorded_at)).mappings()
    return [_reminded(row) for row in rows]


def delivered_to(connection: sa.Connection) -> set[Reached]:
    """Which version of which report on which period reached whom."""
    query = sa.select(*(deliveries.c[name] for name in ("report", "period", "version", "address")))
    return {(row.report, row.period, row.version, row.address) for row in connection.execute(query)}


def begin_reminder(connection: sa.Connection, address: str, matters: Sequence[Matter], identity: str) -> str:
    """The identity under which a reminder goes out: that of one about the same which was begun and never recorded, or
    else this.
    """
    recorded = sa.select(reminders.c.identity).where(reminders.c.address == address)
    query = sa.select(begun).where(begun.c.address == address, begun.c.identity.not_in(recorded))
    before = {_matter(row): row["identity"] for row in connection.execute(query).mappings()}
    used = next((before[matter] for matter in matters if matter in before), identity)
    end_reminder(connection, address)
    rows = [
        {"address": address, **matter._asdict(), "occasion": matter.occasion.value, "identity": used}
        for matter in matters
    ]
    connection.execute(begun.insert(), rows)
    return used


def end_reminder(connection: sa.Connection, address: str) -> None:
    """A reminder that was begun is recorded."""
    connection.execute(begun.delete().where(begun.c.address == address))


def _reminded(row: sa.RowMapping) -> Reminded:
    return Reminded(row["address"], row["day"], _matter(row), row["identity"])


def _matter(row: sa.RowMapping) -> Matter:
    return Matter(Occasion(row["occasion"]), row["sender"], row["period"], row["code"])


def _returned(row: sa.RowMapping) -> Returned:
    counts = Counts(*(row[name] for name in ("accepted", "held", "refused", "unchanged")))
    return Returned(row["return_id"], row["sender"], row["file"], row["sha256"], Verdict(row["verdict"]), counts)
