"""The register over time as it might be: with other settings for some periods, to see what they would change.

Other periods, the ones before with which trends compare among them, stay as they were judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from transforms.code import code_key
from transforms.indicator import Indicator, ToleranceKind
from transforms.period import Period
from transforms.register import Register
from transforms.register_history import Applied, RegisterHistory
from transforms.target import Target, target_for


class Allowance(NamedTuple):
    """How far from its target a figure is still Caution; `kind` is `None` where it is counted as it was."""

    tolerance: Decimal
    kind: ToleranceKind | None

    def of(self, indicator: Indicator) -> Indicator:
        """The indicator with this allowance."""
        return replace(indicator, tolerance=self.tolerance, tolerance_kind=self.kind or indicator.tolerance_kind)


@dataclass(frozen=True)
class Supposed(RegisterHistory):
    """As if a register had stood for the periods asked about."""

    register: Register
    asked: Sequence[Period]

    def _in_order(self, period: Period, code: str = "") -> Sequence[Applied]:
        """The supposed register alone: what it does not state, nothing states."""
        if any(asked.contains(period) for asked in self.asked):
            return [Applied(date.min, self.register)]
        return super()._in_order(period, code)


@dataclass(frozen=True)
class Adjusted(RegisterHistory):
    """As if some targets and allowances, by `code_key`, had been others for the periods asked about."""

    targets: Mapping[str, Target]
    allowances: Mapping[str, Allowance]
    asked: Sequence[Period]

    def indicator(self, code: str, period: Period) -> Indicator | None:
        """What stood for a code, with its other allowance."""
        stood = super().indicator(code, period)
        return self._adjusted(stood, period) if stood else None

    def target(self, indicator: Indicator, period: Period) -> Target | None:
        """The other target, for a part of a period asked about its share."""
        target = self.targets.get(code_key(indicator.code))
        around = next((asked for asked in self.asked if asked.contains(period)), None)
        if target is None or around is None:
            return super().target(indicator, period)
        return target_for(indicator, period, {around: target})

    def standing(self, period: Period) -> list[Indicator]:
        """The indicators of a period, with their other allowances."""
        return [self._adjusted(indicator, period) for indicator in super().standing(period)]

    def _adjusted(self, indicator: Indicator, period: Period) -> Indicator:
        allowance = self.allowances.get(code_key(indicator.code))
        is_asked = any(asked.contains(period) for asked in self.asked)
        return allowance.of(indicator) if allowance and is_asked else indicator
