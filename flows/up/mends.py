"""Mends of Prefect's server, until it mends itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from prefect.server.api import collections
from prefect.server.database.orm_models import FlowRun, TaskRun


def let_runs_be_scheduled() -> None:
    """Have the calendar's runs laid down, which SQLAlchemy 2.1 prevents.

    The scheduler inserts runs in bulk, each with the state it begins in. SQLAlchemy 2.0 passed over that key, since it
    is no column; 2.1 asks the attribute of that name, a hybrid property, how it is inserted in bulk, and fails where it
    does not say. The scheduler writes the states themselves right afterwards, so there is nothing to insert here.
    """
    for table in (FlowRun, TaskRun):
        state: Any = table.__mapper__.all_orm_descriptors["state"]
        state.inplace.bulk_dml(_pass_over)


def _pass_over(_table: object, _values: dict[str, Any], _state: object) -> None:
    """The key is no column, so it goes into no statement."""


def keep_collections_here() -> None:
    """Have the pages of blocks and work pools filled from what is installed: the server would ask GitHub first."""
    installed = Path(collections.__file__).parent / "collections_data" / "views"
    for path in installed.glob("*.json"):
        collections.GLOBAL_COLLECTIONS_VIEW_CACHE[path.stem] = json.loads(path.read_text("utf-8"))
    collections.KNOWN_VIEWS.clear()
