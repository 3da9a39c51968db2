"""Which returns have been answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of answers, and find quickly what a return stated."""
    op.create_index("ix_observations_return_id", "observations", ["return_id"])
    op.create_table(
        "answers",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("return_id", "recorded_at", "sent_to")),
        sa.PrimaryKeyConstraint("return_id", name="pk_answers"),
    )
