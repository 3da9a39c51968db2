"""Who may decide: a checker whom the council names, and never on a figure of their own."""

from __future__ import annotations

import re
import unicodedata

from infra.wiring import House
from transforms.errors import DecisionRefused


def refuse_stranger(house: House, by: str) -> None:
    """Raises `DecisionRefused` where the council names its checkers and this is none of them."""
    checkers = house.settings.checkers
    if checkers and _name(by) not in map(_name, checkers):
        raise DecisionRefused(
            f"{by} is no checker; the setting `checker` names {', '.join(checkers)}.",
            "Ask one of them to decide, or add the name to `checker` in mortar.toml.",
        )


def is_any_of(by: str, names: set[str]) -> bool:
    """Whether a person is one of those named."""
    return _name(by) in map(_name, names)


def _name(text: str) -> str:
    """A name as it is compared: case, spaces, commas and the order of its parts make no other person."""
    return " ".join(sorted(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())))
