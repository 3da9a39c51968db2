"""Runs the steps of the flow that issues reports without Prefect, in the order of the flow."""

from __future__ import annotations

from flows.issue_steps import find_due, issue_report
from infra.wiring import House
from tests.flows.make_document import make_document
from transforms.issue import Issue


def issue_due(house: House, named: str = "") -> list[Issue]:
    """Issue the reports on the period named, or what is due by now."""
    issues = [
        issue_report(
            house,
            make_document(house, considered.report, str(considered.period), None, considered.version),
            considered.why,
            considered.edition,
        )
        for considered in find_due(house, named)
        if considered.why
    ]
    return [issue for issue in issues if issue]
