"""Ordinary indicators, statements and registers, of which a test states only what matters to it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st

from transforms.code import code_key
from transforms.figure import Unit
from transforms.gap import Gap
from transforms.indicator import Frequency, Indicator, Polarity, RollUp, ToleranceKind
from transforms.judged import Judge
from transforms.observation import Decided, Decision, Observation, State, Stated
from transforms.period import Period
from transforms.register import Register, Sender, SenderKind, Service
from transforms.register_history import Applied, RegisterHistory
from transforms.settle import SentFile
from transforms.stated_row import Source, StatedRow
from transforms.target import Target, read_target

T = TypeVar("T")

OCTOBER, NOVEMBER, DECEMBER = (Period.month(2009, month) for month in (10, 11, 12))
TODAY = date(2010, 1, 18)
Q1, Q2, Q3, Q4 = (Period.quarter(2009, quarter) for quarter in (1, 2, 3, 4))
Q3_BEFORE = Period.quarter(2008, 3)
YEAR = Period.year(2009)

few = settings(max_examples=50, deadline=None, database=None, derandomize=True)
SCRIBBLES = st.text("0123456789 /-–.,:;%£+()[]qQdeEcDmayAprNnoX*#½²٣é\u00a0\u200b\U0001f4c8", max_size=24)
"""What may stand in a cell: digits and marks in any order, and letters of other alphabets."""

NI_157A = Indicator(
    code="NI 157a",
    name="Processing of planning applications: Major applications",
    service="DS",
    sender="dev",
    owner="Head of Development",
    provider="Tom Frost",
    unit=Unit.PERCENT,
    decimals=2,
    polarity=Polarity.MAXIMISE,
    frequency=Frequency.MONTHLY,
    rollup=RollUp.RATIO,
    scale=Decimal(100),
    tolerance=Decimal(10),
    tolerance_kind=ToleranceKind.RELATIVE,
    no_change_band=Decimal(0),
    themes=("NI",),
    public=True,
    valid_from=None,
    valid_to=None,
    definition="Major applications decided in 13 weeks",
)


def an_indicator(**changes: Any) -> Indicator:
    """NI 157a of the case study, or an indicator that differs from it in what is stated."""
    return replace(NI_157A, **changes)


def a_target(text: str | None) -> Target | None:
    """A target as the register writes it, or none."""
    return None if text is None else read_target(text)


def number(text: str | int | None) -> Decimal | None:
    """The exact number, or none."""
    return None if text is None else Decimal(text)


def said(
    period: Period,
    value: str | int | None = None,
    out_of: tuple[int, int] | None = None,
    gap: Gap | None = None,
    *,
    provisional: bool = False,
    revised: bool = False,
) -> Stated:
    """What a return said of a period: a value, numerator and denominator, or a reason for neither."""
    numerator, denominator = out_of or (None, None)
    return Stated(period, number(value), number(numerator), number(denominator), gap, provisional, revised)


def by_period(*statements: Stated) -> dict[Period, Stated]:
    """Statements by their period."""
    return {stated.period: stated for stated in statements}


def a_sender(name: str, kind: SenderKind = SenderKind.DEPARTMENT, due_day: int = 15) -> Sender:
    """A sender known by its short name."""
    return Sender(
        name, {"dev": "Development Services", "kcc": "Kent County Council"}.get(name, name), kind, "", "", due_day
    )


def a_register(
    *indicators: Indicator, targets: Mapping[str, Mapping[Period, str]] | None = None, senders: Iterable[Sender] = ()
) -> Register:
    """A register of these indicators, of NI 157a alone where none is given."""
    rows: dict[str, tuple[Indicator, ...]] = {}
    for indicator in indicators or (NI_157A,):
        rows[code_key(indicator.code)] = (*rows.get(code_key(indicator.code), ()), indicator)
    of_code = {
        code_key(code): {period: read_target(text) for period, text in stated.items()}
        for code, stated in (targets or {}).items()
    }
    known = {sender.sender: sender for sender in (a_sender("dev"), *senders)}
    return Register(known, {"DS": Service("DS", "Development Services", "", "", "")}, rows, of_code)


def always(register: Register) -> RegisterHistory:
    """A register that has stood since long before."""
    return RegisterHistory([Applied(date(2000, 1, 1), register)])


def a_judge(
    register: Register,
    figures: Mapping[str, Mapping[Period, Stated]] | None = None,
    commentaries: Mapping[str, Mapping[Period, str]] | None = None,
    today: date = date(2010, 1, 18),
) -> Judge:
    """A judge of these figures by a register that has always stood."""
    return Judge(always(register), by_key(figures or {}), by_key(commentaries or {}), today)


def by_key(known: Mapping[str, T]) -> dict[str, T]:
    """What is known by code, as it is looked up."""
    return {code_key(code): of_code for code, of_code in known.items()}


def a_row(
    code: str = "NI 157a",
    period: Period | None = DECEMBER,
    value: str | int | None = None,
    out_of: tuple[int, int] | None = None,
    *,
    file_id: int = 0,
    row: int = 2,
    **changes: Any,
) -> StatedRow:
    """A row of Development's return with Code, Numerator, Denominator, Value and Commentary in A to E."""
    cells = {
        "code": f"A{row}",
        "numerator": f"B{row}",
        "denominator": f"C{row}",
        "value": f"D{row}",
        "commentary": f"E{row}",
    }
    numerator, denominator = out_of or (None, None)
    stated = StatedRow(
        Source(file_id, "dev", f"return {file_id}.xlsx"), "Return", row, cells, code, period,
        value=number(value), numerator=number(numerator), denominator=number(denominator),
    )  # fmt: skip
    return stated._replace(**changes)


def a_file(file_id: int = 0, sha256: str = "") -> SentFile:
    """A file from Development, its bytes unlike those of other files."""
    name = f"return {file_id}.xlsx"
    return SentFile(file_id, "dev", name, sha256 or f"bytes {file_id}", 1000, at("2010-01-12"))


def at(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def an_observation(
    stated: Stated,
    recorded: str = "2010-01-12",
    *,
    held: str = "",
    decided: Decided | None = None,
    decided_on: str = "2010-01-14",
    commentary: str = "",
    code: str = "NI 157a",
) -> Observation:
    """A statement as it was recorded; `held` is the reason why it waits, `decided` what came of it."""
    decision = Decision(decided, "Lee Banks", "Checked", at(decided_on)) if decided else None
    return Observation(
        f"{code} {stated.period} {recorded}", code, stated, commentary, State.HELD if held else State.ACCEPTED, held,
        at(recorded), "dev", "return.xlsx", "0" * 64, "Return", "D2", decision=decision,
    )  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by column."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
