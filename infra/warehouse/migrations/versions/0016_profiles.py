"""The profiles of the register over time: how a year's target is shared over its months."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def upgrade() -> None:
    """Make their table; a register applied before has none."""
    _register_table("profiles", "code", *MONTHS, "from", "to")


def _register_table(name: str, *columns: str) -> None:
    op.create_table(
        f"register_{name}",
        *_texts("entry"),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts(*columns),
        sa.PrimaryKeyConstraint("entry", "position", name=f"pk_register_{name}"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
