"""Suites as files: which there are, and what each expects of a return."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from transforms.finding import Severity
from transforms.register import SenderKind

SUITE_OF = {
    SenderKind.DEPARTMENT: "department_return",
    SenderKind.PARTNER: "partner_return",
    SenderKind.FEED: "external_feed",
}
"""The suite by which the returns of each kind of sender are checked."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What an expectation says when it is not met: of which field, how gravely, in which words."""

    rule: str
    severity: Severity
    field: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Suite:
    """A suite as Great Expectations takes it, and its rules by name in the order of the file."""

    name: str
    expectations: Sequence[Mapping[str, Any]]
    rules: Mapping[str, Rule]


@cache
def suite_named(name: str) -> Suite:
    """The suite of a file in `expectations/suites/`, with the expectations of those it names under `also`.

    Raises `KeyError` where an expectation lacks a message, remedy, rule, severity or field.
    """
    expectations = list(_expectations(name))
    rules = [_rule(expectation["meta"]) for expectation in expectations]
    return Suite(name, expectations, {rule.rule: rule for rule in rules})


def _expectations(name: str) -> Sequence[Mapping[str, Any]]:
    document = json.loads(files("expectations").joinpath("suites", f"{name}.json").read_text("utf-8"))
    also = [expectation for other in document.get("also", ()) for expectation in _expectations(other)]
    return [*also, *document["expectations"]]


def _rule(meta: Mapping[str, str]) -> Rule:
    return Rule(meta["rule"], Severity(meta["severity"]), meta["field"], meta["message"], meta["remedy"])
