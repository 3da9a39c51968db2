"""Checks the rows of many returns in one micro-batch, and says of each row what was found, in which cell.

Great Expectations costs the same for one row and for ten thousand, so files are checked together; one
context is made for each call and shared with nobody: shared between threads, results swap silently. It also
notes in its own module which context is the last one made, so within a process one check waits for the other.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from threading import Lock
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch

import expectations.custom  # noqa: F401  # importing it registers the expectations that suites name
from expectations.suite import SUITE_OF, Rule, Suite, suite_named
from expectations.words import Words
from transforms.errors import CheckFailed
from transforms.finding import Finding, Severity
from transforms.register import Register, SenderKind
from transforms.stated_row import StatedRow

EACH_ASSUMPTION = "each_assumption"
"""The field of a rule that speaks once of each thing assumed of a row."""

ONE_AT_A_TIME = Lock()
"""Held while rows are checked."""

Findings = Mapping[int, Sequence[Finding]]
"""Findings by the position of the row in the batch."""


def check_rows(
    rows: Sequence[StatedRow], frame: pd.DataFrame, kinds: Mapping[str, SenderKind], register: Register, today: date
) -> Findings:
    """The findings on each row, by the suite of its sender's kind.

    `frame` is the check frame of the rows or of some of them, indexed by their place. Raises `CheckFailed` where an
    expectation could not be evaluated at all.
    """
    parts = frame.groupby(frame["sender"].map(lambda sender: SUITE_OF[kinds[sender]]))
    unmet: dict[int, list[Rule]] = defaultdict(list)
    with ONE_AT_A_TIME:
        batch_definition = _batch_definition()
        for name, part in parts:
            for position, rule in _unmet(part, suite_named(str(name)), batch_definition, register):
                unmet[position].append(rule)
    findings: dict[int, Sequence[Finding]] = {}
    for position, rules in unmet.items():
        words = Words(rows[position], _checked(frame, position), register, today)
        findings[position] = [
            finding for rule in _without_echoes(rules) for finding in _findings(rows[position], rule, words)
        ]
    return findings


def _checked(frame: pd.DataFrame, position: int) -> dict[str, Any]:
    return {str(column): frame.at[position, column] for column in frame.columns}


def _batch_definition() -> BatchDefinition[Any]:
    for name in ("great_expectations", "great_expectations.data_context.types.base"):
        logging.getLogger(name).setLevel(logging.WARNING)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return (
        context.data_sources.add_pandas("inbox").add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")
    )


def _unmet(
    part: pd.DataFrame, suite: Suite, batch_definition: BatchDefinition[Any], register: Register
) -> Iterator[tuple[int, Rule]]:
    """The positions of rows that do not meet an expectation, in the order of the suite's rules."""
    batch = batch_definition.get_batch({"dataframe": part})
    parameters = {"codes": [rows[-1].code for rows in register.indicators.values()]}
    failed = {
        rule for rule, result in _results(batch, suite.expectations, parameters, "BOOLEAN_ONLY") if not result.success
    }
    again = [expectation for expectation in suite.expectations if expectation["meta"]["rule"] in failed]
    in_full = dict(_results(batch, again, parameters, "COMPLETE")) if again else {}
    for name, rule in suite.rules.items():
        if name in in_full:
            for position in _unexpected(in_full[name], name):
                yield position, rule


def _results(
    batch: Batch, expectations: Sequence[Mapping[str, Any]], parameters: dict[str, Any], result_format: str
) -> Iterator[tuple[str, Any]]:
    """The result of each expectation by its rule. Whether one holds costs half of knowing where it does not."""
    suite = gx.ExpectationSuite(name="suite", expectations=[dict(expectation) for expectation in expectations])
    validated = batch.validate(suite, result_format={"result_format": result_format}, expectation_parameters=parameters)
    for result in validated.results:
        if result.expectation_config:
            yield result.expectation_config.meta["rule"], result


def _unexpected(result: Any, rule: str) -> Sequence[int]:
    if result.success:
        return []
    positions = result.result.get("unexpected_index_list")
    if not positions:
        raise CheckFailed(f"The expectation {rule} could not be evaluated.", str(result.exception_info))
    return [int(position) for position in positions]


def _findings(row: StatedRow, rule: Rule, words: Words) -> Sequence[Finding]:
    """What a rule says of a row: one finding, or one of each thing that was assumed."""
    if rule.field != EACH_ASSUMPTION:
        return [_finding(row, rule, words, _field(row, rule.field, words))]
    return [_finding(row, rule, words.of_assumption(each), each.field) for each in row.assumed]


def _finding(row: StatedRow, rule: Rule, words: Words, field: str) -> Finding:
    return Finding(
        rule.severity,
        rule.rule,
        rule.message.format_map(words),
        rule.remedy.format_map(words),
        row.sheet,
        row.first_cell(field),
        row.code,
        str(row.period) if row.period else row.period_text,
    )


def _field(row: StatedRow, field: str, words: Words) -> str:
    """The column of the table that a rule speaks of."""
    if field == "fault":
        return row.fault_field
    if field == "missing_part":
        return "denominator" if row.numerator is not None else "numerator"
    if field == "odd_part":
        return words["odd_part"]
    return row.figure_field if field == "figure" else field


def _without_echoes(rules: Sequence[Rule]) -> Sequence[Rule]:
    """What is said of a row: an error silences what follows from it, and one reason to hold it is enough."""
    errors = [rule for rule in rules if rule.severity == Severity.ERROR]
    holds = [rule for rule in rules if rule.severity == Severity.HOLD]
    return errors or [*holds[:1], *(rule for rule in rules if rule.severity == Severity.WARNING)]
