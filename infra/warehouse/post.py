"""What the warehouse knows of returns that are still to be answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from infra.warehouse.knowledge import finding_of
from infra.warehouse.tables import answers, findings, returns
from transforms.finding import Counts, Finding, Verdict
from transforms.returned import Returned


def unanswered(connection: sa.Connection) -> list[Returned]:
    """The returns that have no answer yet, in the order in which they were recorded."""
    query = (
        sa.select(returns)
        .join(answers, answers.c.return_id == returns.c.return_id, isouter=True)
        .where(answers.c.return_id.is_(None))
        .order_by(returns.c.recorded_at, returns.c.return_id)
    )
    return [_returned(row) for row in connection.execute(query).mappings()]


def findings_on(connection: sa.Connection, return_ids: Iterable[str]) -> Mapping[str, list[Finding]]:
    """Everything that was found on each return, in the order in which it was said."""
    query = sa.select(findings).where(findings.c.return_id.in_(list(return_ids)))
    found: dict[str, list[Finding]] = defaultdict(list)
    for row in connection.execute(query.order_by(findings.c.return_id, findings.c.position)).mappings():
        found[row["return_id"]].append(finding_of(row))
    return found


def _returned(row: sa.RowMapping) -> Returned:
    counts = Counts(*(row[name] for name in ("accepted", "held", "refused", "unchanged")))
    return Returned(row["return_id"], row["sender"], row["file"], row["sha256"], Verdict(row["verdict"]), counts)
