"""The data sets of the lake. Figures are texts of decimal digits, so that none is ever rounded by a machine."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from transforms.register_table import DATA_SETS as REGISTER_DATA_SETS

TEXT, COUNT, INSTANT = pa.string(), pa.int64(), pa.timestamp("us", tz="UTC")


def _register(name: str) -> pa.Schema:
    return pa.schema([("position", COUNT), *((column, TEXT) for column in REGISTER_DATA_SETS[name])])


RETURNS = pa.schema(
    [
        ("return_id", TEXT), ("sender", TEXT), ("file", TEXT), ("sha256", TEXT), ("size", COUNT),
        ("arrived_at", INSTANT), ("recorded_at", INSTANT), ("register_entry", TEXT), ("verdict", TEXT),
        ("accepted", COUNT), ("held", COUNT), ("refused", COUNT), ("unchanged", COUNT),
    ]
)  # fmt: skip
"""One row per file taken in."""

OBSERVATIONS = pa.schema(
    [
        ("observation_id", TEXT), ("return_id", TEXT), ("position", COUNT), ("recorded_at", INSTANT),
        ("code", TEXT), ("code_key", TEXT), ("period", TEXT), ("period_start", pa.date32()), ("period_months", COUNT),
        ("value", TEXT), ("numerator", TEXT), ("denominator", TEXT), ("gap", TEXT), ("provisional", pa.bool_()),
        ("commentary", TEXT), ("state", TEXT), ("reason", TEXT), ("sheet", TEXT), ("cell", TEXT),
        ("numerator_cell", TEXT), ("denominator_cell", TEXT), ("sender", TEXT), ("file", TEXT), ("sha256", TEXT),
        ("revised", pa.bool_()),
    ]
)  # fmt: skip
"""One row per figure or commentary as stated by one return; `position` orders those of one entry. Entries of older days
do not say whether their senders marked a figure as revised."""

FINDINGS = pa.schema(
    [
        ("return_id", TEXT), ("position", COUNT), ("observation_id", TEXT), ("severity", TEXT), ("rule", TEXT),
        ("message", TEXT), ("remedy", TEXT), ("sheet", TEXT), ("cell", TEXT), ("code", TEXT), ("period", TEXT),
    ]
)  # fmt: skip
"""One row per finding; `observation_id` where the figure was taken or held all the same."""

DECISIONS = pa.schema(
    [("observation_id", TEXT), ("recorded_at", INSTANT), ("decision", TEXT), ("by", TEXT), ("reason", TEXT)]
)
"""One row per decision on a held figure: released or returned, by whom and why."""

RESTATEMENTS = pa.schema(
    [
        ("position", COUNT), ("recorded_at", INSTANT), ("code", TEXT), ("code_key", TEXT), ("first", pa.date32()),
        ("last", pa.date32()), ("register_entry", TEXT), ("by", TEXT), ("reason", TEXT), ("period", TEXT),
        ("period_start", pa.date32()), ("period_months", COUNT), ("setting", TEXT), ("was", TEXT), ("now", TEXT),
    ]
)  # fmt: skip
"""One row per setting and period that an act restated; the act's own days and register stand in each of its rows."""

ACTIONS = pa.schema(
    [
        ("return_id", TEXT), ("position", COUNT), ("recorded_at", INSTANT), ("code", TEXT), ("code_key", TEXT),
        ("kind", TEXT), ("what", TEXT), ("who", TEXT), ("by_when", pa.date32()), ("done", pa.date32()),
        ("outcome", TEXT), ("by", TEXT), ("file", TEXT), ("sheet", TEXT), ("cell", TEXT),
    ]
)  # fmt: skip
"""One row per statement on an action or a referral, by a return or, without a return's id, by a person at the desk."""

COMPARISONS = pa.schema(
    [
        ("return_id", TEXT), ("position", COUNT), ("recorded_at", INSTANT), ("code", TEXT), ("code_key", TEXT),
        ("period", TEXT), ("period_start", pa.date32()), ("period_months", COUNT), ("group", TEXT),
        ("authority", TEXT), ("value", TEXT), ("sender", TEXT), ("file", TEXT), ("sheet", TEXT), ("cell", TEXT),
    ]
)  # fmt: skip
"""One row per figure of another council as stated by one return."""

ANSWERS = pa.schema([("return_id", TEXT), ("recorded_at", INSTANT), ("sent_to", TEXT)])
"""One row per return that was answered."""

ISSUES = pa.schema(
    [
        ("report", TEXT), ("period", TEXT), ("period_start", pa.date32()), ("period_months", COUNT), ("version", COUNT),
        ("why", TEXT), ("as_at", INSTANT), ("recorded_at", INSTANT), ("file", TEXT), ("sha256", TEXT),
        ("recipients", TEXT),
    ]
)  # fmt: skip
"""One row per file of a report that went out; its bytes are kept as those of returns are. Recipients are addresses
between semicolons; entries of older days name none."""

DELIVERIES = pa.schema(
    [("report", TEXT), ("period", TEXT), ("version", COUNT), ("address", TEXT), ("recorded_at", INSTANT)]
)
"""One row per version of a report and address to which it was mailed."""

TOLD = pa.schema([("observation_id", TEXT), ("occasion", TEXT), ("recorded_at", INSTANT), ("sent_to", TEXT)])
"""One row per held figure and occasion of which somebody was told by mail."""

REMINDERS = pa.schema(
    [
        ("address", TEXT), ("day", pa.date32()), ("occasion", TEXT), ("sender", TEXT), ("period", TEXT), ("code", TEXT),
        ("identity", TEXT), ("recorded_at", INSTANT),
    ]
)  # fmt: skip
"""One row per matter about which somebody was written to on a day; `identity` is the mail's."""

SETTINGS = pa.schema([("name", TEXT), ("value", TEXT)])
"""One row per setting that colours reports."""

SCHEMAS: Mapping[str, pa.Schema] = {
    "returns": RETURNS,
    "observations": OBSERVATIONS,
    "findings": FINDINGS,
    "decisions": DECISIONS,
    "restatements": RESTATEMENTS,
    "actions": ACTIONS,
    "comparisons": COMPARISONS,
    "answers": ANSWERS,
    "issues": ISSUES,
    "deliveries": DELIVERIES,
    "told": TOLD,
    "reminders": REMINDERS,
    "settings": SETTINGS,
    **{f"register_{name}": _register(name) for name in REGISTER_DATA_SETS},
}
