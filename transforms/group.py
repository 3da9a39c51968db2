"""A group: indicators whose lights together make one score, the share of the points they could have had."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from transforms.code import code_key


@dataclass(frozen=True, slots=True)
class Member:
    """An indicator of a group, and how often it counts."""

    code: str
    weight: Decimal

    @property
    def key(self) -> str:
        """The code as it is looked up."""
        return code_key(self.code)


@dataclass(frozen=True, slots=True)
class Group:
    """The members of a group, in the order of the register."""

    members: tuple[Member, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators that make its score."""
        return tuple(member.code for member in self.members)

    @property
    def words(self) -> str:
        """What the score is made of, in words."""
        weights = {member.weight for member in self.members}
        plain = {Decimal(1)} if len(weights) > 1 else weights
        named = (m.code if m.weight in plain else f"{m.code} × {m.weight:f}" for m in self.members)
        return f"share of the points of {', '.join(named)}"

    def same_as(self, other: object) -> bool:
        """Whether both are made of the same."""
        return isinstance(other, Group) and self._shape == other._shape

    @property
    def _shape(self) -> frozenset[tuple[str, Decimal]]:
        return frozenset((member.key, member.weight) for member in self.members)
