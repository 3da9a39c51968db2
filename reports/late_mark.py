"""How early or late returns came, drawn: one mark beside the due day for each, and a strip of marks for a whole year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.timeliness import Delivery
from transforms.words import many

WIDTH, HEIGHT, MARGIN = 150, 24, 7
"""User units of the drawing of one return."""

LEAST_DAYS = 5
"""A scale never shows less than a working week on either side: a day is a day on every page of prompt people."""

STEP = 13
"""User units from mark to mark in a strip."""


@dataclass(frozen=True, slots=True)
class LateMark:
    """One return on a scale of working days: `due` is where its due day lies, `at` where it came, in user units."""

    due: str
    at: str
    kind: str
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def marks_of(deliveries: Sequence[Delivery]) -> list[LateMark]:
    """The marks of some returns, on one scale, the due days one below the other."""
    early = max([LEAST_DAYS, *(-each.days for each in deliveries)])
    late = max([LEAST_DAYS, *(each.days for each in deliveries)])
    day = (WIDTH - 2 * MARGIN) / (early + late)
    return [_mark(each, MARGIN + early * day, day) for each in deliveries]


def _mark(delivery: Delivery, due: float, day: float) -> LateMark:
    return LateMark(f"{due:.1f}", f"{due + delivery.days * day:.1f}", kind_of(delivery), days_in_words(delivery))


def kind_of(delivery: Delivery) -> str:
    """How a return is drawn: as one that was on time, late, or is owed."""
    if delivery.on_time:
        return "on-time"
    return "late" if delivery.came else "owed"


def days_in_words(delivery: Delivery) -> str:
    """How early or late a return came: `4 days early`, `on the day`, `2 days late`, `owed, 3 days so far`."""
    days = many(abs(delivery.days), "day")
    if delivery.came is None:
        return f"owed, {days} so far"
    if delivery.days == 0:
        return "on the day"
    return f"{days} {'late' if delivery.days > 0 else 'early'}"


@dataclass(frozen=True, slots=True)
class Strip:
    """The returns of one sender from left to right: a mark each, of a kind, at so many user units; and in words."""

    marks: Sequence[tuple[int, str, bool]]
    description: str
    width: int
    height: int = HEIGHT


def strip_of(deliveries: Sequence[Delivery]) -> Strip:
    """The strip of some returns in the order in which they were due; what was not right the first time is underlined."""
    told = [f"{each.expected.label}: {days_in_words(each)}{_not_right(each)}" for each in deliveries]
    marks = [
        (STEP * at + STEP // 2, kind_of(each), each.right_first_time is False) for at, each in enumerate(deliveries)
    ]
    return Strip(marks, "; ".join(told), STEP * max(len(marks), 1))


def _not_right(delivery: Delivery) -> str:
    return ", not right the first time" if delivery.right_first_time is False else ""
