"""`mortar trace`: from a figure to file, sheet, cell, sender, checks, checker and revisions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from textwrap import wrap

from flows.cli import DONE
from flows.commands.asked import known_at, period_named
from flows.commands.printing import print_json, print_line, visible
from flows.figure_pages import pages_as_at
from flows.report_steps import settled_instant
from flows.trace import trace
from flows.trace_facts import trace_facts
from infra.wiring import House, open_house
from reports.trace_words import became_words, decided_words, made_words, parts_words, said_words, worked_words
from transforms.figure_address import folder_as_at
from transforms.period import Period
from transforms.receipt import Receipt
from transforms.traced import Step, Trace

COLUMNS = 80
"""As wide as a terminal is at the least."""


def run(arguments: argparse.Namespace) -> int:
    """Print every statement behind the figure, in the order in which they were made; or write its page."""
    house = open_house(Path(arguments.workspace))
    instant, period = known_at(house, arguments.as_at), period_named(house, arguments.period)
    if arguments.format == "html":
        print_line(str(_write_page(house, arguments.code, period, instant or settled_instant(house), arguments.out)))
        return DONE
    traced = trace(house, arguments.code, period, instant)
    if arguments.format == "json":
        print_json(trace_facts(traced))
    else:
        for depth, line in _lines(traced, 0):
            _print_wrapped(line, depth)
    return DONE


def _write_page(house: House, code: str, period: Period, instant: datetime, out: str) -> Path:
    """Write the page of a figure; by default where the reports of that instant look for it."""
    folder = Path(out) if out else house.workspace / "reports" / folder_as_at(instant)
    [path, *_] = pages_as_at(house, instant).write([(code, period)], folder)
    return path


def _print_wrapped(text: str, depth: int) -> None:
    """A line, broken between words where it is longer than a terminal is wide."""
    indent = "  " * depth
    for line in wrap(
        visible(text),
        COLUMNS,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    ):
        print_line(line)


Lines = Iterator[tuple[int, str]]
"""Lines, each with how far it stands in."""


def _lines(traced: Trace, depth: int) -> Lines:
    marks = (mark if mark.startswith("[") else f"({mark})" for mark in traced.marks)
    figure = " ".join([traced.value_text, *marks])
    yield depth, f"{traced.indicator.code}, {traced.indicator.name}, {traced.period.label}: {figure}"
    if traced.inputs and traced.value is None:
        yield depth + 1, worked_words(traced)
    if traced.value is not None:
        sums = parts_words(traced.figure)
        yield depth + 1, f"{made_words(traced)}{f' {sums}.' if sums else ''} Target: {traced.row.target_text}."
    for each in traced.inputs:
        yield from _lines(each, depth + 1)
    for step in traced.steps:
        yield from ((depth + within, line) for within, line in _step_lines(step))
    yield from ((depth + 1, line) for line in _became_lines(traced))


def _became_lines(traced: Trace) -> Iterator[str]:
    for change in traced.revisions:
        was = change.was or "no figure"
        yield f"Revised: {change.period.label}, {was} became {change.now}, {_when(change.changed_at)}"
    for restated in traced.restated:
        yield restated.words
    for sent_back in traced.sent_back:
        finding, file = sent_back.finding, _file(sent_back.receipt)
        yield f"Sent back: {file}, cell {finding.cell}, {finding.rule}: {finding.message}"


def _step_lines(step: Step) -> Lines:
    observation = step.observation
    sheet = f", sheet '{observation.sheet}'" if observation.sheet else ""
    counts = ", in the figure" if step.used else ""
    yield 1, f"{observation.said.period.label}: {said_words(step)} ({became_words(step)}){counts}"
    yield 2, f"{observation.sender}/{observation.file}{sheet}, {_cells(step)}"
    came = f"received {_when(step.receipt.arrived_at)}, " if step.receipt else ""
    yield 2, f"from {step.sender_name or observation.sender}, {came}recorded {_when(observation.recorded_at)}"
    yield 2, f"checksum {observation.sha256}"
    if observation.decision:
        yield 2, decided_words(observation.decision, _when(observation.decision.recorded_at))
    for finding in step.findings:
        yield 2, f"{finding.severity.value} {finding.rule}: {finding.message}"
    yield 2, f"{len(step.passed)} checks found nothing"
    for receipt in step.repeated:
        yield 2, f"said again, unchanged, in {_file(receipt)}"


def _file(receipt: Receipt) -> str:
    return f"{receipt.sender}/{receipt.file}, recorded {_when(receipt.recorded_at)}"


def _cells(step: Step) -> str:
    """`cell F5; numerator D5, denominator E5`."""
    parts = [f"{role} {address}" for address, role in step.roles.items() if role != "figure"]
    return f"cell {step.observation.cell}" + (f"; {', '.join(parts)}" if parts else "")


def _when(instant: datetime) -> str:
    return f"{instant.day} {instant:%B %Y %H:%M} UTC"
