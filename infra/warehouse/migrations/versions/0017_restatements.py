"""That the past was changed on purpose: periods that are judged by a later register."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of what was restated."""
    op.create_table(
        "restatements",
        *_texts("entry"),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts("recorded_at", "code", "code_key"),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        *_texts("register_entry", "by", "reason", "period"),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_months", sa.Integer, nullable=False),
        *_texts("setting", "was", "now"),
        sa.PrimaryKeyConstraint("entry", "position", name="pk_restatements"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
