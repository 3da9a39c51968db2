"""The formulas and groups of the register over time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make their tables; a register applied before has neither."""
    _register_table("formulas", "code", "numerator", "denominator", "value", "from", "to")
    _register_table("groups", "group", "member", "weight", "from", "to")


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
