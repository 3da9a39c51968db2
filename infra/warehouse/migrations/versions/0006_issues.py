"""Which reports have gone out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of issues."""
    op.create_table(
        "issues",
        *_texts("entry", "report", "period"),
        sa.Column("period_start", sa.Date, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("period_months", "version")),
        *_texts("why", "as_at", "recorded_at", "file", "sha256"),
        sa.PrimaryKeyConstraint("report", "period_start", "period_months", "version", "file", name="pk_issues"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
