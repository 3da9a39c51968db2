"""The reports that the register declares over time, to whom each issue goes, and to whom it was mailed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

REPORTS = (
    "report", "title", "audience", "layout", "period", "quarters", "per", "group", "services", "departments", "senders",
    "themes", "codes", "lights", "public", "compare", "focus", "formats", "recipients", "release", "regular",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables of declared reports and of what was mailed; let an issue name its recipients."""
    op.create_table(
        "register_reports",
        *_texts("entry"),
        sa.Column("position", sa.Integer, nullable=False),
        *_texts(*REPORTS),
        sa.PrimaryKeyConstraint("entry", "position", name="pk_register_reports"),
    )
    op.create_table(
        "deliveries",
        *_texts("report", "period"),
        sa.Column("version", sa.Integer, nullable=False),
        *_texts("address", "recorded_at"),
        sa.PrimaryKeyConstraint("report", "period", "version", "address", name="pk_deliveries"),
    )
    op.add_column("issues", sa.Column("recipients", sa.Text))


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
