"""Looks through a commentary, and says what a reader would miss in it, to whoever wrote it.

The phrases stand in `commentary_words.csv`, what is said of each flaw in `commentary_rules.json`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from transforms.commentary import Commentary, Flaw, flaws_of
from transforms.commentary_claims import Against, contradictions
from transforms.commentary_words import Phrases
from transforms.finding import Finding, Severity
from transforms.judged import JudgedRow
from transforms.stated_row import StatedRow

SHOWN = 60
"""Letters of a commentary that a finding quotes."""


def check_commentary(row: StatedRow, judged: JudgedRow, before: str) -> list[Finding]:
    """The findings on the commentary of a row, all warnings: they go to whoever wrote it, and hold up nothing.

    `judged` is the figure that the commentary must explain, `before` what was said of the period before.
    """
    said = Commentary(row.commentary, judged.indicator.name, judged.period, before)
    told = {flaw.value: "" for flaw in flaws_of(said, _phrases())}
    told |= {claim.against.value: claim.words for claim in contradictions(row.commentary, judged, _phrases())}
    return [_finding(row, judged, rule, claimed) for rule, claimed in told.items()]


def _finding(row: StatedRow, judged: JudgedRow, rule: str, claimed: str) -> Finding:
    words = {
        "said": _shortened(row.commentary),
        "claimed": claimed,
        "figure": judged.value_text,
        "period": judged.period.label,
        "target": judged.target_text,
        "light": judged.status_label,
        "previous": f"{judged.previous.value_text} in {judged.previous.period.label}",
        "previous_year": f"{judged.previous_year.value_text} in {judged.previous_year.period.label}",
        "before": judged.previous.period.label,
    }
    message, remedy = (_rules()[rule][part].format_map(words) for part in ("message", "remedy"))
    cell = row.first_cell("commentary")
    return Finding(Severity.WARNING, rule, message, remedy, row.sheet, cell, row.code, str(row.period))


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"


@cache
def _phrases() -> Phrases:
    rows = csv.DictReader(_file("commentary_words.csv").splitlines())
    return Phrases.of((row["list"], row["phrase"]) for row in rows)


@cache
def _rules() -> Mapping[str, Mapping[str, str]]:
    """The message and the remedy of each rule."""
    rules: Mapping[str, Mapping[str, str]] = json.loads(_file("commentary_rules.json"))
    return {rule: rules[rule] for rule in (*Flaw, *Against)}


def _file(name: str) -> str:
    return files("expectations").joinpath(name).read_text("utf-8")
