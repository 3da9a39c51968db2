from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from infra.lake import Lake
from infra.store import FolderStore
from infra.warehouse.database import open_database


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """An empty lake."""
    return Lake(FolderStore(tmp_path / "lake"))


@pytest.fixture
def engine(warehouse_url: str, tmp_path: Path) -> Iterator[sa.Engine]:
    """An empty warehouse with its tables."""
    engine = open_database(warehouse_url, tmp_path)
    yield engine
    engine.dispose()
