"""Settles what becomes of the rows of lists: what says something new is taken, the rest is known already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, TypeVar

from transforms.action import ActionKey
from transforms.comparison import ComparisonKey
from transforms.stated_action import FollowUp, StatedAction
from transforms.stated_comparison import StatedComparison

Row = TypeVar("Row", StatedAction, StatedComparison)
ListKey = ActionKey | ComparisonKey
"""Of what the row of a list speaks."""


class Listed(NamedTuple):
    """What was taken of the lists of one file, and of how many rows everything was known."""

    actions: Sequence[StatedAction] = ()
    comparisons: Sequence[StatedComparison] = ()
    unchanged: int = 0

    @property
    def keys(self) -> frozenset[ListKey]:
        """Of what the rows that were taken speak."""
        return frozenset([*(row.key for row in self.actions), *(row.key for row in self.comparisons)])

    @property
    def rows(self) -> int:
        """How many rows were taken, or known."""
        return len(self.actions) + len(self.comparisons) + self.unchanged


@dataclass
class Lists:
    """The rows of lists of files that are settled together, and what is known: of each action, and of each figure of
    another council.
    """

    actions: Sequence[StatedAction] = ()
    comparisons: Sequence[StatedComparison] = ()
    known_actions: dict[ActionKey, FollowUp] = field(default_factory=dict)
    known_figures: dict[ComparisonKey, Decimal] = field(default_factory=dict)

    def of_file(self, file_id: int, taken_before: AbstractSet[ListKey]) -> Listed:
        """What is taken of a file: what is new to all that is known, and was not taken from the same bytes before."""
        actions, comparisons = self._actions_by_file[file_id], self._comparisons_by_file[file_id]
        new_actions = [row for row in actions if row.key not in taken_before and self._is_news(row)]
        new_comparisons = [row for row in comparisons if row.key not in taken_before and self._is_new_figure(row)]
        rows = len(actions) + len(comparisons)
        return Listed(new_actions, new_comparisons, rows - len(new_actions) - len(new_comparisons))

    @cached_property
    def _actions_by_file(self) -> Mapping[int, Sequence[StatedAction]]:
        return _by_file(self.actions)

    @cached_property
    def _comparisons_by_file(self) -> Mapping[int, Sequence[StatedComparison]]:
        return _by_file(self.comparisons)

    def _is_news(self, row: StatedAction) -> bool:
        before = self.known_actions.get(row.key)
        if before is not None and not row.said.adds_to(before):
            return False
        self.known_actions[row.key] = (before or FollowUp()).and_then(row.said)
        return True

    def _is_new_figure(self, row: StatedComparison) -> bool:
        if self.known_figures.get(row.key) == row.value:
            return False
        self.known_figures[row.key] = row.value
        return True


def _by_file(rows: Sequence[Row]) -> Mapping[int, Sequence[Row]]:
    by_file: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_file[row.source.file_id].append(row)
    return by_file
