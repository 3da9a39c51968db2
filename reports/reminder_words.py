"""The words of a reminder: what it asks in short, and how it says what is due and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.template_words import period_text
from transforms.digest import AskedCommentary, AskedReturn, Digest
from transforms.reminded import Occasion
from transforms.words import joined, many, upper_first, weekday_date

NAMED = 3
"""So many are named in a subject; of more their number is said."""


def asked_in(digest: Digest) -> list[str]:
    """What is asked and by when, each in a few words: of the person's own first, then of those whom it answers for."""
    others = [*digest.of(Occasion.MANAGER), *digest.of(Occasion.POLICY_TEAM)]
    parts = [
        *_own(digest.of(Occasion.RETURN), digest.day),
        _commentaries(digest.commentaries, digest.day),
        _others(others),
    ]
    return [upper_first(part) for part in parts if part]


def due_words(asked: AskedReturn, today: date) -> str:
    """When a return is due, or was, as a sentence."""
    due = weekday_date(asked.owed.due)
    if asked.days_late:
        return f"It was due on {due}, {many(asked.days_late, 'working day')} ago."
    return f"It is due today, {due}." if asked.owed.due == today else f"It is due by {due}."


def explain_words(asked: AskedCommentary, today: date) -> str:
    """By when a commentary is asked for, as a sentence."""
    if asked.by is None:
        return "The day of the report on that quarter has passed, so please write it as soon as you can."
    return f"Please write it by {'today, ' if asked.by == today else ''}{weekday_date(asked.by)}."


def _own(returns: Sequence[AskedReturn], today: date) -> list[str]:
    late = [asked for asked in returns if asked.days_late]
    open_ = [asked for asked in returns if not asked.days_late]
    parts = []
    if open_:
        due = min(asked.owed.due for asked in open_)
        by = "due today" if due == today else f"please send by {due:%A} {due.day} {due:%B}"
        parts.append(f"{by}: {_figures_for(open_)}")
    if late:
        parts.append(f"late: {_figures_for(late)}" + ("" if open_ else _due_since(late)))
    return parts


def _due_since(late: Sequence[AskedReturn]) -> str:
    days = sorted({asked.owed.due for asked in late})
    return f", {'the first ' if len(days) > 1 else ''}due on {days[0]:%A} {days[0].day} {days[0]:%B}"


def _commentaries(commentaries: Sequence[AskedCommentary], today: date) -> str:
    if not commentaries:
        return ""
    by = commentaries[0].by
    when = "" if by is None else " today" if by == today else f" by {by:%A} {by.day} {by:%B}"
    return f"please explain{when}: {many(len(commentaries), 'figure')} of {period_text(commentaries[0].row.period)}"


def _others(returns: Sequence[AskedReturn]) -> str:
    if not returns:
        return ""
    return f"late from {_some([asked.sender.name for asked in returns], 'sender')}: {_figures_for(returns)}"


def _figures_for(returns: Sequence[AskedReturn]) -> str:
    return f"figures for {_some([asked.owed.period.last_month.label for asked in returns], 'month')}"


def _some(names: Sequence[str], noun: str) -> str:
    once = list(dict.fromkeys(names))
    return joined(once) if len(once) <= NAMED else many(len(once), noun)
