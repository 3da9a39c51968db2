"""The feeds of the register over time, what each answered last, and the marks of figures that their source revised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FEEDS = (
    "feed", "sender", "kind", "url", "cycle", "expected_after", "early_days", "grace_days", "revised_for", "contact",
    "contact_email",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables of feeds, of queries and of what is remembered of asking; let an observation be marked revised."""
    _register_table("feeds", *FEEDS)
    _register_table("queries", "feed", "query")
    op.create_table(
        "asked",
        *_texts("feed", "url", "etag", "last_modified", "sha256", "register_entry", "asked_at"),
        sa.PrimaryKeyConstraint("feed", name="pk_asked"),
    )
    op.create_table(
        "late", *_texts("feed", "period", "told_at"), sa.PrimaryKeyConstraint("feed", "period", name="pk_late")
    )
    op.add_column("observations", sa.Column("revised", sa.Boolean))


def _register_table(name: str, *columns: str) -> None:
    op.create_table(
        f"register_{name}",
        *_texts("entry"),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts(*columns),
        sa.PrimaryKeyConstraint("entry", "position", name=f"pk_register_{name}"),
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
