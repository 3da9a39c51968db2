"""The tables of the warehouse: one per data set of the lake, whose rows are only ever added; two for the ledger; what is
only remembered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

from transforms.register_table import DATA_SETS as REGISTER_DATA_SETS

HEAD = "0017"
"""The migration this code was written for."""

metadata = sa.MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"},
)


class Figure(TypeDecorator[Decimal]):
    """A decimal kept digit for digit: NUMERIC where the database keeps every digit, else text."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        """NUMERIC on PostgreSQL, so that others may compute with it."""
        return dialect.type_descriptor(sa.Numeric() if dialect.name == "postgresql" else sa.Text())

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        """The decimal with the digits it was stored with."""
        return None if value is None else Decimal(value)


def _text(name: str, *, nullable: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable, primary_key=key)


journal = sa.Table("journal", metadata, _text("entry", key=True), _text("kind"), _text("recorded_at"))
"""Entries of the lake that have been loaded; instants are texts in UTC that sort by time."""

clock = sa.Table("clock", metadata, sa.Column("id", sa.Integer, primary_key=True), _text("instant"))
"""One row: the last instant given out. Whoever changes it holds the ledger."""

returns = sa.Table(
    "returns", metadata,
    _text("return_id", key=True), _text("sender"), _text("file"), _text("sha256"),
    sa.Column("size", sa.BigInteger, nullable=False), _text("arrived_at"), _text("recorded_at"),
    _text("register_entry"), _text("verdict"),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("accepted", "held", "refused", "unchanged")),
    sa.Index(None, "sha256"),
)  # fmt: skip

observations = sa.Table(
    "observations", metadata,
    _text("observation_id", key=True), _text("return_id"), sa.Column("position", sa.Integer, nullable=False),
    _text("recorded_at"), _text("code"), _text("code_key"), _text("period"), sa.Column("period_start", sa.Date, nullable=False),
    sa.Column("period_months", sa.Integer, nullable=False), sa.Column("value", Figure),
    sa.Column("numerator", Figure), sa.Column("denominator", Figure), _text("gap"),
    sa.Column("provisional", sa.Boolean, nullable=False), _text("commentary"), _text("state"), _text("reason"),
    _text("sheet"), _text("cell"), _text("numerator_cell"), _text("denominator_cell"),
    sa.Column("revised", sa.Boolean),
    sa.Index(None, "code_key", "period_start"), sa.Index(None, "state"), sa.Index(None, "return_id"),
)  # fmt: skip

findings = sa.Table(
    "findings", metadata,
    _text("return_id", key=True), sa.Column("position", sa.Integer, primary_key=True),
    *(_text(name) for name in ("observation_id", "severity", "rule", "message", "remedy", "sheet", "cell",
                               "code", "period")),
    sa.Index(None, "observation_id"),
)  # fmt: skip

decisions = sa.Table(
    "decisions", metadata,
    _text("observation_id", key=True), _text("recorded_at"), _text("decision"), _text("by"), _text("reason"),
)  # fmt: skip
"""A hold is decided once: the first decision stands."""

restatements = sa.Table(
    "restatements", metadata,
    _text("entry", key=True), sa.Column("position", sa.Integer, primary_key=True),
    *(_text(name) for name in ("recorded_at", "code", "code_key")),
    *(sa.Column(name, sa.Date, nullable=False) for name in ("first", "last")),
    *(_text(name) for name in ("register_entry", "by", "reason", "period")),
    sa.Column("period_start", sa.Date, nullable=False), sa.Column("period_months", sa.Integer, nullable=False),
    *(_text(name) for name in ("setting", "was", "now")),
)  # fmt: skip
"""What of the past was restated: one row per setting and period, the act itself in each of its rows."""

actions = sa.Table(
    "actions", metadata,
    _text("entry", key=True), sa.Column("position", sa.Integer, primary_key=True),
    *(_text(name) for name in ("return_id", "recorded_at", "code", "code_key", "kind", "what", "who")),
    sa.Column("by_when", sa.Date), sa.Column("done", sa.Date),
    *(_text(name) for name in ("outcome", "by", "file", "sheet", "cell")),
    sa.Index(None, "code_key"), sa.Index(None, "return_id"),
)  # fmt: skip
"""What was stated of actions and referrals. What the desk states has no return."""

comparisons = sa.Table(
    "comparisons", metadata,
    _text("entry", key=True), sa.Column("position", sa.Integer, primary_key=True),
    *(_text(name) for name in ("return_id", "recorded_at", "code", "code_key", "period")),
    sa.Column("period_start", sa.Date, nullable=False), sa.Column("period_months", sa.Integer, nullable=False),
    _text("group"), _text("authority"), sa.Column("value", Figure, nullable=False),
    *(_text(name) for name in ("sender", "file", "sheet", "cell")),
    sa.Index(None, "code_key"), sa.Index(None, "return_id"),
)  # fmt: skip
"""The figures of other councils."""


def _register_table(name: str) -> sa.Table:
    return sa.Table(
        f"register_{name}", metadata,
        _text("entry", key=True), sa.Column("position", sa.Integer, primary_key=True),
        *(_text(column) for column in REGISTER_DATA_SETS[name]),
    )  # fmt: skip


REGISTER: Mapping[str, sa.Table] = {name: _register_table(name) for name in REGISTER_DATA_SETS}
"""The register as applied, whole with every entry."""

answers = sa.Table("answers", metadata, _text("return_id", key=True), _text("recorded_at"), _text("sent_to"))
"""The returns that were answered; an answer is given once, whatever becomes of the warehouse."""

issues = sa.Table(
    "issues", metadata,
    _text("entry"), _text("report", key=True), _text("period"), sa.Column("period_start", sa.Date, primary_key=True),
    *(sa.Column(name, sa.Integer, primary_key=True) for name in ("period_months", "version")), _text("why"),
    _text("as_at"), _text("recorded_at"), _text("file", key=True), _text("sha256"), _text("recipients", nullable=True),
)  # fmt: skip
"""The files of each report that went out; a report goes out on a period once in each version."""

deliveries = sa.Table(
    "deliveries", metadata,
    *(_text(name, key=True) for name in ("report", "period")), sa.Column("version", sa.Integer, primary_key=True),
    _text("address", key=True), _text("recorded_at"),
)  # fmt: skip
"""To whom each version of a report was mailed, once."""

told = sa.Table(
    "told", metadata,
    _text("observation_id", key=True), _text("occasion", key=True), _text("recorded_at"), _text("sent_to"),
)  # fmt: skip
"""The held figures of which somebody was told by mail, once on each occasion."""

reminders = sa.Table(
    "reminders", metadata,
    _text("address", key=True), sa.Column("day", sa.Date, primary_key=True),
    *(_text(name, key=True) for name in ("occasion", "sender", "period", "code")), _text("identity"), _text("recorded_at"),
)  # fmt: skip
"""The matters about which somebody was written to; one day's mail to a person is one, whatever becomes of the warehouse."""

