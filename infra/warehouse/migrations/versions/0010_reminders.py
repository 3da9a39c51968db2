"""About what people were written to, and which reminders are being sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MATTER = ("occasion", "sender", "period", "code")


def upgrade() -> None:
    """Make the table of reminders, and that of those under way."""
    op.create_table(
        "reminders",
        *_texts("address"),
        sa.Column("day", sa.Date, nullable=False),
        *_texts(*MATTER, "identity", "recorded_at"),
        sa.PrimaryKeyConstraint("address", "day", *MATTER, name="pk_reminders"),
    )
    op.create_table(
        "begun",
        *_texts("address", *MATTER, "identity"),
        sa.PrimaryKeyConstraint("address", *MATTER, name="pk_begun"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
