"""`mortar trace`: from a figure to file, sheet, cell, sender, checks, checker and revisions."""

from __future__ import annotations

import argparse
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.cli import DONE
from flows.commands.asked import as_at, period_named
from flows.commands.printing import finding_facts, print_json, print_line
from flows.trace import Step, Trace, trace
from infra.clock import parse_instant
from infra.wiring import open_house
from transforms.figure import plain
from transforms.observation import Decided, State


def run(arguments: argparse.Namespace) -> int:
    """Print every statement behind the figure, in the order in which they were made."""
    house = open_house(Path(arguments.workspace))
    instant = as_at(house, arguments.as_at)
    period = period_named(house, arguments.period)
    traced = trace(house, arguments.code, period, parse_instant(instant) if instant else None)
    if arguments.format == "json":
        print_json(_facts(traced))
    else:
        _print(traced)
    return DONE


def _facts(traced: Trace) -> dict[str, Any]:
    return {
        "code": traced.indicator.code,
        "period": str(traced.period),
        "value": _number(traced.value),
        "value_text": traced.value_text,
        "marks": list(traced.marks),
        "observations": [_step_facts(step) for step in traced.steps],
    }


def _step_facts(step: Step) -> dict[str, Any]:
    observation, said, decision = step.observation, step.observation.said, step.observation.decision
    return {
        "observation_id": observation.observation_id,
        "period": str(said.period),
        "value": _number(step.value),
        "numerator": _number(said.numerator),
        "denominator": _number(said.denominator),
        "recorded_at": observation.recorded_at.isoformat(),
        "file": observation.file,
        "sha256": observation.sha256,
        "sheet": observation.sheet,
        "cell": observation.cell,
        "cells": {"numerator": observation.numerator_cell, "denominator": observation.denominator_cell}
        if said.has_parts
        else {},
        "sender": observation.sender,
        "state": step.state,
        "counts": step.counts,
        "overtaken": step.overtaken,
        "findings": [finding_facts(finding) for finding in step.findings],
        "released_by": decision.by if decision and decision.decision == Decided.RELEASED else None,
        "decided_by": decision.by if decision else None,
        "reason": observation.decision.reason if observation.decision else observation.reason,
    }


def _number(figure: Decimal | None) -> float | None:
    return None if figure is None else float(figure)


def _print(traced: Trace) -> None:
    print_line(
        f"{traced.indicator.code}, {traced.indicator.name}, {traced.period.label}: {' '.join([traced.value_text, *traced.marks])}"
    )
    for step in traced.steps:
        observation = step.observation
        sheet = f", sheet '{observation.sheet}'" if observation.sheet else ""
        print_line(f"  {observation.said.period.label}: {_said(step)} ({_became(step)})")
        print_line(f"    {observation.sender}/{observation.file}{sheet}, cell {observation.cell}, {_when(step)}")
        print_line(f"    bytes {observation.sha256}")
        if observation.decision:
            decision = observation.decision
            print_line(f"    {decision.decision} by {decision.by}: {decision.reason}")
        for finding in step.findings:
            print_line(f"    {finding.severity.value} {finding.rule}: {finding.message}")


def _said(step: Step) -> str:
    said = step.observation.said
    if not said.says_figure:
        return "commentary only"
    if said.numerator is None or said.denominator is None:
        return step.value_text or (said.gap.label if said.gap else "no figure")
    parts = f"{plain(said.numerator)} out of {plain(said.denominator)}"
    return f"{step.value_text} ({parts})" if step.value_text else parts


def _became(step: Step) -> str:
    if step.overtaken:
        return f"{step.state}, overtaken"
    return "held, waits for a checker" if step.state == State.HELD else step.state


def _when(step: Step) -> str:
    recorded_at = step.observation.recorded_at
    return f"recorded {recorded_at.day} {recorded_at:%B %Y %H:%M} UTC"
