"""The tables of a lake entry, made of what a flow has found out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from infra.lake_schema import (
    ACTIONS,
    ANSWERS,
    COMPARISONS,
    DECISIONS,
    DELIVERIES,
    FINDINGS,
    ISSUES,
    OBSERVATIONS,
    REMINDERS,
    RESTATEMENTS,
    RETURNS,
    SCHEMAS,
    SETTINGS,
    TOLD,
)
from transforms.code import code_key
from transforms.finding import Finding, Verdict
from transforms.issue import Issue
from transforms.register_table import Row
from transforms.reminded import Reminded
from transforms.restated import Restated
from transforms.settle import Outcome, Taken
from transforms.stated_action import StatedAction
from transforms.stated_comparison import StatedComparison


def returns_entry(outcomes: Sequence[Outcome], register_entry: str) -> dict[str, pa.Table]:
    """The tables of a batch of returns: files, figures and findings, and where there are any, what was taken of their
    lists. Empty where nothing is new.
    """
    new = [outcome for outcome in outcomes if outcome.verdict != Verdict.DUPLICATE]
    if not new:
        return {}
    taken = [(outcome, row) for outcome in new for row in outcome.taken]
    found = [(outcome, at, *said) for outcome in new for at, said in enumerate(outcome.findings)]
    return {
        "returns": _table(RETURNS, [_return(outcome, register_entry) for outcome in new]),
        "observations": _table(OBSERVATIONS, [_observation(*pair) for pair in taken]),
        "findings": _table(FINDINGS, [_finding(*said) for said in found]),
        **_lists(new),
    }


def _lists(outcomes: Sequence[Outcome]) -> dict[str, pa.Table]:
    """The tables of what was taken of lists."""
    actions = [(outcome.return_id, row) for outcome in outcomes for row in outcome.listed.actions]
    figures = [(outcome.return_id, row) for outcome in outcomes for row in outcome.listed.comparisons]
    tables = {
        "actions": _table(ACTIONS, [_action(at, *stated) for at, stated in enumerate(actions)]),
        "comparisons": _table(COMPARISONS, [_comparison(at, *stated) for at, stated in enumerate(figures)]),
    }
    return {name: table for name, table in tables.items() if table.num_rows}


def action_entry(stated: StatedAction) -> dict[str, pa.Table]:
    """The table of one action or referral that a person stated, who stands for the sender."""
    return {"actions": _table(ACTIONS, [_action(0, "", stated)])}


def decision_entry(observation_id: str, decision: str, by: str, reason: str) -> dict[str, pa.Table]:
    """The table of one decision on a held figure."""
    return {"decisions": _table(DECISIONS, [(observation_id, None, decision, by, reason)])}


def restatements_entry(restated: Sequence[Restated], register_entry: str) -> dict[str, pa.Table]:
    """The table of what one act restated, by the register that was applied with an entry."""
    rows = [_restated(at, each, register_entry) for at, each in enumerate(restated)]
    return {"restatements": _table(RESTATEMENTS, rows)}


def answers_entry(sent_to: Mapping[str, str]) -> dict[str, pa.Table]:
    """The table of answers given: to whom each return was answered, by its id."""
    return {"answers": _table(ANSWERS, [(return_id, None, address) for return_id, address in sent_to.items()])}


def issue_entry(issue: Issue) -> dict[str, pa.Table]:
    """The table of a report that went out, a row for each of its files."""
    period = issue.period
    went_out = (
        issue.report,
        str(period),
        period.start,
        int(period.months),
        issue.version,
        issue.why.value,
        issue.as_at,
    )
    recipients = "; ".join(issue.recipients)
    return {"issues": _table(ISSUES, [(*went_out, None, *file, recipients) for file in issue.files.items()])}


def deliveries_entry(issues: Sequence[Issue], address: str) -> dict[str, pa.Table]:
    """The table of the reports that reached an address in one mail."""
    rows = [(issue.report, str(issue.period), issue.version, address, None) for issue in issues]
    return {"deliveries": _table(DELIVERIES, rows)}


def told_entry(occasion: str, sent_to: Mapping[str, str]) -> dict[str, pa.Table]:
    """The table of held figures of which somebody was told: to whom the mail went, by their ids."""
    rows = [(observation_id, occasion, None, address) for observation_id, address in sent_to.items()]
    return {"told": _table(TOLD, rows)}


def reminders_entry(reminded: Sequence[Reminded]) -> dict[str, pa.Table]:
    """The table of what somebody was written to about."""
    rows = [(row.address, row.day, row.matter.occasion.value, *row.matter[1:], row.identity, None) for row in reminded]
    return {"reminders": _table(REMINDERS, rows)}


def settings_entry(facts: Mapping[str, str]) -> dict[str, pa.Table]:
    """The table of the council's settings from now on."""
    return {"settings": _table(SETTINGS, list(facts.items()))}


def register_entry(rows: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    """The tables of a register as applied."""
    return {
        f"register_{name}": _table(
            SCHEMAS[f"register_{name}"], [(position, *row.values()) for position, row in enumerate(of_file)]
        )
        for name, of_file in rows.items()
    }


def _table(schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)], schema=schema
    )


def _return(outcome: Outcome, register_entry: str) -> tuple[Any, ...]:
    file, counts = outcome.file, outcome.counts
    return (
        outcome.return_id, file.sender, file.file, file.sha256, file.size, file.arrived_at, None, register_entry,
        outcome.verdict.value, counts.accepted, counts.held, counts.refused, counts.unchanged,
    )  # fmt: skip


def _observation(outcome: Outcome, taken: Taken) -> tuple[Any, ...]:
    row, period = taken.row, taken.row.period
    assert period is not None, "a row without a period is never taken"
    return (
        taken.observation_id, outcome.return_id, taken.position, None,
        row.code, code_key(row.code), str(period), period.start, int(period.months),
        _digits(row.value), _digits(row.numerator), _digits(row.denominator), row.gap.value if row.gap else "",
        row.provisional, row.commentary, taken.state.value, taken.reason, row.sheet, row.cell(row.figure_field),
        row.cell("numerator"), row.cell("denominator"), outcome.file.sender, outcome.file.file, outcome.file.sha256, row.revised,
    )  # fmt: skip


def _finding(outcome: Outcome, at: int, observation_id: str, finding: Finding) -> tuple[Any, ...]:
    return (
        outcome.return_id, at, observation_id, finding.severity.value, finding.rule, finding.message,
        finding.remedy, finding.sheet, finding.cell, finding.code, finding.period,
    )  # fmt: skip


def _action(at: int, return_id: str, stated: StatedAction) -> tuple[Any, ...]:
    return (
        return_id, at, None, stated.code, code_key(stated.code), stated.kind.value, stated.what, *stated.said,
        stated.source.sender, stated.source.file, stated.sheet, stated.cell,
    )  # fmt: skip


def _restated(at: int, restated: Restated, register_entry: str) -> tuple[Any, ...]:
    act, (period, *setting) = restated.act, restated.setting
    return (
        at, None, act.code, code_key(act.code), act.first, act.last, register_entry, act.by, act.reason,
        str(period), period.start, int(period.months), *setting,
    )  # fmt: skip


def _comparison(at: int, return_id: str, stated: StatedComparison) -> tuple[Any, ...]:
    period = stated.period
    return (
        return_id, at, None, stated.code, code_key(stated.code), str(period), period.start, int(period.months),
        stated.group, stated.authority, _digits(stated.value), stated.source.sender, stated.source.file, stated.sheet,
        stated.cell,
    )  # fmt: skip


def _digits(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:f}"
