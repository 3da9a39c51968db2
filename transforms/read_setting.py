"""Reads another setting as a person writes it: `LPI CS 1 target=75%`, `NI 157a tolerance=5 points`."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.errors import UnreadableFigure, UsageError
from transforms.indicator import ToleranceKind
from transforms.register_cell import Wrong, not_negative
from transforms.supposed import Allowance
from transforms.target import Target, read_target

SETTING = re.compile(r"\s*(?P<code>\S.*?)\s+(?P<what>target|tolerance)\s*=\s*(?P<value>\S.*?)\s*", re.IGNORECASE)
KINDS = {
    ToleranceKind.RELATIVE: re.compile(r"(?P<number>\S+?)\s*%(?: of (?:the |its )?target)?", re.IGNORECASE),
    ToleranceKind.POINTS: re.compile(r"(?P<number>\S+) points?", re.IGNORECASE),
    ToleranceKind.ABSOLUTE: re.compile(r"(?P<number>\S+) absolute", re.IGNORECASE),
    ToleranceKind.FLOOR: re.compile(r"floor (?P<number>\S+?)%?", re.IGNORECASE),
}
HOW = "Write it as 'LPI CS 1 target=75%' or 'NI 157a tolerance=5 points'."
HOW_MUCH = "Write a tolerance as '10%' (of the target), '5 points', '3 absolute' or 'floor 70'."


class Setting(NamedTuple):
    """Another target or another allowance of a code."""

    code: str
    target: Target | None = None
    allowance: Allowance | None = None


def read_setting(text: str) -> Setting:
    """A setting. Raises `UsageError`.

    >>> read_setting("LPI CS 1 target=75%").target
    Target(low=Decimal('75'), high=Decimal('75'))
    """
    match = SETTING.fullmatch(text)
    if not match:
        raise UsageError(f"'{text}' is no setting.", HOW)
    if match["what"].casefold() == "tolerance":
        return Setting(match["code"], allowance=_allowance(match["value"]))
    try:
        return Setting(match["code"], read_target(match["value"]))
    except UnreadableFigure as error:
        raise UsageError(f"'{text}': {error.message}", HOW) from None


def _allowance(text: str) -> Allowance:
    found = ((kind, match) for kind, pattern in KINDS.items() if (match := pattern.fullmatch(text)))
    kind, number = next(((kind, match["number"]) for kind, match in found), (None, text))
    try:
        return Allowance(not_negative(number), kind)
    except (Wrong, UnreadableFigure):
        raise UsageError(f"'{text}' is no tolerance.", HOW_MUCH) from None
