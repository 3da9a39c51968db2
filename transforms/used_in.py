"""Where figures are used: which of the declared reports print an indicator, and whether it is required anyway."""

from __future__ import annotations

from transforms.indicator import Indicator, Polarity
from transforms.register import Register
from transforms.report_plan import ReportPlan

NATIONAL = "NI"
"""The theme of the national indicators, which central government requires."""

HOUSEKEEPING = "housekeeping"
"""The block that asks what is used: what stands only there is not."""


def is_national(indicator: Indicator) -> bool:
    """Whether central government requires it."""
    return NATIONAL in indicator.themes


def can_have_target(indicator: Indicator) -> bool:
    """Whether there is a way that is better, so that it may be held against a target."""
    return indicator.polarity != Polarity.NONE


def reports_with(indicator: Indicator, register: Register) -> list[str]:
    """The declared reports that print an indicator, or one whose figures are worked out from it, by their names.

    They are of periods at least as long as its own. Its light is not asked for: a report of exceptions prints it when it is one.
    """
    made_of_it = [indicator, *register.fed_by(indicator.code)]
    plans = (plan for plan in register.reports.values() if HOUSEKEEPING not in plan.layout)
    return [plan.report for plan in plans if any(_prints(plan, each, register) for each in made_of_it)]


def _prints(plan: ReportPlan, indicator: Indicator, register: Register) -> bool:
    is_long_enough = plan.length >= indicator.frequency.length
    return is_long_enough and plan.selection.takes(indicator, register.services.get(indicator.service))
