"""Who takes in which file of the inbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of claims."""
    op.create_table(
        "claims",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("key", "version", "by", "claimed_at")),
        sa.PrimaryKeyConstraint("key", name="pk_claims"),
    )
