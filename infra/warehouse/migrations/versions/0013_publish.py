"""Whether a declared report is published on the council's site."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a declared report say it; one declared before does not."""
    op.add_column("register_reports", sa.Column("publish", sa.Text, nullable=False, server_default=""))
