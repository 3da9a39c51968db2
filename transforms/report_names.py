"""Checks the names of declared reports against the council's groups, for each of which some are made."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain

from transforms.errors import RegisterRefused
from transforms.file_word import group_word
from transforms.register import Register
from transforms.register_table import Table
from transforms.report_plan import Edition, Grouping, ReportPlan, outcome_of


def check_names(table: Table, register: Register) -> None:
    """Raises `RegisterRefused` where a report would have the name of another's group, or a recipient's group is none."""
    lines = {row["report"]: line for line, row in table.rows}
    taken: dict[str, str] = {}
    for name, plan in register.declared.items():
        groups = _groups(plan.per, register) if plan.per else []
        for made in [Edition(plan, group).name for group in groups] if plan.per else [name]:
            if taken.setdefault(made, name) != name:
                table.fault(lines[name], "", f"one made by [{name}] and one by [{taken[made]}] would both be {made}.")
        for message in _unknown_groups(plan, groups):
            table.fault(lines[name], "recipients", message)
    if table.faults:
        raise RegisterRefused(sorted(table.faults, key=lambda fault: fault.line))


def _groups(per: Grouping, register: Register) -> list[str]:
    """The names of all groups of a kind, be anything measured of them or not."""
    indicators = chain.from_iterable(register.indicators.values())
    match per:
        case Grouping.SERVICE:
            names = [service.name for service in register.services.values()]
        case Grouping.DEPARTMENT:
            names = [service.department for service in register.services.values()]
        case Grouping.PORTFOLIO_HOLDER:
            names = [service.portfolio_holder for service in register.services.values()]
        case Grouping.SENDER:
            names = [sender.name for sender in register.senders.values()]
        case Grouping.OUTCOME:
            names = [outcome_of(indicator) for indicator in indicators]
    return list(dict.fromkeys(filter(None, names)))


def _unknown_groups(plan: ReportPlan, groups: list[str]) -> Iterator[str]:
    words = {group_word(group) for group in groups}
    for group in dict.fromkeys(who.group for who in plan.recipients if who.group):
        if group_word(group) not in words:
            near = get_close_matches(group, groups, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(groups) or 'none'}."
            yield f"names '{group}', which is no {plan.per} of this register; {hint}"
