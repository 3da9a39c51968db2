"""A mend of Prefect's scheduler, which SQLAlchemy 2.1 has broken: it laid down no run of any calendar.

The scheduler inserts runs in bulk, each with the state it begins in. SQLAlchemy 2.0 passed over that key, since it is
no column; 2.1 asks the attribute of that name, a hybrid property, how it is inserted in bulk, and fails where it
does not say. The scheduler writes the states themselves right afterwards, so there is nothing to insert here.
"""

from __future__ import annotations

from typing import Any

from prefect.server.database.orm_models import FlowRun, TaskRun


def let_runs_be_scheduled() -> None:
    """Have the states of runs passed over where runs are inserted in bulk, as they were before SQLAlchemy 2.1."""
    for table in (FlowRun, TaskRun):
        state: Any = table.__mapper__.all_orm_descriptors["state"]
        state.inplace.bulk_dml(_pass_over)


def _pass_over(_table: object, _values: dict[str, Any], _state: object) -> None:
    """The key is no column, so it goes into no statement."""
