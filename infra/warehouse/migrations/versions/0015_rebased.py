"""From which days the usual ranges of indicators are set anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of rebasings; a register applied before has none."""
    op.create_table(
        "register_rebased",
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("code", "from", "reason")),
        sa.PrimaryKeyConstraint("entry", "position", name="pk_register_rebased"),
    )
