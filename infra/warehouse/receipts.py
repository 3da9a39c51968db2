"""What the warehouse knew at an instant of the files that came: when they did, and what was found on them."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from infra.clock import parse_instant
from infra.warehouse.knowledge import Knowledge, finding_of
from infra.warehouse.tables import findings, returns
from transforms.finding import Finding
from transforms.receipt import Receipt


def receipts_of(knowledge: Knowledge, sender: str = "") -> list[Receipt]:
    """Every file of every sender, in the order in which they were recorded; with what was found on those of one, or
    of all where none is named.
    """
    columns = "return_id", "sender", "file", "sha256", "arrived_at", "recorded_at", "unchanged", "register_entry"
    query = sa.select(*(returns.c[name] for name in columns)).where(returns.c.recorded_at <= knowledge.as_at)
    found = _found(knowledge, sender)
    return [
        Receipt(
            row["sender"],
            row["file"],
            row["sha256"],
            parse_instant(row["arrived_at"]),
            parse_instant(row["recorded_at"]),
            found.get(row["return_id"], ()),
            row["unchanged"],
            row["register_entry"],
        )
        for row in knowledge.connection.execute(
            query.order_by(returns.c.recorded_at, returns.c.arrived_at, returns.c.return_id)
        ).mappings()
    ]


def _found(knowledge: Knowledge, sender: str) -> dict[str, list[Finding]]:
    """What was found on each return, in the order in which it was said."""
    query = (
        sa.select(findings)
        .join(returns, returns.c.return_id == findings.c.return_id)
        .where(returns.c.recorded_at <= knowledge.as_at)
    )
    if sender:
        query = query.where(returns.c.sender == sender)
    found: dict[str, list[Finding]] = defaultdict(list)
    ordered = query.order_by(findings.c.return_id, findings.c.position)
    for row in knowledge.connection.execute(ordered).mappings():
        found[row["return_id"]].append(finding_of(row))
    return found
