"""The first tables: ledger, returns, observations, findings, decisions and the register."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FIGURE = sa.Text().with_variant(sa.Numeric(), "postgresql")
REGISTER = {
    "senders": "sender name kind email manager_email due_day",
    "services": "service name department head portfolio_holder",
    "indicators": "code name service sender owner provider unit decimals polarity frequency rollup scale tolerance "
    "tolerance_kind no_change_band themes public from to definition",
    "targets": "code period target",
}


def upgrade() -> None:
    """Make every table."""
    _ledger()
    _returns()
    _observations()
    _findings_and_decisions()
    _register()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _ledger() -> None:
    op.create_table(
        "journal", *_text("entry", "kind", "recorded_at"), sa.PrimaryKeyConstraint("entry", name="pk_journal")
    )
    op.create_table("clock", *_integers("id"), *_text("instant"), sa.PrimaryKeyConstraint("id", name="pk_clock"))
    op.execute("INSERT INTO clock (id, instant) VALUES (1, '')")


def _returns() -> None:
    op.create_table(
        "returns",
        *_text("return_id", "sender", "file", "sha256"),
        sa.Column("size", sa.BigInteger, nullable=False),
        *_text("arrived_at", "recorded_at", "register_entry", "verdict"),
        *_integers("accepted", "held", "refused", "unchanged"),
        sa.PrimaryKeyConstraint("return_id", name="pk_returns"),
    )
    op.create_index("ix_returns_sha256", "returns", ["sha256"])


def _observations() -> None:
    op.create_table(
        "observations",
        *_text("observation_id", "return_id"),
        *_integers("position"),
        *_text("recorded_at", "code", "code_key", "period"),
        sa.Column("period_start", sa.Date, nullable=False),
        *_integers("period_months"),
        *(sa.Column(name, FIGURE) for name in ("value", "numerator", "denominator")),
        *_text("gap"),
        sa.Column("provisional", sa.Boolean, nullable=False),
        *_text("commentary", "state", "reason", "sheet", "cell", "numerator_cell", "denominator_cell"),
        sa.PrimaryKeyConstraint("observation_id", name="pk_observations"),
    )
    op.create_index("ix_observations_code_key_period_start", "observations", ["code_key", "period_start"])
    op.create_index("ix_observations_state", "observations", ["state"])


def _findings_and_decisions() -> None:
    op.create_table(
        "findings",
        *_text("return_id"),
        *_integers("position"),
        *_text("observation_id", "severity", "rule", "message", "remedy", "sheet", "cell", "code", "period"),
        sa.PrimaryKeyConstraint("return_id", "position", name="pk_findings"),
    )
    op.create_index("ix_findings_observation_id", "findings", ["observation_id"])
    op.create_table(
        "decisions",
        *_text("observation_id", "recorded_at", "decision", "by", "reason"),
        sa.PrimaryKeyConstraint("observation_id", name="pk_decisions"),
    )


def _register() -> None:
    for name, columns in REGISTER.items():
        op.create_table(
            f"register_{name}",
            *_text("entry"),
            *_integers("position"),
            *_text(*columns.split()),
            sa.PrimaryKeyConstraint("entry", "position", name=f"pk_register_{name}"),
        )
