"""Actions and referrals, and how each stands on the day of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reports.document import Document
from reports.parts import Block, Grid, Head, Part, Words
from transforms.action import Action, ActionKind, Progress
from transforms.words import joined, long_date, many

ORDER = (Progress.OVERDUE, Progress.OPEN, Progress.DONE)
ALL = {1: "", 2: "both "}
HEADS = ("Indicator", "What", "Who", "By when", "How it stands")
REFERRAL_HEADS = ("Indicator", "Issue", "Referred by", "Referred to", "By when", "What came of it")


def actions(document: Document) -> Block | None:
    """What is being done, overdue first; what was done is followed up once, in the report after."""
    shown = [action for actions in document.actions.values() for action in actions if is_shown(action, document)]
    grids = [_grid(document, shown, kind) for kind in ActionKind if any(action.kind == kind for action in shown)]
    return Block("actions", "Actions and referrals", _lede(document, shown), grids) if grids else None


def is_shown(action: Action, document: Document) -> bool:
    """Whether an action is told of: what is not done, and what was done since the period began."""
    return action.done is None or action.done >= document.period.start


def _lede(document: Document, shown: Sequence[Action]) -> str:
    kinds = [
        many(number, kind.value) for kind in ActionKind if (number := sum(action.kind == kind for action in shown))
    ]
    found = Counter(action.progress(document.today) for action in shown)
    if len(found) == 1:
        return f"{joined(kinds)}, {ALL.get(len(shown), 'all ')}{next(iter(found)).value}."
    return f"{joined(kinds)}: {', '.join(f'{found[stage]} {stage.value}' for stage in ORDER if found[stage])}."


def _grid(document: Document, shown: Sequence[Action], kind: ActionKind) -> Part:
    of_kind = [action for action in shown if action.kind == kind]
    of_kind.sort(key=lambda action: (ORDER.index(action.progress(document.today)), action.by_when or document.today))
    names = {row.indicator.code: row.indicator.name for row in document.rows}
    heading = "Actions" if kind == ActionKind.ACTION else "Referrals"
    heads = HEADS if kind == ActionKind.ACTION else REFERRAL_HEADS
    rows = [_row(document, action, names.get(action.code, "")) for action in of_kind]
    return Grid(f"{heading} and how each stands", [Head(text) for text in heads], rows, heading)


def _row(document: Document, action: Action, name: str) -> list[Words]:
    by_when = long_date(action.by_when) if action.by_when else "No day was set"
    raised = [Words(action.by)] if action.kind == ActionKind.REFERRAL else []
    what = [Words(f"{action.code} {name}"), Words(action.what), *raised]
    return [*what, Words(action.who), Words(by_when), _standing(document, action)]


def _standing(document: Document, action: Action) -> Words:
    progress = action.progress(document.today)
    told = f"{progress.label}, {long_date(action.done)}" if action.done else progress.label
    return Words(f"{told}: {action.outcome}" if action.outcome else told)
