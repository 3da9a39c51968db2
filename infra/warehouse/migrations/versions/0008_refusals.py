"""Which answers a mail server refused."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of refusals."""
    op.create_table(
        "refusals",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("return_id", "address", "refused_at")),
        sa.PrimaryKeyConstraint("return_id", name="pk_refusals"),
    )
