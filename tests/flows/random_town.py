"""A tiny council whose clock goes on, and whose register is written anew as somebody has it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime

from flows.register_steps import apply_register
from infra.clock import instant_text
from infra.wiring import House
from tests.council import INDICATORS, SENDERS, SERVICES, TARGETS, at, drop, utc
from tests.flows.take_in import take_in
from transforms.errors import UnknownItem
from transforms.register_table import FILES

BEGINNING = utc("2010-01-18T09:00:00")

LAYOUTS = {
    "scrutiny": '"committee"',
    "all": '["replaced", "restated", "summary", "indicators", "attention", "benchmarks", "costs", "actions", "changes"]',
    "in-short": '["replaced", "restated", "summary", "key", "exceptions", "quality", "profiles", "changes"]',
}


@dataclass
class Town:
    """A council with the time on its clock, its register as it is written, and what was sent to it so far."""

    house: House
    now: datetime = BEGINNING
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    reports: str = "scrutiny"
    sent: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        written = {"senders": SENDERS, "services": SERVICES, "indicators": INDICATORS, "targets": TARGETS}
        self.tables = {name: [dict(row) for row in csv.DictReader(io.StringIO(text))] for name, text in written.items()}

    @property
    def open(self) -> House:
        """Its house, at the time that it is there."""
        return at(self.house, instant_text(self.now))

    def set(self, name: str, value: str | int) -> None:
        """Set one of the settings that colour reports."""
        self.house = House(self.house.workspace, self.house.settings.model_copy(update={name: value}))

    def send(self, sender: str, text: str) -> None:
        """Let a sender drop a return, and take it in."""
        self.sent.append((sender, text))
        drop(self.house, sender, f"return {len(self.sent)}.csv", text)
        take_in(self.open)

    def indicator(self, code: str) -> dict[str, str]:
        """The row of the register on an indicator, as it is written."""
        found = [row for row in self.tables["indicators"] if row["code"] == code]
        if not found:
            raise UnknownItem(f"{code} was dropped.")
        return found[-1]

    def apply(self) -> None:
        """Write the register and apply it; one with faults is refused and changes nothing."""
        folder = self.house.workspace / "register"
        for name, rows in self.tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                table = csv.DictWriter(file, FILES[name], restval="")
                table.writeheader()
                table.writerows(rows)
        declared = DECLARED.format(name=self.reports, layout=LAYOUTS[self.reports])
        (folder / "reports.toml").write_text(declared, encoding="utf-8")
        apply_register(self.open)


DECLARED = """
[scrutiny]
title = "{name} - {{period}}"
audience = "Performance and Governance Committee"
layout = {layout}
period = "quarter"
formats = ["html", "json"]
compare = ["Kent districts"]
"""
