"""A figure followed back, as plain facts for other programs."""

from __future__ import annotations

from typing import Any

from flows.commands.printing import finding_facts
from flows.restated_facts import restated_facts
from transforms.figure import json_number
from transforms.observation import Decided
from transforms.receipt import Receipt
from transforms.traced import Step, Trace


def trace_facts(traced: Trace) -> dict[str, Any]:
    """The trace in the shape other programs rely on."""
    row, figure = traced.row, traced.figure
    return {
        "code": traced.indicator.code,
        "name": traced.indicator.name,
        "period": str(traced.period),
        "value": json_number(traced.value),
        "value_text": traced.value_text,
        "marks": list(traced.marks),
        "target_text": row.target_text,
        "status": row.status.value,
        "numerator": json_number(figure.numerator),
        "denominator": json_number(figure.denominator),
        "rollup": traced.indicator.rollup.value if traced.parts else None,
        "parts": [
            {
                "period": str(part.period),
                "value_text": part.value_text,
                "numerator": json_number(part.said.numerator) if part.said else None,
                "denominator": json_number(part.said.denominator) if part.said else None,
            }
            for part in traced.parts
        ],
        "formula": traced.formula,
        "inputs": [trace_facts(each) for each in traced.inputs],
        "observations": [_step_facts(step) for step in traced.steps],
        "revisions": [
            {
                "period": str(change.period),
                "was": change.was,
                "now": change.now,
                "known_at": change.changed_at.isoformat(),
            }
            for change in traced.revisions
        ],
        "sent_back": [
            {**_file_facts(each.receipt), "finding": finding_facts(each.finding)} for each in traced.sent_back
        ],
        "restated": restated_facts(traced.restated),
    }


def _step_facts(step: Step) -> dict[str, Any]:
    observation, said, decision = step.observation, step.observation.said, step.observation.decision
    return {
        "observation_id": observation.observation_id,
        "period": str(said.period),
        "value": json_number(step.value),
        "value_text": step.value_text,
        "numerator": json_number(said.numerator),
        "denominator": json_number(said.denominator),
        "recorded_at": observation.recorded_at.isoformat(),
        "received_at": step.receipt.arrived_at.isoformat() if step.receipt else None,
        "file": observation.file,
        "sha256": observation.sha256,
        "sheet": observation.sheet,
        "cell": observation.cell,
        "cells": {"numerator": observation.numerator_cell, "denominator": observation.denominator_cell}
        if said.has_parts
        else {},
        "sender": observation.sender,
        "sender_name": step.sender_name,
        "state": step.state,
        "counts": step.counts,
        "used": step.used,
        "overtaken": step.overtaken,
        "findings": [finding_facts(finding) for finding in step.findings],
        "checks_passed": list(step.passed),
        "repeated_in": [_file_facts(receipt) for receipt in step.repeated],
        "released_by": decision.by if decision and decision.decision == Decided.RELEASED else None,
        "decided_by": decision.by if decision else None,
        "reason": decision.reason if decision else observation.reason,
    }


def _file_facts(receipt: Receipt) -> dict[str, str]:
    return {"file": receipt.file, "sha256": receipt.sha256, "recorded_at": receipt.recorded_at.isoformat()}
