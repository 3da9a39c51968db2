"""The layouts of the register over time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = ("layout", "item", "words", "code", "part", "value", "note")


def upgrade() -> None:
    """Make the table of layouts, whole with every entry of the register."""
    op.create_table(
        "register_layouts",
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in COLUMNS),
        sa.PrimaryKeyConstraint("entry", "position", name="pk_register_layouts"),
    )
