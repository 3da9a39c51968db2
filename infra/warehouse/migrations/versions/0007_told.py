"""Of which held figures somebody was told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of what was told."""
    op.create_table(
        "told",
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("observation_id", "occasion", "recorded_at", "sent_to")
        ),
        sa.PrimaryKeyConstraint("observation_id", "occasion", name="pk_told"),
    )
