from __future__ import annotations

from pathlib import Path

import pytest

from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import make_council


@pytest.fixture
def house(tmp_path: Path, warehouse_url: str) -> House:
    """The tiny council, its register applied, on SQLite and on PostgreSQL."""
    made = make_council(tmp_path, warehouse_url)
    apply_register(made)
    return made
