"""What is done about figures, and the figures of other councils."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of actions and referrals, and of other councils' figures."""
    op.create_table(
        "actions",
        *_texts("entry"),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts("return_id", "recorded_at", "code", "code_key", "kind", "what", "who"),
        sa.Column("by_when", sa.Date),
        sa.Column("done", sa.Date),
        *_texts("outcome", "by", "file", "sheet", "cell"),
        sa.PrimaryKeyConstraint("entry", "position", name="pk_actions"),
    )
    figure = sa.Numeric() if op.get_bind().dialect.name == "postgresql" else sa.Text()
    op.create_table(
        "comparisons",
        *_texts("entry"),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts("return_id", "recorded_at", "code", "code_key", "period"),
        sa.Column("period_start", sa.Date, nullable=False),
        sa.Column("period_months", sa.Integer, nullable=False),
        *_texts("group", "authority"),
        sa.Column("value", figure, nullable=False),
        *_texts("sender", "file", "sheet", "cell"),
        sa.PrimaryKeyConstraint("entry", "position", name="pk_comparisons"),
    )
    for table in ("actions", "comparisons"):
        op.create_index(f"ix_{table}_code_key", table, ["code_key"])
        op.create_index(f"ix_{table}_return_id", table, ["return_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
