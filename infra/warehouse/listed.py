"""What the warehouse knows of lists: actions, referrals, and the figures of other councils, each as it was stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from infra.clock import parse_instant
from infra.warehouse.tables import actions, comparisons
from transforms.action import Action, ActionKind
from transforms.answer import TakenRows
from transforms.code import code_key
from transforms.comparison import OtherFigure
from transforms.period import Period
from transforms.settle_lists import ListKey


def stated_actions(connection: sa.Connection, as_at: str, codes: Iterable[str] | None = None) -> list[Action]:
    """Every statement on an action recorded by an instant, in the order in which they were made; of some codes, or all."""
    return [_action(row) for row in connection.execute(_known(actions, as_at, codes)).mappings()]


def stated_comparisons(
    connection: sa.Connection, as_at: str, year_start: int, codes: Iterable[str] | None, period: Period | None
) -> list[OtherFigure]:
    """Every figure of another council recorded by an instant, in the order in which they were stated."""
    query = _known(comparisons, as_at, codes)
    if period:
        about = comparisons.c.period_start == period.start, comparisons.c.period_months == int(period.months)
        query = query.where(*about)
    return [_figure(row, year_start) for row in connection.execute(query).mappings()]


def listed_in(
    connection: sa.Connection, return_ids: Iterable[str], year_start: int
) -> Mapping[str, frozenset[ListKey]]:
    """Of what the rows speak that were taken of the lists of each return."""
    ids = list(return_ids)
    keys: dict[str, set[ListKey]] = defaultdict(set)
    for row in connection.execute(sa.select(actions).where(actions.c.return_id.in_(ids))).mappings():
        keys[row["return_id"]].add(_action(row).key)
    for row in connection.execute(sa.select(comparisons).where(comparisons.c.return_id.in_(ids))).mappings():
        keys[row["return_id"]].add(_figure(row, year_start).key)
    return defaultdict(frozenset, {return_id: frozenset(spoken_of) for return_id, spoken_of in keys.items()})


def rows_taken(connection: sa.Connection, return_ids: Iterable[str]) -> Mapping[str, TakenRows]:
    """How many rows of the lists of each return were taken."""
    ids = list(return_ids)
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    of_actions = sa.select(actions.c.return_id, actions.c.kind, sa.func.count()).where(actions.c.return_id.in_(ids))
    for return_id, kind, count in connection.execute(of_actions.group_by(actions.c.return_id, actions.c.kind)):
        counted[return_id][f"{kind}s"] = count
    of_others = sa.select(comparisons.c.return_id, sa.func.count()).where(comparisons.c.return_id.in_(ids))
    for return_id, count in connection.execute(of_others.group_by(comparisons.c.return_id)):
        counted[return_id]["comparisons"] = count
    return defaultdict(TakenRows, {return_id: TakenRows(**counts) for return_id, counts in counted.items()})


def _known(table: sa.Table, as_at: str, codes: Iterable[str] | None) -> sa.Select[Any]:
    query = sa.select(table).where(table.c.recorded_at <= as_at)
    if codes is not None:
        query = query.where(table.c.code_key.in_({code_key(code) for code in codes}))
    return query.order_by(table.c.recorded_at, table.c.position)


def _action(row: sa.RowMapping) -> Action:
    stated_at = parse_instant(row["recorded_at"])
    return Action(
        row["code"], ActionKind(row["kind"]), row["what"], row["who"], row["by_when"], row["done"], row["outcome"],
        row["by"], stated_at, stated_at, row["file"], row["sheet"], row["cell"],
    )  # fmt: skip


def _figure(row: sa.RowMapping, year_start: int) -> OtherFigure:
    return OtherFigure(
        row["code"], Period(row["period_start"], row["period_months"], year_start), row["group"], row["authority"],
        row["value"], row["sender"], parse_instant(row["recorded_at"]), row["file"], row["sheet"], row["cell"],
    )  # fmt: skip
