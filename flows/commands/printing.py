"""How commands print facts: JSON for programs, a few plain lines for people."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from transforms.finding import Finding, Verdict
from transforms.settle import Outcome, SentFile
from transforms.words import many

SAID = {
    Verdict.ACCEPTED: "accepted",
    Verdict.PARTLY: "taken in part; some rows went back",
    Verdict.HELD: "accepted, with figures that wait for a checker",
    Verdict.REFUSED: "refused; nothing was taken",
    Verdict.DUPLICATE: "came before; nothing changes",
}


def print_line(text: str) -> None:
    """A line on standard output for a person."""
    print_text(f"{visible(text)}\n")


def print_text(text: str) -> None:
    """A text on standard output as it is. Where nobody reads on, as after `head`, the rest goes nowhere, quietly:
    the command still does all it was asked to, and ends as it would have.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_aside(text: str) -> None:
    """A line on standard error, beside the facts."""
    print(visible(text), file=sys.stderr)


def print_json(facts: Any) -> None:
    """Facts as JSON on standard output."""
    print_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n")


def print_table(lines: Sequence[Sequence[str]], *, figures: bool = False) -> None:
    """Lines of as many cells each, the columns one below the other; with `figures` all but the first to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *others in lines:
        cells = (
            cell.rjust(width) if figures else cell.ljust(width) for cell, width in zip(others, widths[1:], strict=True)
        )
        print_line("  ".join([first.ljust(widths[0]), *cells]).rstrip())


def outcome_facts(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Outcomes in the shape other programs rely on."""
    return [
        {
            "file": outcome.file.file,
            "sender": outcome.file.sender,
            "verdict": outcome.verdict.value,
            "figures": {
                "accepted": outcome.counts.accepted,
                "held": outcome.counts.held,
                "refused": outcome.counts.refused,
                "unchanged": outcome.counts.unchanged,
            },
            "findings": [finding_facts(finding) for _, finding in outcome.findings],
        }
        for outcome in outcomes
    ]


def finding_facts(finding: Finding) -> dict[str, str]:
    """A finding in the shape other programs rely on."""
    return {
        "severity": finding.severity.value,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "code": finding.code,
        "period": finding.period,
        "rule": finding.rule,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def print_outcomes(outcomes: Sequence[Outcome]) -> None:
    """Outcomes as lines: a verdict for each file, and under it what was found, cell by cell."""
    for outcome in outcomes:
        counts = outcome.counts
        told = [("accepted", counts.accepted), ("held", counts.held), ("refused", counts.refused)]
        told.append(("unchanged", counts.unchanged))
        figures = ", ".join([*(f"{number} {what}" for what, number in told if number), *_listed(outcome)])
        print_line(f"{file_named(outcome.file)}: {SAID[outcome.verdict]}" + (f" ({figures})." if figures else "."))
        for _, finding in outcome.findings:
            print_line(f"  {_place(finding)}{finding.message}")
            print_line(f"    {finding.remedy}")


def _listed(outcome: Outcome) -> list[str]:
    """What was taken of a file's lists."""
    actions, others = len(outcome.listed.actions), len(outcome.listed.comparisons)
    said = [many(actions, "action")] if actions else []
    return [*said, f"{many(others, 'figure')} of other councils"] if others else said


def file_named(file: SentFile) -> str:
    """A file by its sender and its name."""
    return f"{file.sender}/{file.file}" if file.sender else file.file


def visible(text: str) -> str:
    """A text without signs that would steer the terminal: names and cells are written by others."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def _place(finding: Finding) -> str:
    place = " ".join(
        filter(None, [finding.sheet and f"sheet '{finding.sheet}'", finding.cell and f"cell {finding.cell}"])
    )
    return f"{finding.severity.value}, {place}: " if place else f"{finding.severity.value}: "


def needs_a_person(outcomes: Sequence[Outcome]) -> bool:
    """Whether somebody must do something: mend a file, or decide a hold."""
    return any(o.verdict in {Verdict.PARTLY, Verdict.HELD, Verdict.REFUSED} for o in outcomes)
