"""The register: the council's own list of senders, services, indicators and targets, at one time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from transforms.code import code_key, unpadded_key
from transforms.errors import UnknownItem
from transforms.feed import Feed
from transforms.indicator import Indicator
from transforms.layout import Layout
from transforms.period import Period
from transforms.rebasing import Rebased
from transforms.report_plan import COMMITTEES_REPORT, ReportPlan
from transforms.target import Target, target_for

DEFAULT_DUE_DAY = 15
"""The case study: "every section and department sends in a spreadsheet ... on the 15th of the month"."""


class SenderKind(StrEnum):
    """Where a sender stands to the council; each kind has its own suite of expectations."""

    DEPARTMENT = "department"
    PARTNER = "partner"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Sender:
    """A department, partner or feed that owns a prefix of the inbox."""

    sender: str
    name: str
    kind: SenderKind
    email: str
    manager_email: str
    due_day: int


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the council, as reports group by it, in the order of the register."""

    service: str
    name: str
    department: str
    head: str
    portfolio_holder: str


@dataclass(frozen=True)
class Register:
    """Senders and services by their short names, indicators and targets by `code_key`, layouts, feeds and declared
    reports by their names, rebasings by `code_key` again.

    A code has several indicators where its definition changed; their periods do not overlap.
    """

    senders: Mapping[str, Sender]
    services: Mapping[str, Service]
    indicators: Mapping[str, tuple[Indicator, ...]]
    targets: Mapping[str, Mapping[Period, Target]]
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    declared: Mapping[str, ReportPlan] = field(default_factory=dict)
    rebased: Rebased = field(default_factory=dict)

    @property
    def reports(self) -> Mapping[str, ReportPlan]:
        """The reports the council makes by their names; where it declares none, the committee's."""
        return self.declared or {COMMITTEES_REPORT.report: COMMITTEES_REPORT}

    def indicator(self, code: str, period: Period | None = None) -> Indicator | None:
        """The indicator of a code as it stands for the period, or its last row where no period is given."""
        rows = self.indicators.get(code_key(code))
        if not rows:
            return None
        if period is None:
            return rows[-1]
        for row in rows:
            if row.covers(period):
                return row
        return None

    def fed_by(self, code: str) -> list[Indicator]:
        """The indicators whose figures are worked out from a code's, by however many steps."""
        return [self.indicators[key][-1] for key in self._fed.get(code_key(code), ())]

    @cached_property
    def _fed(self) -> Mapping[str, Sequence[str]]:
        """By code, the keys of all indicators that it feeds."""
        fed: dict[str, list[str]] = {}
        for key in self.indicators:
            for code in self.feeding(key):
                fed.setdefault(code, []).append(key)
        return fed

    def feeding(self, code: str) -> list[str]:
        """The keys of all indicators from which a code's figures are worked out, by however many steps."""
        reached: dict[str, None] = {}
        ahead = [code_key(code)]
        while ahead:
            rows = self.indicators.get(ahead.pop(), ())
            keys = [code_key(each) for row in rows if row.made_of for each in row.made_of.codes]
            ahead.extend(key for key in keys if key not in reached)
            reached |= dict.fromkeys(keys)
        return list(reached)

    def indicator_without_zeros(self, code: str) -> Indicator | None:
        """The one indicator whose code differs from this only in zeros before its numbers."""
        return self._by_unpadded_code.get(unpadded_key(code))

    @cached_property
    def _by_unpadded_code(self) -> Mapping[str, Indicator | None]:
        """Indicators by code without padding; none where two would be the same."""
        found: dict[str, Indicator | None] = {}
        for rows in self.indicators.values():
            key = unpadded_key(rows[-1].code)
            found[key] = None if key in found else rows[-1]
        return found

    def target(self, indicator: Indicator, period: Period) -> Target | None:
        """The target of an indicator for a period."""
        return target_for(indicator, period, self.targets.get(code_key(indicator.code), {}))

    def registered(self, sender: str) -> Sender:
        """A sender as a person names it, by its short name. Raises `UnknownItem`."""
        if sender not in self.senders:
            senders = ", ".join(self.senders) or "none yet: apply a register first"
            raise UnknownItem(f"There is no sender '{sender}'.", f"The senders are {senders}.")
        return self.senders[sender]

    def name_of(self, sender: str) -> str:
        """A sender's name; of one that is not in the register, what it was called."""
        known = self.senders.get(sender)
        return known.name if known else sender

    def email_of(self, sender: str) -> str:
        """The address of a sender; nothing where it has none, or is nobody."""
        known = self.senders.get(sender)
        return known.email if known else ""

    def standing(self, period: Period) -> Iterator[Indicator]:
        """The indicators that stand for a period, in the order of the register."""
        for rows in self.indicators.values():
            yield from (row for row in rows if row.covers(period))

    def layouts_for(self, sender: str, file: str) -> list[Layout]:
        """The layouts that a file of a sender may have, in the order of their names."""
        return [layout for _, layout in sorted(self.layouts.items()) if layout.is_for(sender, file)]

    def sender_of(self, codes: list[str]) -> str | None:
        """The sender who owns most of these codes."""
        owners = [row.sender for code in codes if (row := self.indicator(code))]
        return max(set(owners), key=lambda sender: (owners.count(sender), sender)) if owners else None