settings = sa.Table("settings", metadata, _text("entry", key=True), _text("name", key=True), _text("value"))
"""The settings that colour reports, whole with every entry."""

claims = sa.Table("claims", metadata, _text("key", key=True), _text("version"), _text("by"), _text("claimed_at"))
"""The files of the inbox that are being taken in, each by one worker. No data set: it is worth nothing afterwards."""

refusals = sa.Table("refusals", metadata, _text("return_id", key=True), _text("address"), _text("refused_at"))
"""The answers that a mail server refused for good, to which address. No data set: it is worth nothing when they went out."""

begun = sa.Table(
    "begun", metadata,
    *(_text(name, key=True) for name in ("address", "occasion", "sender", "period", "code")), _text("identity"),
)  # fmt: skip
"""What the reminders are about that are being sent, so that after a crash none goes out under a second name. No data set."""

asked = sa.Table(
    "asked", metadata,
    _text("feed", key=True), _text("url"), _text("etag"), _text("last_modified"), _text("sha256"), _text("register_entry"),
    _text("asked_at"),
)  # fmt: skip
"""What each feed answered last. No data set: where it is lost, a feed is fetched once more and its bytes are known."""

late = sa.Table("late", metadata, _text("feed", key=True), _text("period", key=True), _text("told_at"))
"""What was told of each feed: the period for which it is late, or why it cannot be had. No data set either."""

DATA_SETS: Mapping[str, sa.Table] = {
    "returns": returns,
    "observations": observations,
    "findings": findings,
    "decisions": decisions,
    "restatements": restatements,
    "actions": actions,
    "comparisons": comparisons,
    "answers": answers,
    "issues": issues,
    "deliveries": deliveries,
    "told": told,
    "reminders": reminders,
    "settings": settings,
    **{f"register_{name}": table for name, table in REGISTER.items()},
}
"""The table of each data set of the lake."""
