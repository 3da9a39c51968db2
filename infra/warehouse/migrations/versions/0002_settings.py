"""The council's settings over time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of settings that colour reports, whole with every entry."""
    op.create_table(
        "settings",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("entry", "name", "value")),
        sa.PrimaryKeyConstraint("entry", "name", name="pk_settings"),
    )
