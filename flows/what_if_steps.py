"""What other targets and allowances would change, found without storing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from flows.knowing import what_was_known
from flows.periods_asked import periods_from
from flows.register_steps import register_in_files
from infra.wiring import House
from transforms.code import code_key
from transforms.errors import UnknownItem, UsageError
from transforms.indicator import Indicator, Polarity
from transforms.period import Period
from transforms.read_setting import Setting, read_setting
from transforms.read_targets import unfit
from transforms.register_history import RegisterHistory
from transforms.supposed import Adjusted, Allowance, Supposed
from transforms.target import Target
from transforms.what_if import Outlook, outlook


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would turn in each period; the settings asked about, or none where the files of `register/` were judged by."""

    settings: Sequence[str]
    outlooks: Sequence[Outlook]


def what_if(house: House, last: Period, first: Period | None = None, settings: Sequence[str] = ()) -> WhatIf:
    """The lights and trends of some periods that would turn by the files of `register/`, or by settings named here.

    Nothing is applied and nothing stored. Raises `UsageError`, and `RegisterRefused` where the files have faults.
    """
    periods = periods_from(first or last, last)
    stated = [read_setting(text) for text in settings]
    now = what_was_known(house).judge
    if settings:
        supposed: RegisterHistory = _adjusted(now.register, stated, periods)
    else:
        supposed = Supposed(now.register.versions, register_in_files(house), periods, restated=now.register.restated)
    then = replace(now, register=supposed)
    return WhatIf(list(settings), [outlook(now, then, period) for period in periods])


def _adjusted(register: RegisterHistory, settings: Sequence[Setting], periods: Sequence[Period]) -> Adjusted:
    targets: dict[str, Target] = {}
    allowances: dict[str, Allowance] = {}
    for setting in settings:
        key = code_key(_standing(register, setting.code, periods)[0][0].code)
        if key in (targets if setting.target else allowances):
            raise UsageError(f"{setting.code} is set twice.", "Set each target and each tolerance once.")
        if setting.target:
            targets[key] = setting.target
        if setting.allowance:
            allowances[key] = setting.allowance
    adjusted = Adjusted(register.versions, targets, allowances, periods, restated=register.restated)
    for setting in settings:
        _refuse_unfit(adjusted, setting.code, periods)
    return adjusted


def _standing(register: RegisterHistory, code: str, periods: Sequence[Period]) -> list[tuple[Indicator, Period]]:
    """A code's indicator for each period for which it stands, one at least."""
    if register.latest.indicator(code) is None:
        codes = [rows[-1].code for rows in register.latest.indicators.values()]
        near = get_close_matches(code, codes, n=1)
        remedy = f"Did you mean {near[0]}?" if near else "Write the code as it stands in the register."
        raise UnknownItem(f"There is no indicator '{code}'.", remedy)
    stood = [(row, period) for period in periods if (row := register.indicator(code, period))]
    standing = [(row, period) for row, period in stood if row.frequency.length <= period.months]
    if not standing:
        raise UsageError(f"{code} is not measured in {periods[-1].label}.", "Ask about a period in which it is.")
    if standing[-1][0].polarity == Polarity.NONE:
        raise UsageError(f"{code} has no light: neither more nor less of it is better.", "Set another indicator.")
    return standing


def _refuse_unfit(register: RegisterHistory, code: str, periods: Sequence[Period]) -> None:
    """Raise `UsageError` where the target or the allowance would be refused in the register too."""
    for indicator, period in _standing(register, code, periods):
        target = register.target(indicator, period)
        for fault in unfit(target, [indicator], period) if target else ():
            raise UsageError(fault, "Set another one.")
